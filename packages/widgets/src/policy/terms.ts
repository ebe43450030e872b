/** Says what policies are made of in words. What has no word here is made readable: counties name categories as they like. */
import { textsFor } from '../shared/texts.js'
import { policyTerms } from './policy-terms.texts.js'

type Kind = 'category' | 'level' | 'redemption' | 'advice' | 'validity' | 'match' | 'material'

export interface Terms {
  /** `免申即享` for a `redemption` of `no-application`. */
  word(kind: Kind, id: string): string
}

export function termsFor(locale: string): Terms {
  const words = new Map<string, string>(Object.entries(textsFor(policyTerms, locale)))
  return { word: (kind, id) => words.get(`${kind}:${id}`) ?? spelled(id) }
}

/** An id as one would say it: `smart factory`. */
export function spelled(id: string): string {
  return id.replaceAll('-', ' ')
}
