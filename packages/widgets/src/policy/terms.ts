/** Says what policies are made of in words. What has no word here is made readable. */
import { type Messages, textsFor } from '../shared/texts.js'
import { policyTerms } from './policy-terms.texts.js'

type Kind = 'level' | 'redemption' | 'validity' | 'match'

export interface Terms {
  /** `免申即享` for a `redemption` of `no-application`. */
  word(kind: Kind, id: string): string
  /** All that there is a word for: `redemption:no-application`. */
  readonly all: Messages
}

export function termsFor(locale: string): Terms {
  const all = textsFor(policyTerms, locale)
  const words = new Map<string, string>(Object.entries(all))
  return {
    word: (kind, id) => words.get(`${kind}:${id}`) ?? id.replaceAll('-', ' '),
    all,
  }
}
