/** Reads the query of a request: each name once, and every percent sign meant. */
import { malformed } from './bounded.js'
import { pointerTo } from './fields.js'

const CONTROL = /[\p{Cc}\p{Cs}]/u

/**
 * The members of a query. Without a query it is empty.
 *
 * @param search - as `URL.search` has it
 * @throws {PlatformProblem} `malformed_request` for a name that stands there twice, or what is no UTF-8
 */
export function readQuery(search: string): Record<string, string> {
  const members = new Map<string, string>()
  for (const piece of search.replace(/^\?/, '').split('&')) {
    if (piece === '') continue
    const [name = '', ...rest] = piece.split('=')
    const key = decoded(name)
    if (key === '__proto__') throw malformed('/__proto__', 'forbidden_member')
    if (members.has(key)) throw malformed(pointerTo([key]), 'duplicate_member')
    members.set(key, decoded(rest.join('=')))
  }
  return Object.fromEntries(members)
}

function decoded(text: string): string {
  try {
    const plain = decodeURIComponent(text.replaceAll('+', ' '))
    if (!CONTROL.test(plain)) return plain
  } catch {
    throw malformed('', 'not_utf8')
  }
  throw malformed('', 'unprintable')
}
