/** What a person answers to a question about a fact, as it is typed: by the fact's type, in the units that people count in. */
import { choicesOfFact } from '../shared/facts/fact-words.js'
import type { FactValue } from './policy.js'

export type AnswerKind =
  | { readonly kind: 'boolean' | 'money' | 'integer' | 'number' | 'ratio' | 'text' }
  | { readonly kind: 'choice' | 'set'; readonly choices: readonly string[] }

export type AnswerFault = 'empty' | 'no-number' | 'not-whole' | 'negative' | 'too-large' | 'too-long'
export type Answer = { readonly value: FactValue } | { readonly fault: AnswerFault }

/** As the contract has it. */
const MAX_TEXT = 300
/** Ten thousand times a hundred million: more than any enterprise has of anything. */
const MAX_NUMBER = 1e12
const YUAN_PER_WAN = 10_000

/**
 * The kind of answer for a type of the dictionary: `money`, `enum:A|B`.
 *
 * @param demanded - values that a set is asked about
 */
export function answerKindOf(type: string, demanded: readonly string[] = []): AnswerKind {
  const [name = '', choices = ''] = type.split(':')
  switch (name) {
    case 'enum':
      return { kind: 'choice', choices: choices.split('|') }
    case 'set':
      return { kind: 'set', choices: demanded }
    case 'boolean':
    case 'money':
    case 'integer':
    case 'number':
    case 'ratio':
      return { kind: name }
    default:
      return { kind: 'text' }
  }
}

/** The kind of a fact of which a value is known. Money and shares are told by the fact's name. */
export function answerKindOfKnown(fact: string, known: FactValue): AnswerKind {
  if (typeof known === 'boolean') return { kind: 'boolean' }
  const choices = choicesOfFact(fact) ?? []
  if (Array.isArray(known)) return { kind: 'set', choices: [...new Set([...choices, ...known])] }
  if (typeof known === 'string') return choices.length > 0 ? { kind: 'choice', choices } : { kind: 'text' }
  if (fact.endsWith('Yuan')) return { kind: 'money' }
  return { kind: /(Intensity|Rate)$/.test(fact) ? 'ratio' : 'number' }
}

/**
 * Reads an answer.
 *
 * @param given - what is typed, or chosen; several for a set
 * @param isInWan - money is typed in ten thousands of yuan unless it names its unit
 *
 * @example
 * ```ts
 * readAnswer({ kind: 'money' }, ['800'], true) // { value: 8_000_000 }
 * readAnswer({ kind: 'money' }, ['800 元'], true) // { value: 800 }
 * ```
 */
export function readAnswer(kind: AnswerKind, given: readonly string[], isInWan: boolean): Answer {
  const [first = ''] = given
  const text = first.normalize('NFKC').trim()
  if (kind.kind === 'set') return { value: [...given] }
  if (text === '') return { fault: 'empty' }
  switch (kind.kind) {
    case 'boolean':
      return { value: text === 'true' }
    case 'choice':
      return kind.choices.includes(text) ? { value: text } : { fault: 'empty' }
    case 'text':
      return text.length > MAX_TEXT ? { fault: 'too-long' } : { value: text }
    case 'money':
      return readMoney(text, isInWan)
    case 'ratio':
      return readNumber(text.replace(/%$/, ''), value => exact(value / 100))
    case 'integer':
      return readNumber(text, value => value, true)
    case 'number':
      return readNumber(text, value => value)
  }
}

const UNITS: readonly (readonly [RegExp, number])[] = [
  [/亿元?$/, 100_000_000],
  [/万元?$/, YUAN_PER_WAN],
  [/(元|yuan)$/i, 1],
]

function readMoney(text: string, isInWan: boolean): Answer {
  const bare = text.replace(/^(¥|cny)\s*/i, '')
  const [unit, factor] = UNITS.find(([pattern]) => pattern.test(bare)) ?? [/$/, isInWan ? YUAN_PER_WAN : 1]
  return readNumber(bare.replace(unit, ''), value => Math.round(value * factor * 100) / 100)
}

/** Digits, with separators between groups of three and one point. */
const NUMBER = /^-?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?$/

function readNumber(text: string, scale: (value: number) => number, isWhole = false): Answer {
  const bare = text.trim()
  if (!NUMBER.test(bare)) return { fault: 'no-number' }
  const value = scale(Number(bare.replaceAll(',', '')))
  if (value < 0) return { fault: 'negative' }
  if (value > MAX_NUMBER) return { fault: 'too-large' }
  return isWhole && !Number.isInteger(value) ? { fault: 'not-whole' } : { value }
}

/** Without the noise of binary fractions. */
function exact(value: number): number {
  return Number(value.toPrecision(12))
}
