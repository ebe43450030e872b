/** A head of the audit trail's tree: how many rows there were at a time, and the root over them, signed. */
import { compactVerify, importJWK, type JWK } from 'jose'
import { algorithmOf } from '../access/sign-jws.js'
import { readJws, secondsIn, textIn } from '../access/strict-jws.js'

/** For the header's `typ`. */
export const HEAD_TYPE = 'qym-audit-head+jwt'

export interface TreeHead {
  readonly size: number
  /** 64 hexadecimal characters. */
  readonly root: string
  /** RFC 3339. */
  readonly at: string
}

/** What a head says; undefined for one that none of these keys has signed, or is no head. A key is found by its `kid`. */
export async function readHead(text: string, publicKeys: readonly JWK[]): Promise<TreeHead | undefined> {
  const read = readJws(text)
  const publicKey = publicKeys.find(({ kid }) => kid === read?.header.kid)
  if (read?.header.typ !== HEAD_TYPE || !publicKey) return undefined
  const size = secondsIn(read.claims, 'size')
  const root = textIn(read.claims, 'root')
  const at = textIn(read.claims, 'at')
  if (size === undefined || root === undefined || at === undefined) return undefined
  try {
    const alg = algorithmOf(publicKey)
    await compactVerify(text, await importJWK(publicKey, alg), { algorithms: [alg] })
  } catch {
    return undefined
  }
  return { size, root, at }
}
