/** What policies are matched with: all that is known of an enterprise, or at a partner's page what a consent opens there. */
import { type Caller, enterpriseIdOf } from '../access/caller.js'
import { findConsent, readUnderConsent } from '../access/consents.js'
import { legalDateAt } from '../calendar/shanghai-time.js'
import type { Facts } from '../facts/facts.js'
import { enterpriseOf } from '../registry/enterprises.js'
import { type KnownFacts, knownFacts } from '../registry/facts.js'
import type { Db } from '../store/store.js'

/** Facts about one enterprise, and under which consent they are shown if one is needed. */
export interface MatchedFacts extends KnownFacts {
  readonly enterpriseId: string
  readonly consentId?: string
}

/** What anyone may know: columns of the register, what follows from them alone, and recognitions, which are given in public. */
const PUBLIC: ReadonlySet<string> = new Set([
  'entity.type',
  'entity.regionCode',
  'entity.industryCode',
  'entity.registrationStatus',
  'entity.isIndustrial',
  'entity.ageYears',
  'honours',
])

/**
 * The facts to match with.
 *
 * @param declared - for this question only; already held against the dictionary
 */
export async function factsFor(
  db: Db,
  caller: Caller,
  now: Date,
  declared: Facts = {},
): Promise<MatchedFacts> {
  const enterpriseId = enterpriseIdOf(caller)
  const enterprise = await enterpriseOf(db, enterpriseId)
  const known = await knownFacts(db, enterprise, { asOf: legalDateAt(now), declared })
  if (caller.kind !== 'widget') return { ...known, enterpriseId }
  const { partnerId, purpose } = caller
  const consent = await findConsent(db, { partnerId, enterpriseId, purpose }, now)
  // An answer tells what it rests on: beyond its consent, a page is told nothing by way of a yes or no either.
  const opened = consent ? (await readUnderConsent(db, consent.id, now)).facts.map(({ id }) => id) : []
  const isShown = createFilter(known, new Set(opened), declared)
  return {
    ...narrowed(known, isShown),
    enterpriseId,
    ...(consent && { consentId: consent.id }),
  }
}

/** What has just been said on the page itself is no secret to it; what registers hold of the same fact is. */
function createFilter({ provenance }: KnownFacts, opened: ReadonlySet<string>, declared: Facts) {
  return (id: string) =>
    PUBLIC.has(id) ||
    opened.has(id) ||
    (declared[id] !== undefined && provenance.get(id)?.source === 'declared')
}

function narrowed(known: KnownFacts, isShown: (id: string) => boolean): KnownFacts {
  const only = <Value>(record: Readonly<Record<string, Value>>) =>
    Object.fromEntries(Object.entries(record).filter(([id]) => isShown(id)))
  return {
    ...known,
    facts: only(known.facts),
    tables: only(known.tables),
    provenance: new Map([...known.provenance].filter(([id]) => isShown(id))),
  }
}
