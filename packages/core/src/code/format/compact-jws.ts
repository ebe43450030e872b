/** Compact JWS (RFC 7515) around a JSON object, in the one spelling that this project accepts: taken apart, not believed. */
import { type Bytes, fromBase64url } from './bytes.js'
import { type JsonObject, readJsonObject } from './json.js'

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
