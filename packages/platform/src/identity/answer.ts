/** Delegations as those who give and take them see them. */
import type { delegation } from '@qiyema/core/contract'
import type * as z from 'zod/mini'
import { type DelegationRow, stateAt } from '../registry/delegations.js'
import { maskedPhone } from '../registry/masked-phone.js'
import type { PersonRow } from '../registry/people.js'
import type { Db } from '../store/store.js'

export type Delegation = z.output<typeof delegation>

/** The answer for one delegation. */
export async function delegationAnswer(db: Db, row: DelegationRow, now: Date): Promise<Delegation> {
  const toAnswer = await createDelegationAnswers(db, [row], now)
  return toAnswer(row)
}

/** Makes the answers for an enterprise's delegations, after a look at who they are of. */
export async function createDelegationAnswers(
  db: Db,
  rows: readonly DelegationRow[],
  now: Date,
): Promise<(row: DelegationRow) => Delegation> {
  const people = await peopleOf(db, rows)
  return row => {
    const { name = '', phone = '' } = people.get(row.person_id) ?? {}
    return {
      id: row.id,
      person: { id: row.person_id, name, phone: maskedPhone(phone) },
      role: row.role,
      items: [...row.items],
      from: row.from_at.toISOString(),
      ...(row.until_at && { until: row.until_at.toISOString() }),
      state: stateAt(row, now),
    }
  }
}

/** An enterprise may know whom it trusts: the walls let it. */
async function peopleOf(db: Db, rows: readonly DelegationRow[]): Promise<ReadonlyMap<string, PersonRow>> {
  if (rows.length === 0) return new Map()
  const ids = [...new Set(rows.map(row => row.person_id))]
  const people = await db.selectFrom('persons').selectAll().where('id', 'in', ids).execute()
  return new Map(people.map(person => [person.id, person]))
}
