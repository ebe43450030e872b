/**
 * The text of a signed token, looked at before any library sees it: libraries read spellings that the standard does not
 * know, and what is read in two ways is signed for one of them.
 */
import { fromBase64url } from '../http/digest.js'
import { readStrictJson } from '../http/strict-json.js'

export type Claims = Readonly<Record<string, unknown>>

/** A compact JWS (RFC 7515, section 7.1), taken apart and not yet believed. */
export interface ReadJws {
  readonly header: Claims
  readonly claims: Claims
}

const MAX_LENGTH = 4096
const SHAPE = /^([\w-]{2,})\.([\w-]{2,})\.([\w-]{2,})$/

/**
 * Reads a compact JWS of two strict JSON objects in canonical base64url; undefined for everything else.
 *
 * Refused are padding, foreign characters and stray bits, members that stand twice, and headers that change what the rest
 * means (`crit`, `b64`, `zip`).
 */
export function readJws(text: string): ReadJws | undefined {
  if (text.length > MAX_LENGTH) return undefined
  const [, first, second, third] = SHAPE.exec(text) ?? []
  if (first === undefined || second === undefined || third === undefined || !fromBase64url(third))
    return undefined
  const header = objectIn(first)
  const claims = objectIn(second)
  if (!header || !claims || ['crit', 'b64', 'zip'].some(name => name in header)) return undefined
  return { header, claims }
}

/** A claim that is a whole number of seconds since 1970; undefined for anything else. */
export function secondsIn(claims: Claims, name: string): number | undefined {
  const value = claims[name]
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined
}

/** A claim that is a text of 1 to 300 characters; undefined for anything else. */
export function textIn(claims: Claims, name: string): string | undefined {
  const value = claims[name]
  return typeof value === 'string' && value.length > 0 && value.length <= 300 ? value : undefined
}

function objectIn(base64url: string): Claims | undefined {
  const bytes = fromBase64url(base64url)
  const reading = bytes && readStrictJson(bytes)
  if (!reading?.isJson) return undefined
  const { value } = reading
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Claims) : undefined
}
