/** The consents that a widget shows: fetched, sorted by what wants a decision, and put back after an answer. */
import type { Connection } from '@qiyema/core/connection'
import { consent } from '@qiyema/core/operations/consent'

/** What of the contract is used here. */
export const consentClient = (connection: Connection) => connection.use(consent)

export type ConsentClient = ReturnType<typeof consentClient>
export type Consent = Awaited<ReturnType<ConsentClient['read']>>
export type ConsentReadPage = Awaited<ReturnType<ConsentClient['reads']>>
export type ConsentRead = ConsentReadPage['items'][number]

/** So many at most, newest first: a request lapses in a week, so that those are always among them. */
const AT_MOST = 200

export interface Consents {
  readonly items: readonly Consent[]
  /** There are older ones that are not here. */
  readonly isCut: boolean
}

/** One by its id, or those that the session may see. */
export async function loadConsents(
  connection: Connection,
  consentId: string,
  signal: AbortSignal,
): Promise<Consents> {
  const client = consentClient(connection)
  if (consentId !== '') return { items: [await client.read({ consentId }, { signal })], isCut: false }
  const items: Consent[] = []
  for await (const item of client.list({ limit: 100 }, { signal })) {
    if (items.length === AT_MOST) return { items, isCut: true }
    items.push(item)
  }
  return { items, isCut: false }
}

export interface ConsentGroups {
  readonly asked: readonly Consent[]
  readonly active: readonly Consent[]
  readonly ended: readonly Consent[]
}

/** Requests first, since somebody waits for an answer; then what is in force. */
export function grouped(items: readonly Consent[]): ConsentGroups {
  const isAsked = ({ state }: Consent) => state === 'requested'
  const isActive = ({ state }: Consent) => state === 'active'
  return {
    asked: items.filter(isAsked),
    active: items.filter(isActive),
    ended: items.filter(item => !isAsked(item) && !isActive(item)),
  }
}

/** With one of them as it has become. */
export function withChanged({ items, isCut }: Consents, changed: Consent): Consents {
  return { items: items.map(item => (item.id === changed.id ? changed : item)), isCut }
}
