/** Amounts as people type them: a number and its unit, in any width and with any commas, and no guess at what may be two things. */
import { readChinese } from './chinese-amount.js'
import { type AmountUnit, FEN_PLACES, type TypedAmount } from './typed-amount.js'

/**
 * What was understood.
 *
 * - `too-fine` – less than a fen
 * - `doubtful` – a number that hardly anybody means in this unit; `otherFen` is what it would be in the other
 */
export type AmountReading =
  | { readonly kind: 'empty' | 'unreadable' | 'too-fine' | 'too-great' }
  | { readonly kind: 'amount'; readonly fen: number }
  | { readonly kind: 'doubtful'; readonly fen: number; readonly otherFen: number }

/** As the contract has it. */
export const MAX_FEN = 10 ** 15

const MULTIPLIERS: Readonly<Record<string, number>> = { 亿: 8, 千万: 7, 百万: 6, 万: 4, w: 4, 千: 3 }
/** 10,000 万元 is a hundred million, and 9,999 元 buys no machine: such numbers are asked about. */
const DOUBTFUL_FROM = 10_000

const YUAN_WORD = /(元|块|圆)(整|正)?$/
const CURRENCY = /^(人民币|rmb|cny|¥)/
const PART = /(\d+(?:\.\d+)?)(千万|百万|亿|万|千|w)?/gy

/** Reads what was typed. */
export function readAmount({ text, unit, isConfirmed }: TypedAmount): AmountReading {
  const plain = withoutGroups(text.normalize('NFKC').toLowerCase().replace(/\s/g, '').replace(CURRENCY, ''))
  if (plain === '') return { kind: 'empty' }
  if (plain === undefined) return { kind: 'unreadable' }
  const chinese = readChinese(plain)
  if (chinese)
    return chinese.hasUnit ? certain(chinese.fen) : counted(BigInt(chinese.fen), 2, unit, isConfirmed)
  const bare = decimalOf(plain)
  if (bare) return counted(bare.digits, bare.places, unit, isConfirmed)
  return fromParts(plain)
}

/** Commas stand between groups of three, or of four as some people count; undefined where they stand anywhere else. */
function withoutGroups(text: string): string | undefined {
  if (!text.includes(',')) return text
  const [, grouped = '', rest = ''] = /^([\d,]+)(.*)$/.exec(text) ?? []
  const isGrouped = /^\d{1,3}(,\d{3})+$|^\d{1,4}(,\d{4})+$/.test(grouped) && !rest.includes(',')
  return isGrouped ? grouped.replaceAll(',', '') + rest : undefined
}

interface Decimal {
  readonly digits: bigint
  /** After the point. */
  readonly places: number
}

function decimalOf(text: string): Decimal | undefined {
  const match = /^(\d{1,20})(?:\.(\d{0,10}))?$/.exec(text)
  if (!match) return undefined
  const [, whole = '', fraction = ''] = match
  return { digits: BigInt(whole + fraction), places: fraction.length }
}

/** A bare number, in the unit beside it. */
function counted(digits: bigint, places: number, unit: AmountUnit, isConfirmed: boolean): AmountReading {
  const reading = certainOf(digits, FEN_PLACES[unit] - places)
  if (isConfirmed || reading.kind !== 'amount') return reading
  const number = Number(digits) / 10 ** places
  const isDoubtful = unit === 'wan' ? number >= DOUBTFUL_FROM : number < DOUBTFUL_FROM
  if (!isDoubtful || number === 0) return reading
  const other = certainOf(digits, FEN_PLACES[unit === 'wan' ? 'yuan' : 'wan'] - places)
  return other.kind === 'amount' ? { kind: 'doubtful', fen: reading.fen, otherFen: other.fen } : reading
}

/** `50万`, `1亿2000万`, `3万5000元`: each part counts less than the one before. */
function fromParts(text: string): AmountReading {
  const rest = text.replace(YUAN_WORD, '')
  const parts = partsOf(rest)
  const [last] = parts.slice(-1)
  if (!last) return { kind: 'unreadable' }
  // 「3万5」 is 35,000 to some and 30,005 to others.
  const isShort = parts.length > 1 && last.power === 0 && last.text.length < (parts.at(-2)?.power ?? 0)
  if (isShort && rest === text) return { kind: 'unreadable' }
  let sum = 0n
  for (const [index, { text: number, power }] of parts.entries()) {
    const decimal = decimalOf(number)
    if (!decimal) return { kind: 'unreadable' }
    const before = parts[index - 1]
    if (before && Number(number) * 10 ** power >= 10 ** before.power) return { kind: 'unreadable' }
    const shift = power + FEN_PLACES.yuan - decimal.places
    const fen = shifted(decimal.digits, shift)
    if (fen === undefined) return { kind: 'too-fine' }
    sum += fen
  }
  return certainOf(sum, 0)
}

interface Part {
  readonly text: string
  readonly power: number
}

function partsOf(text: string): Part[] {
  const parts: Part[] = []
  PART.lastIndex = 0
  for (let match = PART.exec(text); match; match = PART.exec(text)) {
    const [whole, number = '', multiplier] = match
    parts.push({ text: number, power: MULTIPLIERS[multiplier ?? ''] ?? 0 })
    if (whole.length + match.index === text.length) return parts
  }
  return []
}

function certain(fen: number): AmountReading {
  return fen > MAX_FEN ? { kind: 'too-great' } : { kind: 'amount', fen }
}

function certainOf(digits: bigint, shift: number): AmountReading {
  const fen = shifted(digits, shift)
  return fen === undefined ? { kind: 'too-fine' } : certain(Number(fen))
}

/** By so many decimal places; undefined where something would be lost. */
function shifted(digits: bigint, places: number): bigint | undefined {
  if (places >= 0) return digits * 10n ** BigInt(places)
  const divisor = 10n ** BigInt(-places)
  return digits % divisor === 0n ? digits / divisor : undefined
}
