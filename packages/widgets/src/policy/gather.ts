/** Gathers the pages of a list: group after group, and past pages that come short. */
import type { MatchResult, PolicySummary } from './policy.js'

export interface PolicyPage {
  readonly items: readonly PolicySummary[]
  readonly nextCursor?: string | undefined
}

/** Where to go on: in which group, and at which page of it. */
export interface Place {
  readonly group: number
  readonly cursor?: string
}

export interface Gathered {
  readonly items: readonly PolicySummary[]
  /** Absent at the end of the list. */
  readonly next?: Place
}

/** What is asked for first: what matches, then what may, then the rest. */
export const GROUPS: readonly MatchResult[] = ['yes', 'need-info', 'no']
export const BEGINNING: Place = { group: 0 }

/** With less than this on the screen it goes on by itself. */
const ENOUGH = 20

/**
 * Fetches from a place on until there is enough to show. The platform looks at a bounded number of items for each page that
 * is filtered by match, so that a page may be short, or empty, and not be the last.
 *
 * @param groups - which match each group is of; undefined for a list that is not about a match
 */
export async function gather(
  fetchPage: (match: MatchResult | undefined, cursor: string | undefined) => PromiseLike<PolicyPage>,
  groups: readonly (MatchResult | undefined)[],
  from: Place = BEGINNING,
): Promise<Gathered> {
  const items: PolicySummary[] = []
  let place: Place | undefined = from
  while (place && items.length < ENOUGH) {
    const page: PolicyPage = await fetchPage(groups[place.group], place.cursor)
    items.push(...page.items)
    place = placeAfter(place, page, groups.length)
  }
  return { items, ...(place && { next: place }) }
}

function placeAfter({ group }: Place, { nextCursor }: PolicyPage, groups: number): Place | undefined {
  if (nextCursor !== undefined) return { group, cursor: nextCursor }
  return group + 1 < groups ? { group: group + 1 } : undefined
}
