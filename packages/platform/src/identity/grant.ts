/** Somebody is trusted with acting for an enterprise. */

import type { EnterpriseRole, Item } from '../access/caller.js'
import { ensureTerm } from '../access/consent-term.js'
import { type LegalDate, legalDateAt, momentOf } from '../calendar/shanghai-time.js'
import { type FieldFault, invalidField, PlatformProblem } from '../http/problems.js'
import { type DelegationRow, delegate, inForce } from '../registry/delegations.js'
import { delegationOf, type NamedPerson, personNamed } from '../registry/people.js'
import type { Db } from '../store/store.js'
import { ensureManages } from './steps.js'

/** Of each role at a time. Five administrators are what rules on electronic licences allow. */
const MOST = { representative: 1, administrator: 5, handler: 200 } as const satisfies Record<
  EnterpriseRole,
  number
>

export interface Grant extends NamedPerson {
  readonly role: 'administrator' | 'handler'
  readonly items?: readonly Item[] | undefined
  /** The last day. */
  readonly until?: LegalDate | undefined
}

/**
 * @param granter - the delegation by which it is given, in force and locked
 * @throws {PlatformProblem} `not_representative`, `forbidden`, `invalid_fields`, `limit_reached`
 */
export async function grantDelegation(
  db: Db,
  granter: DelegationRow,
  grant: Grant,
  now: Date,
): Promise<DelegationRow> {
  const { enterprise_id: enterpriseId, id: grantedBy } = granter
  const { role, items = [], until } = grant
  ensureManages(granter.role, role)
  ensureBounded(grant)
  if (until !== undefined) ensureWithin(granter, until, now)
  const person = await personNamed(db, grant, '', now)
  if (await delegationOf(db, person.id, enterpriseId, now)) throw invalidField('/phone', 'trusted_already')
  await ensureRoom(db, enterpriseId, role, now)
  return delegate(
    db,
    {
      enterpriseId,
      personId: person.id,
      role,
      items,
      grantedBy,
      until: until === undefined ? undefined : momentOf(until, '24:00'),
    },
    now,
  )
}

/** A handler has items and a last day; an administrator may do everything, so that items would say less than is so. */
function ensureBounded({ role, items, until }: Grant): void {
  const errors: FieldFault[] = []
  if (role === 'handler' && items === undefined) errors.push({ pointer: '/items', code: 'required' })
  if (role === 'handler' && until === undefined) errors.push({ pointer: '/until', code: 'required' })
  if (role === 'administrator' && items !== undefined)
    errors.push({ pointer: '/items', code: 'only_of_handlers' })
  if (errors.length > 0) throw new PlatformProblem('invalid_fields', { errors })
}

/** Nobody gives more than they have: not a day more either. */
function ensureWithin({ until_at: end }: DelegationRow, until: LegalDate, now: Date): void {
  ensureTerm('/until', until, now)
  if (end !== null) ensureTerm('/until', until, now, lastDayBefore(end))
}

/** Terms end when their last day does. */
function lastDayBefore(end: Date): LegalDate {
  return legalDateAt(new Date(end.getTime() - 1))
}

async function ensureRoom(db: Db, enterpriseId: string, role: Grant['role'], now: Date): Promise<void> {
  const { held } = await inForce(db, now)
    .clearSelect()
    .select(({ fn }) => fn.countAll<number>().as('held'))
    .where('enterprise_id', '=', enterpriseId)
    .where('role', '=', role)
    .executeTakeFirstOrThrow()
  if (held >= MOST[role]) throw new PlatformProblem('limit_reached')
}
