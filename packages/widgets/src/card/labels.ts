/** Finds the words for a card's ids. What nobody has put into words is called by its kind, and never by its id. */
import { isClosed, registrationTexts, wordFor } from '../shared/registration.texts.js'
import { textsFor } from '../shared/texts.js'
import { cardLabels } from './card-labels.texts.js'

export interface Labels {
  state(id: string): string
  /** What a state means for who deals with the enterprise; undefined while it is in business. */
  stateAdvice(id: string): string | undefined
  industry(code: string): string | undefined
  region(code: string): string | undefined
  honour(id: string): string
  /** The ids of all recognitions that have a word. */
  readonly honours: readonly string[]
}

export { isClosed }

const ID = /^[a-z0-9-]+$/

export function labelsFor(language: string): Labels {
  const words = textsFor(cardLabels, language)
  const registered = textsFor(registrationTexts, language)
  return {
    state: id => wordFor(registered, 'state', id) ?? registered['state-unknown'],
    stateAdvice: id => wordFor(registered, 'advice', id),
    industry: code => wordFor(words, 'industry', code.charAt(0)),
    region: code => wordFor(registered, 'region', code.slice(0, 6)),
    // A county may name a recognition itself rather than by an id.
    honour: id => wordFor(words, 'honour', id) ?? (ID.test(id) ? words.honourOther : id),
    honours: Object.keys(words).flatMap(name => name.split('honour-').slice(1)),
  }
}
