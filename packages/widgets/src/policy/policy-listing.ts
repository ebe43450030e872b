/** What a list shows for a search: fetched page by page, or found among what the host has given. */
import type { Connection } from '@qiyema/core/connection'
import { policy } from '@qiyema/core/operations/policy'
import type { Intents } from '../shared/intent.js'
import type { ShownProblem } from '../shared/problem.js'
import type { QymElement } from '../shared/qym-element.js'
import { Resource } from '../shared/resource.js'
import type { WidgetState } from '../shared/state.js'
import { BEGINNING, type Gathered, GROUPS, gather, type Place } from './gather.js'
import type { MatchResult, PolicySummary } from './policy.js'
import { byMatch } from './policy-rows.js'
import { findAmong, type PolicySearch, queryOf } from './search.js'

/** What has come of a search so far. */
export interface Listing extends Gathered {
  /** The search that it is the answer to. */
  readonly key: string
}

/** What is asked of the element that shows it. */
export interface ListingHost {
  readonly intents: Intents
  search(): PolicySearch
  items(): readonly PolicySummary[] | undefined
  /** Whether there is an enterprise to hold policies against. */
  hasMatch(): boolean
}

const PAGE = 50

export class PolicyListing {
  readonly #element: QymElement
  readonly #host: ListingHost
  readonly #resource: Resource<Listing>
  readonly #intents: Intents
  #last: { readonly items: readonly PolicySummary[]; readonly listing: Listing } | undefined

  constructor(element: QymElement, host: ListingHost) {
    this.#element = element
    this.#host = host
    this.#intents = host.intents
    this.#resource = new Resource<Listing>(element, {
      load: (connection, signal) => this.#fetch(connection, BEGINNING, signal),
      args: () => [this.key],
      given: () => this.#found(),
      isEmpty: ({ items }) => items.length === 0,
    })
  }

  get state(): WidgetState<Listing> {
    return this.#resource.state
  }

  /** Of what is searched for now: what is shown may still be the answer to an earlier search. */
  get key(): string {
    return JSON.stringify([queryOf(this.#host.search()), this.groups])
  }

  /** Several when the list is in parts, by match. */
  get groups(): readonly (MatchResult | undefined)[] {
    const { match } = queryOf(this.#host.search())
    if (match !== undefined) return [match]
    return this.#host.hasMatch() ? GROUPS : [undefined]
  }

  /** What is shown, also when that is nothing. */
  get listing(): Listing | undefined {
    return this.#found() ?? this.#resource.value
  }

  get isGettingMore(): boolean {
    return this.#intents.running === 'more'
  }

  get problemWithMore(): ShownProblem | undefined {
    return this.#intents.problemWith('more')
  }

  reload(): void {
    void this.#resource.reload()
  }

  /** @returns what has come on top, if anything has */
  async more(): Promise<Listing | undefined> {
    const before = this.#resource.value
    const connection = this.#element.session?.connection
    const next = before?.next
    if (!before || !next || !connection) return undefined
    const more = await this.#intents.run('more', next, () => this.#fetch(connection, next))
    // Something else may have been searched for in the meantime.
    if (!more || this.#resource.value !== before || more.key !== before.key) return undefined
    this.#resource.replace({ ...more, items: [...before.items, ...more.items] })
    return more
  }

  async #fetch(connection: Connection, from: Place, signal?: AbortSignal): Promise<Listing> {
    const { key } = this
    const query = queryOf(this.#host.search())
    const { list } = connection.use(policy)
    const gathered = await gather(
      (match, cursor) =>
        list(
          { ...query, limit: PAGE, ...(match && { match }), ...(cursor && { cursor }) },
          signal && { signal },
        ),
      this.groups,
      from,
    )
    return { key, ...gathered }
  }

  /** Among the host's own items, the same answer for the same search. */
  #found(): Listing | undefined {
    const items = this.#host.items()
    if (!items) return undefined
    const { key } = this
    if (this.#last?.items !== items || this.#last.listing.key !== key)
      this.#last = { items, listing: { key, items: byMatch(findAmong(items, this.#host.search())) } }
    return this.#last.listing
  }
}
