/** What the filters of a list can be set to: the categories and departments that have been seen in it. */
import type { Formats } from '../shared/formats.js'
import type { PolicySummary } from './policy.js'
import type { Facets } from './policy-filters.js'
import type { PolicySearch } from './search.js'
import type { Choice, Terms } from './terms.js'

/** Remembers over searches: what a filter hides can still be chosen. */
export class FacetCollector {
  readonly #categories = new Set<string>()
  readonly #departments = new Map<string, PolicySummary['department']>()
  #seen: readonly PolicySummary[] | undefined

  collect(items: readonly PolicySummary[]): void {
    if (items === this.#seen) return
    this.#seen = items
    for (const { category, departmentId, department } of items) {
      this.#categories.add(category)
      this.#departments.set(departmentId, department)
    }
  }

  /** What is chosen is among the choices even where nothing like it has been seen. */
  choices(terms: Terms, formats: Formats, { category }: PolicySearch): Facets {
    const categories = [...new Set([...this.#categories, ...(category === '' ? [] : [category])])]
    return {
      categories: sorted(categories.map(value => ({ value, label: terms.word('category', value) }))),
      departments: sorted(
        [...this.#departments].map(([value, name]) => ({ value, label: formats.localised(name) })),
      ),
    }
  }
}

function sorted(choices: readonly Choice[]): Choice[] {
  return [...choices].sort((one, other) => one.label.localeCompare(other.label))
}
