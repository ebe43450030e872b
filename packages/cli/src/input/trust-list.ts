/** Reads a trust list from where an option says: a file that is trusted as it stands, a signed one, or an address. */
import { sm2 } from '@qiyema/core/sm2'
import { readTrustList, type TrustList, verifyTrustList } from '@qiyema/core/trust'
import type { TrustSource } from '@qiyema/core/verify'
import { Mistake } from '../mistake.js'
import { nameOf, readText } from './bytes.js'
import { readPublicJwk } from './jwk.js'

/** What a file holds: the list of a signed file was verified, any other is as it stands there. */
export interface TrustDocument {
  readonly list: unknown
  readonly isSigned: boolean
}

export function isAddress(trust: string): boolean {
  return /^https?:\/\//i.test(trust)
}

/** A verifier's trust: the list in a file, or the address to fetch it from with the root keys to pin. */
export async function readTrust(
  trust: string,
  roots: readonly string[] = [],
): Promise<TrustList | TrustSource> {
  if (!isAddress(trust)) return readTrustList(await readVouchedDocument(trust, roots))
  if (roots.length === 0)
    throw new Mistake('A trust list from an address is believed only under its root key: give --root FILE.')
  return { url: trust, root: await readRoots(roots) }
}

/** The list in a file. Root keys that were given must have signed it. */
export async function readVouchedDocument(path: string, roots: readonly string[]): Promise<unknown> {
  const { list, isSigned } = await readTrustDocument(path, roots)
  if (isSigned || roots.length === 0) return list
  throw new Mistake(
    `${nameOf(path)} is not signed, so no --root can vouch for it: leave --root out to trust it.`,
  )
}

/** The trust list in a file. Root keys are for signed files. */
export async function readTrustFile(path: string, roots: readonly string[] = []): Promise<TrustList> {
  return readTrustList((await readTrustDocument(path, roots)).list)
}

/** What a file holds, for those who look for faults in it. */
export async function readTrustDocument(path: string, roots: readonly string[] = []): Promise<TrustDocument> {
  const text = (await readText(path)).trim()
  if (/^[\w-]+\.[\w-]+\.[\w-]+$/.test(text)) return { list: await verify(path, text, roots), isSigned: true }
  try {
    return { list: JSON.parse(text), isSigned: false }
  } catch {
    throw new Mistake(`${nameOf(path)} is no trust list, neither as JSON nor signed.`)
  }
}

async function verify(path: string, jwt: string, roots: readonly string[]): Promise<TrustList> {
  if (roots.length === 0)
    throw new Mistake(
      `${nameOf(path)} is a signed trust list, believed only under its root key: give --root FILE.`,
    )
  return verifyTrustList(jwt, await readRoots(roots), { suites: [sm2] })
}

function readRoots(paths: readonly string[]) {
  return Promise.all(paths.map(readPublicJwk))
}
