/**
 * Reads and writes the signed lists: compact JWS (RFC 7515) with a JSON object inside. Reading is strict: after it only
 * the signature is left to check, and the suite does that, so a verifier carries no JOSE library (decision 3).
 */
import type { JWK } from 'jose'
import { QiyemaError } from '../../errors.js'
import type { Suite } from '../suites/suite.js'
import { type Bytes, fromBase64url, jsonToBase64url, toBase64url, utf8 } from './bytes.js'
import { type JsonObject, readJsonObject } from './json.js'

/** No signed list is longer than this many characters. */
export const MAX_JWS_LENGTH = 1 << 20

/** What a caller expects of a signed list. */
export interface JwsExpectation {
  readonly typ: string
  readonly suites: readonly Suite[]
  /** The key for this key id and algorithm, from a source the caller trusts; undefined when there is none. */
  readonly keyFor: (header: {
    readonly alg: string
    readonly kid?: string
  }) => { readonly alg: string; readonly jwk: JWK } | undefined
}

/** The header and payload of a signed list, once its signature held. */
export interface VerifiedJws {
  readonly kid?: string
  readonly payload: JsonObject
}

/**
 * Verifies a signed list.
 *
 * @returns what it says, or a sentence on why it is not believed
 */
export async function verifyJws(text: unknown, expected: JwsExpectation): Promise<VerifiedJws | string> {
  const jws = typeof text === 'string' && text.length <= MAX_JWS_LENGTH && splitJws(text)
  if (!jws) return 'not a compact JWS in its strict spelling, or longer than 1 MiB'
  const { alg, kid, typ, ...others } = jws.header
  const [other] = Object.keys(others)
  if (other !== undefined) return `the header has more than alg, kid and typ: ${other}`
  if (typeof alg !== 'string' || typ !== expected.typ) return `the header does not say typ ${expected.typ}`
  if (kid !== undefined && typeof kid !== 'string') return 'the key id is not a string'

  const found = expected.keyFor({ alg, ...(kid !== undefined && { kid }) })
  if (!found || found.alg !== alg) return 'no trusted key has this id and algorithm'
  const suite = expected.suites.find(candidate => candidate.alg === alg)
  if (!suite) return `no suite for ${alg} was given`
  if (!(await holds(jws, suite, found.jwk))) return 'the signature does not hold'
  return { payload: jws.payload, ...(kid !== undefined && { kid }) }
}

/** A compact JWS taken apart: everything about it was checked but the header's meaning and the signature. */
export interface SplitJws {
  readonly input: string
  readonly header: JsonObject
  readonly payload: JsonObject
  readonly signature: Bytes
}

/** Takes a compact JWS apart; undefined when it is not in the one spelling this project accepts. */
export function splitJws(text: string): SplitJws | undefined {
  const [headerBytes, payloadBytes, signature, ...rest] = text.split('.', 4).map(fromBase64url)
  const header = headerBytes && readJsonObject(headerBytes)
  const payload = payloadBytes && readJsonObject(payloadBytes)
  if (!header || !payload || signature?.length !== 64 || rest.length > 0) return undefined
  return { input: text.slice(0, text.lastIndexOf('.')), header, payload, signature }
}

/** Signs a JSON object. The signature comes from a key the caller holds, of whatever kind. */
export async function signJws(
  payload: object,
  typ: string,
  key: { readonly alg: string; readonly kid: string; sign(data: Bytes): Promise<Bytes> },
): Promise<string> {
  const header = { alg: key.alg, kid: key.kid, typ }
  const input = `${jsonToBase64url(header)}.${jsonToBase64url(payload)}`
  const text = `${input}.${toBase64url(await key.sign(utf8(input)))}`
  if (text.length > MAX_JWS_LENGTH) {
    throw new QiyemaError(
      'ERR_OPTIONS',
      'The signed list is longer than 1 MiB, which no verifier reads; publish less in it.',
    )
  }
  return text
}

async function holds({ input, signature }: SplitJws, suite: Suite, jwk: JWK): Promise<boolean> {
  try {
    return await suite.verify(await suite.importKey(jwk, 'verify'), signature, utf8(input))
  } catch {
    return false
  }
}
