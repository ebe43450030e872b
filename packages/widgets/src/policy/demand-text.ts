/** A rule's demand in words: `不低于 500 万元`, `应为 A、B 或 C`. */
import type { Demand } from './condition-tree.js'
import type { FactTerms } from './fact-terms.js'
import type { MatchWords } from './match.texts.js'

export interface DemandWords {
  readonly words: MatchWords
  readonly terms: FactTerms
  readonly language: string
}

/** What a condition demands, without the name of its fact. */
export function demandText(
  { condition: { fact, value }, op }: Pick<Demand, 'condition' | 'op'>,
  { words, terms, language }: DemandWords,
): string {
  const values = (Array.isArray(value) ? value : [value]).map(one => terms.value(fact, one))
  const text = new Intl.ListFormat(language, { type: 'disjunction' }).format(values)
  const say = sentencesOf(words)[op]
  return say === undefined ? words['op:other'] : say(text)
}

function sentencesOf(words: MatchWords): Readonly<Record<string, ((value: string) => string) | undefined>> {
  return {
    eq: words['op:eq'],
    ne: words['op:ne'],
    in: words['op:in'],
    'not-in': words['op:not-in'],
    gte: words['op:gte'],
    lte: words['op:lte'],
    gt: words['op:gt'],
    lt: words['op:lt'],
    includes: words['op:includes'],
    excludes: words['op:excludes'],
    prefixIn: words['op:prefixIn'],
    'not-prefixIn': words['op:not-prefixIn'],
  }
}
