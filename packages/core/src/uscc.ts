/**
 * The Unified Social Credit Code (GB 32100-2015): eighteen characters that name every registered entity in China.
 * Both of its check characters are checked; nothing is ever repaired silently.
 */

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'

/** What was changed to reach the canonical spelling: lower case, full-width characters, spaces. */
export type UsccChange = 'case' | 'width' | 'space'

/** A fact about a readable code that its user should see. */
export type UsccWarning = 'organisation_check_failed' | 'region_not_digits'

/** The parts of a Unified Social Credit Code, each as it is written. */
export interface Uscc {
  /** The eighteen characters, upper case, half width. */
  readonly value: string
  /** Character 1: the registering authority. */
  readonly authority: string
  /** Character 2: the category, to be read together with the authority. */
  readonly category: string
  /** Characters 3 to 8 (GB/T 2260): the region at **first registration**, which need not be today's. */
  readonly region: string
  /** Characters 9 to 17: the organisation code of GB 11714, its own check character last. */
  readonly organisation: string
  /** Character 18: the check character of the whole. */
  readonly check: string
}

/** Why a text is no Unified Social Credit Code. `position` counts from 1. */
export type UsccRefusal =
  | { readonly reason: 'not_text' }
  | { readonly reason: 'length'; readonly length: number }
  | {
      readonly reason: 'forbidden_letter'
      readonly position: number
      readonly character: string
      readonly resembles?: string
    }
  | { readonly reason: 'character'; readonly position: number; readonly character: string }
  | { readonly reason: 'check'; readonly expected: string; readonly found: string }

/** What {@link parseUscc} gives. */
export type UsccResult =
  | {
      readonly ok: true
      readonly uscc: Uscc
      readonly changes: readonly UsccChange[]
      readonly warnings: readonly UsccWarning[]
    }
  | ({ readonly ok: false; readonly message: string } & UsccRefusal)

/**
 * Reads and checks a Unified Social Credit Code.
 *
 * Lower case, full width and spaces are accepted and reported in `changes`. The letters I, O, S, V and Z, which the
 * standard leaves out, are refused by name rather than guessed at. A failing outer check character (mod 31) is a
 * refusal; a failing inner one (GB 11714, mod 11) is a warning, since numbers older than the standard carry it.
 *
 * @param input - anything; only a string can be a code
 * @returns the parts, or the reason for refusal with a sentence in English. Never throws.
 * @see GB 32100-2015; GB 11714-1997
 *
 * @example
 * ```ts
 * import { parseUscc } from '@qiyema/core/uscc'
 *
 * const result = parseUscc('91330100799655058b')
 * if (result.ok) console.log(result.uscc.value, result.uscc.region, result.changes) // 91330100799655058B 330100 ['case']
 * else console.log(result.message)
 * ```
 */
export function parseUscc(input: unknown): UsccResult {
  if (typeof input !== 'string') return refuse({ reason: 'not_text' })

  const unspaced = input.replace(/[\s\u3000]/g, '')
  const halfWidth = unspaced.replace(/[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]/g, toHalfWidth)
  const value = halfWidth.replace(/[a-z]/g, letter => letter.toUpperCase())
  const changes: UsccChange[] = []
  if (unspaced !== input) changes.push('space')
  if (halfWidth !== unspaced) changes.push('width')
  if (value !== halfWidth) changes.push('case')

  const characters = [...value]
  if (characters.length !== 18) return refuse({ reason: 'length', length: characters.length })
  for (const [index, character] of characters.entries()) {
    if (ALPHABET.includes(character)) continue
    return refuse(describeForeign(character, index + 1))
  }
  const expected = usccCheckCharacter(value)
  if (value[17] !== expected) return refuse({ reason: 'check', expected, found: value.slice(17) })

  const region = value.slice(2, 8)
  const organisation = value.slice(8, 17)
  const warnings: UsccWarning[] = []
  if (organisationCheck(organisation) !== organisation[8]) warnings.push('organisation_check_failed')
  if (!/^\d{6}$/.test(region)) warnings.push('region_not_digits')
  const uscc = {
    value,
    authority: value.slice(0, 1),
    category: value.slice(1, 2),
    region,
    organisation,
    check: expected,
  }
  return { ok: true, uscc, changes, warnings }
}

/**
 * Computes the eighteenth character from the first seventeen (GB 32100-2015, annex A: weights 3^i mod 31).
 *
 * @param characters - at least seventeen characters of the standard's alphabet; the rest is not looked at
 */
export function usccCheckCharacter(characters: string): string {
  let sum = 0
  let weight = 1
  for (let index = 0; index < 17; index++) {
    sum += ALPHABET.indexOf(characters.charAt(index)) * weight
    weight = (weight * 3) % 31
  }
  return ALPHABET.charAt((31 - (sum % 31)) % 31)
}

/** Seventeen characters as one base-31 integer; undefined if one is outside the alphabet. */
export function usccBodyToInteger(body: string): bigint | undefined {
  if (body.length !== 17) return undefined
  let high = 0
  let low = 0
  for (let index = 0; index < 17; index++) {
    const digit = ALPHABET.indexOf(body.charAt(index))
    if (digit < 0) return undefined
    if (index < 8) high = high * 31 + digit
    else low = low * 31 + digit
  }
  return BigInt(high) * LOW_BASE + BigInt(low)
}

/** The whole code whose first seventeen characters are this integer; undefined from 31^17 up. */
export function usccFromInteger(integer: bigint): string | undefined {
  const high = Number(integer / LOW_BASE)
  if (high >= 31 ** 8) return undefined
  const body = toBase31(high, 8) + toBase31(Number(integer % LOW_BASE), 9)
  return body + usccCheckCharacter(body)
}

/** Names of an authority or category in the two languages of this project. */
export interface UsccName {
  readonly 'zh-CN': string
  readonly en: string
}

/**
 * Names the registering authority and the category of a code, for people. What the tables do not hold is left out.
 *
 * @example
 * ```ts
 * import { explainUscc, parseUscc } from '@qiyema/core/uscc'
 *
 * const result = parseUscc('91330100799655058B')
 * if (result.ok) console.log(explainUscc(result.uscc).category?.en) // enterprise
 * ```
 */
export function explainUscc(uscc: Uscc): { readonly authority?: UsccName; readonly category?: UsccName } {
  const authority = AUTHORITIES[uscc.authority]
  const category = CATEGORIES[uscc.authority + uscc.category]
  return { ...(authority && { authority }), ...(category && { category }) }
}

const LOW_BASE = 31n ** 9n

const AUTHORITIES: Readonly<Record<string, UsccName>> = {
  1: { 'zh-CN': '机构编制', en: 'public-sector establishment office' },
  5: { 'zh-CN': '民政', en: 'civil affairs' },
  9: { 'zh-CN': '市场监督管理', en: 'market regulation' },
}

const CATEGORIES: Readonly<Record<string, UsccName>> = {
  11: { 'zh-CN': '机关', en: 'state organ' },
  12: { 'zh-CN': '事业单位', en: 'public institution' },
  51: { 'zh-CN': '社会团体', en: 'association' },
  52: { 'zh-CN': '民办非企业单位', en: 'private non-enterprise unit' },
  53: { 'zh-CN': '基金会', en: 'foundation' },
  91: { 'zh-CN': '企业', en: 'enterprise' },
  92: { 'zh-CN': '个体工商户', en: 'individual business' },
  93: { 'zh-CN': '农民专业合作社', en: "farmers' co-operative" },
}

/** The letters the standard leaves out, with the digit people mean when they type one. */
const FORBIDDEN: Readonly<Record<string, string>> = { I: '1', O: '0', S: '5', V: '', Z: '2' }

function toHalfWidth(character: string): string {
  return String.fromCharCode(character.charCodeAt(0) - 0xfee0)
}

function describeForeign(character: string, position: number): UsccRefusal {
  const resembles = FORBIDDEN[character]
  if (resembles === undefined) return { reason: 'character', position, character }
  return { reason: 'forbidden_letter', position, character, ...(resembles && { resembles }) }
}

function organisationCheck(organisation: string): string {
  const weights = [3, 7, 9, 10, 5, 8, 4, 2]
  // GB 11714 counts letters on without the gaps of GB 32100, so base 36 is its alphabet.
  const sum = weights.reduce(
    (total, weight, index) => total + weight * Number.parseInt(organisation.charAt(index), 36),
    0,
  )
  const check = 11 - (sum % 11)
  return check === 10 ? 'X' : check === 11 ? '0' : String(check)
}

function toBase31(integer: number, length: number): string {
  let text = ''
  for (let index = 0; index < length; index++) {
    text = ALPHABET.charAt(integer % 31) + text
    integer = Math.floor(integer / 31)
  }
  return text
}

function refuse(refusal: UsccRefusal): UsccResult {
  return { ok: false, message: describe(refusal), ...refusal }
}

function describe(refusal: UsccRefusal): string {
  switch (refusal.reason) {
    case 'not_text':
      return 'A Unified Social Credit Code is a string.'
    case 'length':
      return `A Unified Social Credit Code has 18 characters; this has ${refusal.length}.`
    case 'forbidden_letter':
      return (
        `Character ${refusal.position} is the letter ${refusal.character}, which these codes never use` +
        (refusal.resembles
          ? `; look whether it is the digit ${refusal.resembles}.`
          : '; look again at the original.')
      )
    case 'character':
      return `Character ${refusal.position} (${JSON.stringify(refusal.character)}) is not a digit or a letter of these codes.`
    case 'check':
      return `The last character should be ${refusal.expected}, not ${refusal.found}: one of the eighteen was mistyped.`
  }
}
