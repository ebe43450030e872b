/** Says in words why a product does not fit: the platform gives the condition that was not met, as its rule is written. */
import type { FactWords } from '../../shared/facts/fact-words.js'
import type { loanProductsTexts } from '../qym-loan-products.texts.js'

type Words = (typeof loanProductsTexts)['builtIn']['en']

/** `credit.taxGrade in ["A","B"]`. */
const CONDITION = /^([a-zA-Z]+(?:\.[a-zA-Z]+)?) (eq|ne|in|gte|lte|gt|lt|includes|prefixIn) (.+)$/s

/**
 * @returns `纳税信用等级：需要 A、B 或 M`; a neutral sentence for what is not written so
 *
 * @example
 * ```ts
 * reasonSentence('credit.taxGrade in ["A","B"]', words, facts)
 * ```
 */
export function reasonSentence(reason: string, words: Words, facts: FactWords): string {
  const [, fact, operator = '', written = ''] = CONDITION.exec(reason) ?? []
  const value = fact === undefined ? undefined : readValue(written)
  if (fact === undefined || value === undefined) return words.otherCondition
  const demand = demandOf(fact, operator, value, words, facts)
  return words.condition(facts.fact(fact), demand)
}

function demandOf(fact: string, operator: string, value: unknown, words: Words, facts: FactWords): string {
  const said = (one: unknown) => facts.value(fact, one)
  switch (operator) {
    case 'ne':
      return words.mustNotBe(said(value))
    case 'in':
    case 'prefixIn':
      return words.mustBeOneOf(Array.isArray(value) ? value.map(said).join(words.or) : said(value))
    case 'gte':
      return words.atLeast(said(value))
    case 'gt':
      return words.moreThan(said(value))
    case 'lte':
      return words.atMost(said(value))
    case 'lt':
      return words.lessThan(said(value))
    case 'includes':
      return words.mustInclude(said(value))
    default:
      return words.mustBe(said(value))
  }
}

function readValue(written: string): unknown {
  try {
    return JSON.parse(written)
  } catch {
    return undefined
  }
}
