/** The filters of a policy list that are folded away until somebody wants them. */
import { html, nothing, type TemplateResult } from 'lit'
import { live } from 'lit/directives/live.js'
import { factTexts } from '../shared/facts/fact.texts.js'
import { field } from '../shared/form/field.js'
import { textsFor } from '../shared/texts.js'
import { moreFiltersTexts } from './more-filters.texts.js'
import type { Choice, FilterForm } from './policy-filters.js'
import { REDEMPTION_CHOICES, SORT_CHOICES, VALIDITY_CHOICES } from './search.js'

export function moreFilters(form: FilterForm): TemplateResult {
  const { terms, search, facets, set, isRemote, language } = form
  const words = textsFor(moreFiltersTexts, language)
  const wordsOf = (kind: 'redemption' | 'validity', ids: readonly string[]) =>
    ids.map(value => ({ value, label: terms.word(kind, value) }))
  const sorts = isRemote ? SORT_CHOICES : (['closing'] as const)
  return html`
    ${select('category', words.category, words.all, facets.categories, search.category, category => set({ category }))}
    ${select('department', words.department, words.all, facets.departments, search.department, department => set({ department }))}
    ${select('redemption', words.redemption, words.all, wordsOf('redemption', REDEMPTION_CHOICES), search.redemption, redemption => set({ redemption }))}
    ${isRemote ? select('industry', words.industry, words.all, industriesIn(language), search.industry, industry => set({ industry })) : nothing}
    ${select('validity', words.validity, isRemote ? words.validityUsual : words.all, wordsOf('validity', VALIDITY_CHOICES), search.validity, validity => set({ validity }))}
    ${select(
      'sort',
      words.sort,
      words.sortUsual,
      sorts.map(value => ({ value, label: words[`sort:${value}`] })),
      search.sort,
      sort => set({ sort }),
    )}
  `
}

function select(
  id: string,
  label: string,
  none: string,
  choices: readonly Choice[],
  value: string,
  choose: (value: string) => void,
) {
  return field({
    id,
    label,
    control: binding => html`
      <select id=${binding.id} .value=${live(value)} @change=${(event: Event) => choose(chosenIn(event))}>
        <option value="" ?selected=${value === ''}>${none}</option>
        ${choices.map(choice => html`<option value=${choice.value} ?selected=${choice.value === value}>${choice.label}</option>`)}
      </select>
    `,
  })
}

/** Sections of GB/T 4754-2017: `industry:C`. */
function industriesIn(language: string): readonly Choice[] {
  return Object.entries(textsFor(factTexts, language)).flatMap(([name, label]) => {
    const [kind, value = ''] = name.split(':')
    return kind === 'industry' && typeof label === 'string' ? [{ value, label }] : []
  })
}

function chosenIn({ currentTarget }: Event): string {
  return currentTarget instanceof HTMLSelectElement ? currentTarget.value : ''
}
