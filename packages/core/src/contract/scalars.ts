/** The small values of the contract: identifiers, texts, times, counts. Everything a database cannot hold is refused here. */
import { usccCheckCharacter } from '../uscc.js'
import { z } from './schema.js'

/** Controls and lone surrogates: what PostgreSQL or a reader cannot take. */
const CONTROL = /[\p{Cc}\p{Cs}]/u
/** The same, but for tab and line feed. */
const CONTROL_IN_PROSE = /(?![\t\n])[\p{Cc}\p{Cs}]/u
/** Marks that turn the direction of what follows. */
const DIRECTION = /[\u202a-\u202e\u2066-\u2069]/u

/** What an id begins with, by what it names. */
export const ID_PREFIXES = {
  person: 'per',
  enterprise: 'ent',
  delegation: 'del',
  partner: 'par',
  department: 'dep',
  claim: 'clm',
  code: 'code',
  picture: 'pic',
  exchange: 'exc',
  correction: 'cor',
  policy: 'pol',
  match: 'mat',
  notice: 'ntc',
  product: 'prd',
  need: 'need',
  application: 'loan',
  material: 'mtl',
  offer: 'off',
  consent: 'con',
  read: 'read',
  session: 'ses',
  endpoint: 'whe',
  event: 'evt',
  delivery: 'whd',
} as const

export type IdKind = keyof typeof ID_PREFIXES

/** An id: a prefix that says what it names, and a part that sorts by time of making, or a name that a county chose. */
export function id(kind: IdKind) {
  return z.string().check(z.maxLength(40), z.regex(new RegExp(`^${ID_PREFIXES[kind]}[_-][0-9a-z]{1,32}$`)))
}

/** One line of text, without controls. */
export function line(maxLength: number) {
  return z.string().check(
    z.trim(),
    z.minLength(1),
    z.maxLength(maxLength),
    z.refine(text => !CONTROL.test(text) && !DIRECTION.test(text), {
      error: 'unprintable',
      abort: true,
    }),
  )
}

/** Text of several lines, without controls but tab and line feed. */
export function prose(maxLength: number) {
  return z.string().check(
    z.trim(),
    z.minLength(1),
    z.maxLength(maxLength),
    z.refine(text => !CONTROL_IN_PROSE.test(text) && !DIRECTION.test(text), {
      error: 'unprintable',
      abort: true,
    }),
  )
}

/** Eighteen characters whose last one holds, GB 32100-2015. */
export const uscc = z.string().check(
  z.regex(/^[0-9A-HJ-NPQRTUWXY]{18}$/),
  z.refine(text => usccCheckCharacter(text) === text.charAt(17), { error: 'uscc_check' }),
)

/** Two to six digits of GB/T 2260, or nine or twelve for a township. */
export const regionCode = z.string().check(z.regex(/^\d{2}(\d{2}(\d{2}(\d{3}(\d{3})?)?)?)?$/))

/** A section letter and up to four digits of GB/T 4754-2017. */
export const industryCode = z.string().check(z.regex(/^[A-T]\d{0,4}$/))

/** RFC 3339 in UTC, whole seconds or milliseconds: `2026-01-31T09:30:00Z`. */
export const time = z.iso.datetime()

/** A date of the law, in Asia/Shanghai: `2026-01-31`. No database has a year 0. */
export const date = z.iso.date().check(z.refine(text => text >= '1000', { error: 'invalid' }))

/** A whole number that a column of four bytes holds. */
export const count = z.int().check(z.minimum(0), z.maximum(2 ** 31 - 1))

/** An absolute https address without user, query or fragment. */
export const httpsUrl = z.string().check(
  z.maxLength(2000),
  z.refine(text => isHttps(text), { error: 'https_url' }),
)

/** The same, or http on this machine, for who is trying things out: a platform in production refuses that. */
export const webhookUrl = z.string().check(
  z.maxLength(2000),
  z.refine(text => isHttps(text) || isLocalHttp(text), { error: 'https_url' }),
)

/** An origin as browsers send it: `https://bank.example`, http for localhost only. */
export const webOrigin = z.string().check(
  z.maxLength(300),
  z.refine(text => isOrigin(text), { error: 'origin' }),
)

/** A text in both languages that people read; English may be missing where a county has only Chinese. */
export const localised = z.object({ 'zh-CN': z.string(), en: z.optional(z.string()) })

/** A closed choice, for requests. */
export function oneOf<const Values extends readonly [string, ...string[]]>(values: Values) {
  return z.enum(values)
}

/** A choice that may grow, for answers: a client that knows less must still read them. */
export function openChoice<const Values extends readonly [string, ...string[]]>(values: Values) {
  type Known = Values[number]
  const schema = z.string().check(z.meta({ 'x-extensible-enum': [...values] }))
  // Known values complete in an editor, others pass.
  return schema as unknown as z.ZodMiniType<Known | (string & {}), Known | (string & {})>
}

/** A public P-256 key as a JWK. */
export const publicJwk = z.strictObject({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: z.string().check(z.regex(/^[\w-]{43}$/)),
  y: z.string().check(z.regex(/^[\w-]{43}$/)),
})

function isHttps(text: string): boolean {
  const url = plainUrl(text)
  return url?.protocol === 'https:'
}

function isLocalHttp(text: string): boolean {
  const url = plainUrl(text)
  return url?.protocol === 'http:' && isThisMachine(url.hostname)
}

/** Blanks and controls: parsers of addresses pass over them, and whoever copies the text does not. */
const BLANK = /[\s\p{Cc}\p{Cs}]/u

/** An address without user, query or fragment. */
function plainUrl(text: string): URL | undefined {
  if (BLANK.test(text)) return undefined
  try {
    const url = new URL(text)
    const { username, password, search, hash } = url
    return username || password || search || hash ? undefined : url
  } catch {
    return undefined
  }
}

function isThisMachine(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '127.0.0.1'
}

function isOrigin(text: string): boolean {
  try {
    const { origin, protocol, hostname } = new URL(text)
    const isLocal = protocol === 'http:' && isThisMachine(hostname)
    const isNamed = /^[a-z0-9.-]+$/.test(hostname)
    return origin === text && isNamed && (protocol === 'https:' || isLocal)
  } catch {
    return false
  }
}
