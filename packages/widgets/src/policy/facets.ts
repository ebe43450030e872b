/** What the filters of a list can be set to: the categories and departments that have been seen in it. */
import type { PolicySummary } from './policy.js'

export interface Facets {
  readonly categories: readonly string[]
  /** By their ids. */
  readonly departments: ReadonlyMap<string, PolicySummary['department']>
}

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

  /** @param chosen - a category that is one of them even where nothing of it has been seen */
  with(chosen: string): Facets {
    const categories = new Set([...this.#categories, chosen])
    categories.delete('')
    return { categories: [...categories], departments: this.#departments }
  }
}
