/** Says what policies are made of in words. What has no word here is made readable: counties name categories as they like. */

import { factTexts } from '../shared/facts/fact.texts.js'
import { factWordsFor } from '../shared/facts/fact-words.js'
import { type Messages, textsFor } from '../shared/texts.js'
import { policyTerms } from './policy-terms.texts.js'

type Kind = 'category' | 'level' | 'redemption' | 'advice' | 'validity' | 'match' | 'material'

export interface Terms {
  /** `免申即享` for a `redemption` of `no-application`. */
  word(kind: Kind, id: string): string
  /** A value of a fact: `800 万元`, `是`, `高新技术企业`. */
  value(fact: string, value: unknown): string
  /** A section of GB/T 4754: `制造业`. */
  industry(section: string): string
  /** A sentence of the platform's, with words in the place of ids. */
  readable(sentence: string): string
}

/** An id has no blanks and no capitals: `smart-factory-province`. */
const ID = /\b[a-z]+(?:-[a-z0-9]+)+\b/g

export function termsFor(locale: string): Terms {
  const own = sentencesOf(textsFor(policyTerms, locale))
  const known = sentencesOf(textsFor(factTexts, locale))
  const facts = factWordsFor(locale)
  const separator = locale.startsWith('zh') ? '、' : ', '
  const spelled = (id: string) => id.replaceAll('-', ' ')

  function choice(value: string): string {
    const word = own.get(`value:${value}`) ?? facts.choice(value)
    return word === value && value.includes('-') ? spelled(value) : word
  }

  function valueText(fact: string, value: unknown): string {
    if (Array.isArray(value) && value.length > 0)
      return value.map(part => valueText(fact, part)).join(separator)
    if (typeof value !== 'string' || fact === 'entity.regionCode' || fact === 'entity.industryCode')
      return facts.value(fact, value)
    return choice(value)
  }

  return {
    word: (kind, id) => own.get(`${kind}:${id}`) ?? spelled(id),
    value: valueText,
    industry: section => known.get(`industry:${section}`) ?? section,
    readable: sentence => sentence.replaceAll(ID, choice),
  }
}

function sentencesOf(messages: Messages): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(messages).flatMap(([name, message]) =>
      typeof message === 'string' ? [[name, message]] : [],
    ),
  )
}
