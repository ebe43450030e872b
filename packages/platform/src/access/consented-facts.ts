/** The facts that a consent opens, as they are: each with its source, its owner and its time, and nobody's opinion. */
import type { Fact } from '@qiyema/core/contract'
import type { Selectable } from 'kysely'
import { legalDateAt } from '../calendar/shanghai-time.js'
import type { ConsentTable } from '../consent/tables.js'
import { enterpriseOf } from '../registry/enterprises.js'
import { type KnownFacts, knownFacts } from '../registry/facts.js'
import { asTenant, type Db } from '../store/store.js'

type Opened = Pick<Selectable<ConsentTable>, 'enterprise_id' | 'granted' | 'separate'>

/** The scope that a person opens for himself or herself: no fact of the dictionary, but how to reach that person. */
export const CONTACT = 'people.contact'

/** The facts of a consent that is in force, in the dictionary's order. */
export async function factsUnder(db: Db, consent: Opened, now: Date): Promise<Fact[]> {
  const { granted, enterprise_id: enterpriseId } = consent
  const enterprise = await enterpriseOf(db, enterpriseId)
  const wanted = { asOf: legalDateAt(now) }
  // Through the walls: what a register holds leaves only when the database shows it to this very tenant.
  const seen = await knownFacts(db, enterprise, wanted)
  // What is computed rests on facts of other scopes, too, which this tenant need not be allowed to see.
  const computed = await asTenant(db, { kind: 'platform' }, platform =>
    knownFacts(platform, enterprise, wanted),
  )
  const facts = seen.dictionary
    .filter(({ scopes }) => scopes.some(scope => granted.includes(scope)))
    .flatMap(({ id, source }) => factOf(source === 'derived' ? computed : seen, id))
  return [...facts, ...(await contactFacts(db, consent))]
}

function factOf({ facts, provenance }: KnownFacts, id: string): Fact[] {
  const value = facts[id]
  const origin = provenance.get(id)
  if (value === undefined || !origin) return []
  const { source, owner, asOf } = origin
  return [
    {
      id,
      // The contract's lists are plain arrays.
      value: typeof value === 'object' ? [...value] : value,
      source,
      ...(owner !== undefined && { owner }),
      asOf: asOf.toISOString(),
    },
  ]
}

/** How to reach the person who has opened that for himself or herself: the person's own word, as of then. */
async function contactFacts(db: Db, { granted, separate }: Opened): Promise<Fact[]> {
  const given = separate.find(({ scope }) => scope === CONTACT)
  const personId = given?.person
  if (!given || personId === undefined || !granted.includes(CONTACT)) return []
  // People are seen by their enterprises only; this one has said who else may.
  const person = await asTenant(db, { kind: 'platform' }, platform =>
    platform.selectFrom('persons').select(['name', 'phone']).where('id', '=', personId).executeTakeFirst(),
  )
  if (!person) return []
  const origin = { source: 'declared', asOf: given.givenAt } as const
  return [
    { id: 'people.contactName', value: person.name, ...origin },
    { id: 'people.contactPhone', value: person.phone, ...origin },
  ]
}
