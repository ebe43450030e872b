/** Categories and departments as one chooses among them: by their names, in the order of these. */
import type { Formats } from '../shared/formats.js'
import { textsFor } from '../shared/texts.js'
import { categoryTexts } from './category.texts.js'
import type { Facets } from './facets.js'

export interface Choice {
  readonly value: string
  readonly label: string
}

/** Counties have categories of their own, which are made readable. */
export function categoryWord(category: string, language: string): string {
  const words = new Map<string, string>(Object.entries(textsFor(categoryTexts, language)))
  return words.get(`category:${category}`) ?? category.replaceAll('-', ' ')
}

export function categoryChoices({ categories }: Facets, language: string): readonly Choice[] {
  return sorted(categories.map(value => ({ value, label: categoryWord(value, language) })))
}

export function departmentChoices({ departments }: Facets, formats: Formats): readonly Choice[] {
  return sorted([...departments].map(([value, name]) => ({ value, label: formats.localised(name) })))
}

function sorted(choices: readonly Choice[]): readonly Choice[] {
  return [...choices].sort((one, other) => one.label.localeCompare(other.label))
}
