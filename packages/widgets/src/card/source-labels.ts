/** The words for departments and sources. One that nobody has put into words is called by its kind. */
import { wordFor } from '../shared/registration.texts.js'
import { textsFor } from '../shared/texts.js'
import { cardSourcesTexts } from './card-sources.texts.js'

export function departmentName(id: string, language: string): string {
  const words = textsFor(cardSourcesTexts, language)
  return wordFor(words, 'department', id.replace(/^dep-/, '')) ?? words.departmentOther
}

export function sourceName(id: string, language: string): string {
  const words = textsFor(cardSourcesTexts, language)
  return wordFor(words, 'source', id) ?? words.sourceOther
}
