/** Data from outside, which is `unknown` until something here has said what it is. */
import { fromUtf8 } from './bytes.js'

export type JsonObject = Readonly<Record<string, unknown>>

/** A JSON object none of whose objects has the same member twice; undefined for every other text. */
export function readJsonObject(bytes: Uint8Array): JsonObject | undefined {
  const text = fromUtf8(bytes)
  let members = 0
  try {
    const value: unknown = JSON.parse(text ?? '', function (this: unknown, _key, member: unknown) {
      if (!Array.isArray(this)) members++
      return member
    })
    // Every colon outside a string is a member; the reviver saw each distinct member once, and the whole once more.
    const colons = text?.replace(/"(?:[^"\\]|\\.)*"/g, '').split(':').length
    return colons === members ? asObject(value) : undefined
  } catch {
    return undefined
  }
}

export function asObject(value: unknown): JsonObject | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as JsonObject)
    : undefined
}

/** True for a whole number from 0 up to, but not including, the limit. */
export function isWhole(value: unknown, limit = 2 ** 53): value is number {
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) < limit
}
