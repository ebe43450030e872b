/** Says values of facts in words, those too that only policies ask for. */
import { factWordsFor } from '../shared/facts/fact-words.js'
import { textsFor } from '../shared/texts.js'
import { factTermTexts } from './fact-terms.texts.js'

export interface FactTerms {
  /** What a fact is called. */
  fact(fact: string): string
  /** `800 万元`, `是`, `高新技术企业`. */
  value(fact: string, value: unknown): string
  /** Where it comes from: `由其他数据计算`. */
  source(source: string | undefined): string
  /** A sentence of the platform's, with words in the place of ids. */
  readable(sentence: string): string
}

/** An id has no blanks and no capitals: `smart-factory-province`. */
const ID = /\b[a-z]+(?:-[a-z0-9]+)+\b/g

export function factTermsFor(locale: string): FactTerms {
  const texts = textsFor(factTermTexts, locale)
  const own = new Map<string, string>(Object.entries(texts))
  const facts = factWordsFor(locale)
  const separator = locale.startsWith('zh') ? '、' : ', '

  function choice(value: string): string {
    const word = own.get(`value:${value}`) ?? facts.choice(value)
    return word === value && value.includes('-') ? value.replaceAll('-', ' ') : word
  }

  function valueText(fact: string, value: unknown): string {
    if (Array.isArray(value) && value.length > 0)
      return value.map(part => valueText(fact, part)).join(separator)
    if (typeof value !== 'string' || fact === 'entity.regionCode' || fact === 'entity.industryCode')
      return facts.value(fact, value)
    return choice(value)
  }

  return {
    fact: facts.fact,
    value: valueText,
    source(source) {
      if (source === 'derived' || source === 'declared') return facts.source({ source })
      return own.get(`source:${source}`) ?? texts['source:other']
    },
    readable: sentence => sentence.replaceAll(ID, choice),
  }
}
