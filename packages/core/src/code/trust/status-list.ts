/** Status lists (IETF Token Status List, two bits a code): read, and never trusted beyond what their issuer signed. */
import { fromBase64url } from '../format/bytes.js'
import { asObject, isWhole } from '../format/json.js'
import type { Suite } from '../suites/suite.js'
import { verifySignedList } from './signed-list.js'
import type { TrustedIssuer } from './trust-list.js'

/** The media type of a status list token, in its header. */
export const STATUS_LIST_TYP = 'statuslist+jwt'

/** Bits that stand for one code. */
export const STATUS_BITS = 2

/** A full list: two bits for each of the 2^20 positions a code can name. Nothing inflates further. */
export const MAX_STATUS_BYTES = (2 ** 20 * STATUS_BITS) / 8

/** How old a list may be and still serve, in seconds. */
const MAX_STATUS_AGE = 7 * 86400

/** How long a list that does not say is fresh, in seconds. */
const DEFAULT_TTL = 43200

/** The state of one code in its list. */
export type StatusState = 'valid' | 'revoked' | 'suspended'

const STATES: readonly (StatusState | undefined)[] = ['valid', 'revoked', 'suspended', undefined]

/** A status list whose signature held. Times are Unix seconds, `ttl` is seconds. */
export interface StatusList {
  readonly uri: string
  readonly iat: number
  readonly exp?: number
  readonly ttl: number
  readonly bits: Uint8Array
}

/**
 * Verifies a status list token under its issuer's own `use: "status"` keys.
 *
 * @returns the list, or a sentence on why it is not believed
 */
export async function readStatusList(
  jwt: unknown,
  uri: string,
  issuer: Pick<TrustedIssuer, 'keys'>,
  suites: readonly Suite[],
): Promise<StatusList | string> {
  const keyFor = ({ kid }: { kid?: string }) =>
    issuer.keys.find(key => key.use === 'status' && key.kid === kid && !key.revoked)
  const verified = await verifySignedList(jwt, { typ: STATUS_LIST_TYP, suites, keyFor })
  if (typeof verified === 'string') return verified

  const { sub, iat, exp, ttl = DEFAULT_TTL, status_list: list } = verified.payload
  const key = keyFor(verified)
  if (sub !== uri) return 'the list is of another address'
  if (!isWhole(iat) || !key || iat < key.nbf || iat >= key.exp)
    return 'the list was issued outside the time of its key'
  if ((exp !== undefined && !isWhole(exp)) || !isWhole(ttl)) return 'exp or ttl is not a whole number'
  const { bits, lst } = asObject(list) ?? {}
  const compressed = fromBase64url(lst)
  if (bits !== STATUS_BITS || !compressed) return 'status_list is not 2 bits a code in base64url'
  const inflated = await inflate(compressed)
  return inflated
    ? { uri, iat, ttl, bits: inflated, ...(exp !== undefined && { exp }) }
    : 'the list does not inflate within its bound'
}

/** The state at a position; undefined beyond the end of the list, and for the value that means nothing. */
export function stateAt(list: StatusList, index: number): StatusState | undefined {
  const byte = list.bits[index >> 2]
  return byte === undefined ? undefined : STATES[(byte >> ((index & 3) * 2)) & 3]
}

/** Whether a list may still be relied on at a moment, and how well. */
export function freshnessAt(list: StatusList, at: number): 'fresh' | 'aging' | 'too_old' {
  if (at - list.iat > MAX_STATUS_AGE || (list.exp !== undefined && at >= list.exp)) return 'too_old'
  return at - list.iat < list.ttl ? 'fresh' : 'aging'
}

async function inflate(compressed: Uint8Array<ArrayBuffer>): Promise<Uint8Array | undefined> {
  const inflated = new Uint8Array(MAX_STATUS_BYTES)
  let length = 0
  try {
    const reader = new Blob([compressed]).stream().pipeThrough(new DecompressionStream('deflate')).getReader()
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return inflated.slice(0, length)
      if (length + value.length > MAX_STATUS_BYTES) {
        await reader.cancel()
        return undefined
      }
      inflated.set(value, length)
      length += value.length
    }
  } catch {
    return undefined
  }
}
