/** The page's settings: where its trust list is and which root key must have signed it. */
import type { VerifierOptions } from '@qiyema/core/verify'

type Root = Extract<VerifierOptions['trust'], { url: string }>['root']

export interface Config {
  /** Absolute. */
  readonly trustList: string
  /** The pinned public root key; two while it is being replaced. */
  readonly root: Root
}

/** @throws when config.json cannot be had or is off its shape */
export async function readConfig(): Promise<Config> {
  const response = await fetch(`${import.meta.env.BASE_URL}config.json`, { credentials: 'omit' })
  if (!response.ok) throw new Error(`config.json: ${response.status}`)
  const { trustList, root } = (await response.json()) as Partial<Record<string, unknown>>
  if (typeof trustList !== 'string') throw new Error('config.json: trustList is not an address')
  if (typeof root !== 'object' || root === null) throw new Error('config.json: root is not a public key')
  return { trustList: new URL(trustList, location.href).href, root: root as Root }
}

/** Lists signed under one root are of no use under another, so each root has a place of its own. */
export function storeName({ root }: Config): string {
  const [first] = [root].flat()
  return `qiyema-verifier ${first?.x ?? ''}`
}
