/** The elements that the package publishes, as its entry points name them. Others that they are made of are their own affair. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

export const packageFolder = fileURLToPath(new URL('..', import.meta.url))

export interface PublishedElement {
  /** `qym-business-card`. */
  readonly tag: string
  /** From the source folder, and from `dist`: `card/qym-business-card`. */
  readonly module: string
}

/** In the order of their names. */
export function listElements(): readonly PublishedElement[] {
  const { exports }: { exports: Record<string, { default?: string }> } = JSON.parse(
    readFileSync(`${packageFolder}/package.json`, 'utf8'),
  )
  return Object.entries(exports).flatMap(([entry, { default: file }]) => {
    const [, tag] = /^\.\/(qym-[a-z-]+)$/.exec(entry) ?? []
    return tag && file ? [{ tag, module: file.replace(/^\.\/dist\/|\.js$/g, '') }] : []
  })
}
