/** Says what loans are made of. What is not known here gets a neutral word; a bank's own sentence stays as it is. */
import { formatsFor } from '../shared/formats.js'
import { textsFor } from '../shared/texts.js'
import { loanTexts } from './loan.texts.js'

interface Range {
  readonly min: number
  readonly max: number
}

export interface LoanWords {
  purpose(purpose: string): string
  guarantee(guarantee: string): string
  /** A name that is known, or the bank's own words. */
  repayment(repayment: string): string
  channel(channel: string): string
  /** The rate with its method: `年化利率（单利）`. The two are never apart. */
  method(method: string): string
  /** What the rate holds. */
  readonly allIn: string
  rates(range: Range): string
  months(count: number): string
  monthRange(range: Range): string
  /** Of fen. */
  amounts(range: Range): string
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
    channel: channel => find(`channel:${channel}`, texts['channel:other']),
    method: method => find(`method:${method}`, texts['method:other']),
    allIn: texts.allIn,
    rates: range => said(range, formats.rate),
    months: count => texts.months(formats.count(count)),
    monthRange: ({ min, max }) =>
      min === max
        ? texts.months(formats.count(min))
        : texts.monthRange(formats.count(min), formats.count(max)),
    amounts: range => said(range, formats.amount),
  }
}

function said({ min, max }: Range, say: (value: number) => string): string {
  return min === max ? say(min) : `${say(min)} – ${say(max)}`
}
