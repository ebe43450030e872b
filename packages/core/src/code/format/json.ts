/** Data from outside, which is `unknown` until something here has said what it is. */
import { fromUtf8 } from './bytes.js'

export type JsonObject = Readonly<Record<string, unknown>>

/** A JSON object none of whose objects has the same member twice; undefined for every other text. */
export function readJsonObject(bytes: Uint8Array): JsonObject | undefined {
  const text = fromUtf8(bytes) ?? ''
  try {
    const value: unknown = JSON.parse(text)
    // Every colon outside a string is a member; of two with the same name only one is left in the value.
    const colons = text.replace(/"(?:[^"\\]|\\.)*"/g, '').split(':').length - 1
    return colons === countMembers(value) ? asObject(value) : undefined
  } catch {
    return undefined
  }
}

function countMembers(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0
  const members = Object.values(value)
  let count = Array.isArray(value) ? 0 : members.length
  for (const member of members) count += countMembers(member)
  return count
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
