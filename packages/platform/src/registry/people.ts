/** People, and what they may do for enterprises and departments: a sign-in says who somebody is, and this what they may do. */
import type { Selectable } from 'kysely'
import type { EnterpriseRole, Item } from '../access/caller.js'
import type { People } from '../access/operators.js'
import { invalidField } from '../http/problems.js'
import type { LocalisedText } from '../store/columns.js'
import { newId } from '../store/ids.js'
import { asTenant, type Db } from '../store/store.js'
import { type DelegationRow, delegate, inForce, lockDelegations, voidDelegations } from './delegations.js'
import type { OfficerTable, PersonTable } from './tables.js'

export type PersonRow = Selectable<PersonTable>
export type OfficerRow = Selectable<OfficerTable>

/** A person as others name them: a name alone is not enough to know somebody by. */
export interface NamedPerson {
  readonly name: string
  readonly phone: string
}

/** What a person may do for one enterprise. */
export interface HeldRole {
  readonly enterprise: { readonly id: string; readonly uscc: string; readonly name: LocalisedText }
  readonly role: EnterpriseRole
  readonly items: readonly Item[]
}

/** What a person may do for an enterprise now; undefined where nothing is in force. */
export const roleOf: People['roleOf'] = async (db, personId, enterpriseId, now) => {
  const held = await delegationOf(db, personId, enterpriseId, now)
  return held && { role: held.role, items: held.items }
}

/** The delegation by which a person acts for an enterprise now. Of several, the one that allows most. */
export async function delegationOf(
  db: Db,
  personId: string,
  enterpriseId: string,
  now: Date,
): Promise<DelegationRow | undefined> {
  const held = await inForce(db, now)
    .where('person_id', '=', personId)
    .where('enterprise_id', '=', enterpriseId)
    .execute()
  return held.toSorted((one, other) => RANKS[one.role] - RANKS[other.role])[0]
}

const RANKS = { representative: 0, administrator: 1, handler: 2 } as const satisfies Record<
  EnterpriseRole,
  number
>

/** Everything that a person may do for enterprises, in the order of their names. */
export async function rolesOf(db: Db, personId: string, now: Date): Promise<readonly HeldRole[]> {
  // A person is of no one tenant: what each enterprise trusts them with stands behind that enterprise's walls.
  const held = await asTenant(db, { kind: 'platform' }, platform =>
    inForce(platform, now)
      .where('person_id', '=', personId)
      .innerJoin('enterprises as e', 'e.id', 'delegations.enterprise_id')
      .select(['e.id as enterpriseId', 'e.uscc', 'e.name'])
      .execute(),
  )
  const most = new Map<string, (typeof held)[number]>()
  for (const row of held.toSorted((one, other) => RANKS[other.role] - RANKS[one.role]))
    most.set(row.enterpriseId, row)
  return [...most.values()]
    .map(({ enterpriseId, uscc, name, role, items }) => ({
      enterprise: { id: enterpriseId, uscc, name },
      role,
      items,
    }))
    .toSorted((one, other) => (one.enterprise.uscc < other.enterprise.uscc ? -1 : 1))
}

/** The departments that a person works for. */
export async function officesOf(db: Db, personId: string): Promise<readonly OfficerRow[]> {
  // Who works where is seen by nobody but the platform, and the person.
  return asTenant(db, { kind: 'platform' }, platform =>
    platform
      .selectFrom('officers')
      .selectAll()
      .where('person_id', '=', personId)
      .orderBy('department_id')
      .execute(),
  )
}

/** A person who has proven who they are, or whose id a row of the platform's names. */
export async function findPerson(db: Db, id: string): Promise<PersonRow | undefined> {
  return asTenant(db, { kind: 'platform' }, platform =>
    platform.selectFrom('persons').selectAll().where('id', '=', id).executeTakeFirst(),
  )
}

/** By the number that somebody has proven to be theirs. */
export async function findPersonByPhone(db: Db, phone: string): Promise<PersonRow | undefined> {
  return asTenant(db, { kind: 'platform' }, platform =>
    platform.selectFrom('persons').selectAll().where('phone', '=', phone).executeTakeFirst(),
  )
}

/** The legal representative of an enterprise, as registers have it. */
export async function representativeOf(db: Db, enterpriseId: string): Promise<PersonRow | undefined> {
  return asTenant(db, { kind: 'platform' }, platform =>
    platform
      .selectFrom('persons')
      .innerJoin('delegations as d', 'd.person_id', 'persons.id')
      .selectAll('persons')
      .where('d.enterprise_id', '=', enterpriseId)
      .where('d.role', '=', 'representative')
      .where('d.ended_at', 'is', null)
      .where('d.voided_at', 'is', null)
      .executeTakeFirst(),
  )
}

/**
 * The person of this name and number, who is made where there is none.
 *
 * @param pointer - where they are named in the request
 * @throws {PlatformProblem} `invalid_fields` for a number that is somebody else's: numbers are given to new people, who must
 *   not get with them what the last ones were trusted with
 */
export async function personNamed(
  db: Db,
  { name, phone }: NamedPerson,
  pointer: string,
  now: Date,
): Promise<PersonRow> {
  // Of nobody's tenant until they are trusted with something.
  const person = await asTenant(db, { kind: 'platform' }, async platform => {
    await platform
      .insertInto('persons')
      .values({ id: newId('person', now), name, phone })
      .onConflict(conflict => conflict.column('phone').doNothing())
      .execute()
    return platform.selectFrom('persons').selectAll().where('phone', '=', phone).executeTakeFirstOrThrow()
  })
  if (person.name !== name) throw invalidField(`${pointer}/phone`, 'phone_of_another')
  return person
}

/**
 * Takes over from the register that an enterprise has another legal representative. Everything that was delegated is void,
 * since it was the last one's to give. Nothing changes for one who is it already.
 *
 * @param pointer - where the new one is named in the request
 * @returns the delegation in force, and those that are void from now on
 * @throws {PlatformProblem} `invalid_fields` for a number that is somebody else's
 */
export async function replaceRepresentative(
  db: Db,
  enterpriseId: string,
  named: NamedPerson,
  now: Date,
  pointer = '/representative',
): Promise<{ readonly representative: DelegationRow; readonly voided: readonly DelegationRow[] }> {
  await lockDelegations(db, enterpriseId)
  const person = await personNamed(db, named, pointer, now)
  // Whoever reports a change of the register acts for no enterprise.
  return asTenant(db, { kind: 'platform' }, async platform => {
    const held = await delegationOf(platform, person.id, enterpriseId, now)
    if (held?.role === 'representative') return { representative: held, voided: [] }
    const voided = await voidDelegations(platform, enterpriseId, now)
    const representative = await delegate(
      platform,
      { enterpriseId, personId: person.id, role: 'representative', items: [] },
      now,
    )
    return { representative, voided }
  })
}
