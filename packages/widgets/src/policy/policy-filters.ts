/** The search form of a policy list: words, what is open, and a fold for all else. */
import { html, nothing, type TemplateResult } from 'lit'
import { live } from 'lit/directives/live.js'
import type { Formats } from '../shared/formats.js'
import type { Facets } from './facets.js'
import type { PolicyListWords } from './qym-policy-list.texts.js'
import { MATCH_CHOICES, type PolicySearch } from './search.js'
import type { Terms } from './terms.js'

export interface FilterForm {
  readonly words: PolicyListWords
  readonly terms: Terms
  readonly formats: Formats
  readonly search: PolicySearch
  readonly facets: Facets
  readonly isExpanded: boolean
  readonly language: string
  /** Somebody is signed in, so that policies can be held against an enterprise. */
  readonly hasMatch: boolean
  /** The platform is asked; otherwise it is looked for among what the host has given. */
  readonly isRemote: boolean
  type(event: InputEvent): void
  submit(): void
  set(changes: Partial<PolicySearch>): void
  toggle(): void
  clear(): void
  /** What is folded away, or is on its way. */
  more(form: FilterForm): TemplateResult | typeof nothing
}

export function filtersView(form: FilterForm): TemplateResult {
  const { words, formats, search, isExpanded } = form
  const count = chosenCount(search)
  return html`
    <form class="filters" part="search" role="search" @submit=${(event: Event) => submit(event, form)}>
      <div class="field">
        <label for="search">${words.searchLabel}</label>
        <div class="field-hint" id="search-hint">${words.searchHint}</div>
        <input
          id="search"
          type="search"
          enterkeyhint="search"
          autocomplete="off"
          maxlength="100"
          aria-describedby="search-hint"
          .value=${live(search.text)}
          @input=${form.type}
          @compositionend=${form.type}
        />
      </div>
      ${form.hasMatch ? matchChoice(form) : nothing}
      <div class="filter-bar">
        <button type="button" class="button" data-kind="secondary" aria-expanded=${isExpanded} aria-controls="more-filters" @click=${form.toggle}>
          ${count === 0 ? words.filters : words.filtersChosen(formats.count(count))}
        </button>
        <label class="choice"><input type="checkbox" .checked=${live(search.open)} @change=${(event: Event) => form.set({ open: isChecked(event) })} />${words.open}</label>
        ${isSearching(search) ? html`<button type="button" class="link" @click=${form.clear}>${words.clear}</button>` : nothing}
      </div>
      <div id="more-filters" class="more-filters" ?hidden=${!isExpanded}>${isExpanded ? form.more(form) : nothing}</div>
    </form>
  `
}

function matchChoice({ words, terms, search, set }: FilterForm) {
  const choices = [
    { value: '', label: words.matchAll },
    ...MATCH_CHOICES.map(value => ({ value, label: terms.word('match', value) })),
  ]
  return html`
    <fieldset class="match-choice">
      <legend>${words.match}</legend>
      <div class="segments">
        ${choices.map(
          ({ value, label }) => html`
            <label class="segment">
              <input type="radio" name="match" value=${value} .checked=${live(search.match === value)} @change=${() => set({ match: value })} />
              <span>${label}</span>
            </label>
          `,
        )}
      </div>
    </fieldset>
  `
}

/** How many of the folded filters are in use. */
function chosenCount({ department, category, redemption, validity, industry, sort }: PolicySearch): number {
  return [department, category, redemption, validity, industry, sort].filter(value => value !== '').length
}

export function isSearching(search: PolicySearch): boolean {
  return chosenCount(search) > 0 || search.text.trim() !== '' || search.match !== '' || search.open
}

function submit(event: Event, form: FilterForm): void {
  event.preventDefault()
  form.submit()
}

function isChecked({ currentTarget }: Event): boolean {
  return currentTarget instanceof HTMLInputElement && currentTarget.checked
}
