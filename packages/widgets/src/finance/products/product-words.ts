/** Says what only products have: ranges of rates, amounts and months, and the way to the loan. */
import type { Formats } from '../../shared/formats.js'
import type { LoanWords } from '../loan-words.js'
import type { loanProductsTexts } from '../qym-loan-products.texts.js'

type Words = (typeof loanProductsTexts)['builtIn']['en']

interface Range {
  readonly min: number
  readonly max: number
}

/** @param say - {@link Formats.rate}, or what else a number is said by */
export function rangeText({ min, max }: Range, say: (value: number) => string): string {
  return min === max ? say(min) : `${say(min)} – ${say(max)}`
}

export function monthsText({ min, max }: Range, words: Words, loans: LoanWords, formats: Formats): string {
  return min === max ? loans.months(min) : words.monthRange(formats.count(min), formats.count(max))
}

/** What is not known here is left to the bank. */
export function channelText(channel: string, words: Words): string {
  const found = Object.entries(words).find(([key]) => key === `channel:${channel}`)?.[1]
  return typeof found === 'string' ? found : words['channel:other']
}
