/** What is wrong with a request, if anything: in what it says, in how it is written, or in how it is sent. */
import * as fc from 'fast-check'
import { KINDS, type Kind } from '../raw-callers.js'

/** What a request says, before it is written. */
export interface Said {
  readonly params: Readonly<Record<string, unknown>>
  readonly query: Readonly<Record<string, unknown>>
  readonly body: unknown
}

export type Twist =
  | { readonly kind: 'none' }
  /** One value, wherever it stands, is another. */
  | { readonly kind: 'value'; readonly place: number; readonly value: unknown }
  | { readonly kind: 'missing'; readonly place: number }
  | { readonly kind: 'more'; readonly name: string; readonly value: unknown }
  /** The body as text is another. */
  | { readonly kind: 'text'; readonly at: number; readonly text: string }
  | { readonly kind: 'header'; readonly name: string; readonly value: string }
  | { readonly kind: 'method'; readonly method: string }
  | { readonly kind: 'caller'; readonly caller: Kind }

const hostileText = fc.constantFrom(
  '',
  ' ',
  'a\u0000b',
  '\ud800',
  '\u202e',
  "' or 1=1 --",
  '../../etc/passwd',
  '%00',
  '{{7*7}}',
  '<script>alert(1)</script>',
  'constructor',
  '__proto__',
  '𠮷'.repeat(300),
  'a'.repeat(100_000),
)
const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  hostileText,
  fc.constantFrom(null, true, -1, 0.1, 2 ** 31, 2 ** 53 - 1, -(2 ** 53) + 1, 1e308, -0, [], {}, [
    [[[[[[[[[]]]]]]]]],
  ]),
  fc.jsonValue({ maxDepth: 3 }),
  fc.string({ unit: 'binary', maxLength: 20 }),
)
const written = fc.constantFrom(
  '\\u0000',
  '\u0000',
  '\\ud800',
  '9007199254740993',
  '1e999',
  '"x":1,"x":2',
  '"__proto__":{}',
  '['.repeat(5000),
  '{"a":'.repeat(200),
  ',',
  '"',
  '\\',
  '}',
  '\ufeff',
)
const header = fc.oneof(
  fc.tuple(
    fc.constant('content-type'),
    fc.constantFrom('', 'text/plain', 'application/json; charset=gbk', 'image/png'),
  ),
  fc.tuple(
    fc.constant('idempotency-key'),
    fc.constantFrom('', 'short', 'the-same-key-again', 'x'.repeat(200)),
  ),
  fc.tuple(fc.constant('if-match'), fc.constantFrom('*', '"v1"', 'W/"v1"', '', '"'.repeat(500))),
  fc.tuple(fc.constant('if-none-match'), fc.constantFrom('*', '"v1"', '"', 'x'.repeat(5000))),
  fc.tuple(
    fc.constant('accept-language'),
    fc.constantFrom('en', 'zh', 'xx;q=9', '*', ',,,;;;', 'a'.repeat(5000)),
  ),
  fc.tuple(
    fc.constant('authorization'),
    fc.constantFrom('Bearer', 'Basic eDp5', 'DPoP x', `Bearer ${'a'.repeat(43)}`, 'x'.repeat(9000)),
  ),
  fc.tuple(
    fc.constant('origin'),
    fc.constantFrom('null', 'https://evil.example', 'https://bank.example', '*'),
  ),
  fc.tuple(fc.constant('dpop'), fc.constantFrom('', 'a.b.c', 'x'.repeat(9000))),
)

/** Nothing, more often than anything. */
export const twist: fc.Arbitrary<Twist> = fc.oneof(
  { weight: 12, arbitrary: fc.constant({ kind: 'none' } as const) },
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('value' as const), place: fc.nat(1000), value: hostileValue }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('missing' as const), place: fc.nat(1000) }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('more' as const), name: hostileText, value: hostileValue }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('text' as const), at: fc.nat(1000), text: written }),
  },
  {
    weight: 2,
    arbitrary: header.map(([name, value]) => ({ kind: 'header' as const, name, value })),
  },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS')
      .map(method => ({ kind: 'method' as const, method })),
  },
  { weight: 1, arbitrary: fc.constantFrom(...KINDS).map(caller => ({ kind: 'caller' as const, caller })) },
)

/** What is said, with the twist in it. */
export function twisted(said: Said, given: Twist): Said {
  switch (given.kind) {
    case 'value':
    case 'missing': {
      const places = placesIn(said)
      const place = places[given.place % places.length]
      if (!place) return said
      return changed(said, place, given.kind === 'value' ? given.value : undefined) as Said
    }
    case 'more':
      return isMembers(said.body)
        ? { ...said, body: { ...said.body, [given.name]: given.value } }
        : { ...said, query: { ...said.query, [given.name]: given.value } }
    default:
      return said
  }
}

type Place = readonly (string | number)[]

/** Where values stand, but for the three parts of a request themselves. */
function placesIn(value: unknown, before: Place = []): Place[] {
  const inner = Array.isArray(value)
    ? value.flatMap((member, index) => placesIn(member, [...before, index]))
    : isMembers(value)
      ? Object.entries(value).flatMap(([name, member]) => placesIn(member, [...before, name]))
      : []
  return before.length > 1 || (before[0] === 'body' && value !== undefined) ? [before, ...inner] : inner
}

/** Undefined takes it out. */
function changed(value: unknown, [step, ...further]: Place, to: unknown): unknown {
  if (step === undefined) return to
  if (Array.isArray(value)) return value.with(Number(step), changed(value[Number(step)], further, to))
  if (!isMembers(value)) return value
  return { ...value, [step]: changed(value[step], further, to) }
}

function isMembers(value: unknown): value is Record<string | number, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
