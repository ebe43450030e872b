/**
 * Reads JSON as strictly as what it is stored in: RFC 8259 with what two readers could understand in two ways, or a
 * database could not hold, refused by name.
 */

/** What JSON may not have here. Each is the code of the error that names it. */
export type JsonFault =
  | 'not_utf8'
  | 'byte_order_mark'
  | 'not_json'
  | 'too_deep'
  | 'duplicate_member'
  | 'forbidden_member'
  | 'nul_character'
  | 'lone_surrogate'
  | 'number_too_large'

export type JsonReading =
  | { readonly isJson: true; readonly value: unknown }
  /** Where (RFC 6901, empty for the whole text) and what. */
  | { readonly isJson: false; readonly pointer: string; readonly fault: JsonFault }

export const MAX_JSON_DEPTH = 32

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const QUOTE = 34
const BACKSLASH = 92

/**
 * Reads strict JSON from bytes.
 *
 * Refused are a byte order mark, anything but UTF-8, more than 32 levels, two members of one name (however spelt),
 * `__proto__`, NUL and lone surrogates in texts, and numbers whose value a double cannot hold exactly: integers beyond
 * 2^53 - 1, and everything beyond a double's range.
 *
 * @example
 * ```ts
 * readStrictJson(new TextEncoder().encode('{"a":1,"\\u0061":2}')) // { isJson: false, pointer: '/a', fault: 'duplicate_member' }
 * ```
 */
export function readStrictJson(bytes: Uint8Array): JsonReading {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return refusal('byte_order_mark')
  let text: string
  try {
    text = decoder.decode(bytes)
  } catch {
    return refusal('not_utf8')
  }
  try {
    const value: unknown = JSON.parse(text)
    const fault = firstFault(text)
    return fault ?? { isJson: true, value }
  } catch {
    return refusal('not_json')
  }
}

interface Level {
  /** Names met so far, of an object; undefined in a list. */
  readonly names: Set<string> | undefined
  /** The name of the member, or the position of the item, that is being read. */
  place: string | number
}

/** Walks the tokens of a text that is known to be JSON, so that only what JSON.parse lets pass is looked for. */
function firstFault(text: string): JsonReading | undefined {
  const levels: Level[] = []
  let isName = false
  for (let position = 0; position < text.length; position++) {
    const character = text.charAt(position)
    const level = levels.at(-1)
    switch (character) {
      case '{':
      case '[':
        if (levels.length === MAX_JSON_DEPTH) return refusal('too_deep', levels)
        isName = character === '{'
        levels.push({ names: isName ? new Set() : undefined, place: isName ? '' : 0 })
        break
      case '}':
      case ']':
        levels.pop()
        isName = false
        break
      case ':':
        isName = false
        break
      case ',':
        isName = level?.names !== undefined
        if (level && typeof level.place === 'number') level.place++
        break
      case '"': {
        const end = endOfString(text, position)
        const fault = isName
          ? nameFault(text.slice(position, end), levels)
          : stringFault(text.slice(position, end), levels)
        if (fault) return fault
        position = end - 1
        break
      }
      default:
        if (character === '-' || (character >= '0' && character <= '9')) {
          const end = endOfNumber(text, position)
          const number = Number(text.slice(position, end))
          if (!Number.isFinite(number) || (Number.isInteger(number) && !Number.isSafeInteger(number)))
            return refusal('number_too_large', levels)
          position = end - 1
        }
    }
  }
  return undefined
}

function nameFault(quoted: string, levels: readonly Level[]): JsonReading | undefined {
  const level = levels.at(-1)
  if (!level?.names) return undefined
  const name = unquoted(quoted)
  level.place = name
  const fault = stringFault(quoted, levels)
  if (fault) return fault
  if (name === '__proto__') return refusal('forbidden_member', levels)
  if (level.names.has(name)) return refusal('duplicate_member', levels)
  level.names.add(name)
  return undefined
}

/** Both can only come by an escape: JSON has no bare controls, and UTF-8 no surrogates. */
function stringFault(quoted: string, levels: readonly Level[]): JsonReading | undefined {
  if (!quoted.includes('\\u')) return undefined
  const text = unquoted(quoted)
  if (text.includes('\0')) return refusal('nul_character', levels)
  return /\p{Cs}/u.test(text) ? refusal('lone_surrogate', levels) : undefined
}

function unquoted(quoted: string): string {
  return quoted.includes('\\') ? String(JSON.parse(quoted)) : quoted.slice(1, -1)
}

function endOfString(text: string, start: number): number {
  let position = start + 1
  while (position < text.length && text.charCodeAt(position) !== QUOTE)
    position += text.charCodeAt(position) === BACKSLASH ? 2 : 1
  return position + 1
}

function endOfNumber(text: string, start: number): number {
  let position = start + 1
  while (position < text.length && '0123456789.eE+-'.includes(text.charAt(position))) position++
  return position
}

function refusal(fault: JsonFault, levels: readonly Level[] = []): JsonReading {
  const pointer = levels
    .map(({ place }) => `/${String(place).replaceAll('~', '~0').replaceAll('/', '~1')}`)
    .join('')
  // A pointer is a text of an answer, and as such must be one itself.
  return { isJson: false, pointer: pointer.replaceAll(/[\p{Cc}\p{Cs}]/gu, '\ufffd').slice(0, 500), fault }
}
