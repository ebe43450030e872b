/** The filters of a policy list that are folded away until somebody wants them. */
import { html, nothing, type TemplateResult } from 'lit'
import { factTexts } from '../shared/facts/fact.texts.js'
import { field } from '../shared/form/field.js'
import { type Messages, textsFor } from '../shared/texts.js'
import { type Choice, categoryChoices, departmentChoices } from './facet-choices.js'
import { moreFiltersTexts } from './more-filters.texts.js'
import type { FilterForm } from './policy-filters.js'

export function moreFilters(form: FilterForm): TemplateResult {
  const { terms, search, facets, set, isRemote, language } = form
  const words = textsFor(moreFiltersTexts, language)
  // Sections of GB/T 4754.
  const industries = choicesAmong(textsFor(factTexts, language), 'industry')
  // Of what the host has given nothing else can be told.
  const sorts = choicesAmong(words, 'sort').filter(({ value }) => isRemote || value === 'closing')
  return html`
    ${select('category', words.category, words.all, categoryChoices(facets, language), search.category, category => set({ category }))}
    ${select('department', words.department, words.all, departmentChoices(facets, form.formats), search.department, department => set({ department }))}
    ${select('redemption', words.redemption, words.all, choicesAmong(terms.all, 'redemption'), search.redemption, redemption => set({ redemption }))}
    ${isRemote ? select('industry', words.industry, words.all, industries, search.industry, industry => set({ industry })) : nothing}
    ${select('validity', words.validity, isRemote ? words.validityUsual : words.all, choicesAmong(terms.all, 'validity'), search.validity, validity => set({ validity }))}
    ${select('sort', words.sort, words.sortUsual, sorts, search.sort, sort => set({ sort }))}
  `
}

/** What is chosen is what the list has been searched by since: nothing stands between that would have to be undone. */
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
      <select id=${binding.id} .value=${value} @change=${(event: Event) => choose(chosenIn(event))}>
        <option value="" ?selected=${value === ''}>${none}</option>
        ${choices.map(choice => html`<option value=${choice.value} ?selected=${choice.value === value}>${choice.label}</option>`)}
      </select>
    `,
  })
}

/** What there is a word for, in a text that is named `kind:id`. */
function choicesAmong(words: Messages, kind: string): readonly Choice[] {
  return Object.entries(words).flatMap(([name, label]) => {
    const [of, value] = name.split(':')
    return of === kind && value !== undefined && typeof label === 'string' ? [{ value, label }] : []
  })
}

function chosenIn({ currentTarget }: Event): string {
  return currentTarget instanceof HTMLSelectElement ? currentTarget.value : ''
}
