/** Says what loans are made of. What is not known here gets a neutral word; a bank's own sentence stays as it is. */
import { formatsFor } from '../shared/formats.js'
import { textsFor } from '../shared/texts.js'
import { loanTexts } from './loan.texts.js'

export interface LoanWords {
  purpose(purpose: string): string
  guarantee(guarantee: string): string
  /** A name that is known, or the bank's own words. */
  repayment(repayment: string): string
  /** The rate with its method: `年化利率（单利）`. The two are never apart. */
  method(method: string): string
  /** What the rate holds. */
  readonly allIn: string
  months(count: number): string
}

const cache = new Map<string, LoanWords>()

/** The words of a language. */
export function loanWordsFor(locale: string): LoanWords {
  const made = cache.get(locale) ?? makeWords(locale)
  cache.set(locale, made)
  return made
}

function makeWords(locale: string): LoanWords {
  const texts = textsFor(loanTexts, locale)
  const formats = formatsFor(locale)
  const sentences = new Map(Object.entries(texts))
  const find = (key: string, otherwise: string): string => {
    const found = sentences.get(key)
    return typeof found === 'string' ? found : otherwise
  }
  return {
    purpose: purpose => find(`purpose:${purpose}`, texts['purpose:other']),
    guarantee: guarantee => find(`guarantee:${guarantee}`, texts['guarantee:other']),
    repayment: repayment => find(`repayment:${repayment}`, repayment),
    method: method => find(`method:${method}`, texts['method:other']),
    allIn: texts.allIn,
    months: count => texts.months(formats.count(count)),
  }
}
