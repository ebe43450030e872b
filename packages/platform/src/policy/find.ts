/** Policy items as a caller may see them, with the version that they stand at. */
import { type ExpressionBuilder, type Selectable, sql } from 'kysely'
import type { Caller, OfficerCaller } from '../access/caller.js'
import { legalDateAt } from '../calendar/shanghai-time.js'
import { PlatformProblem } from '../http/problems.js'
import type { LocalisedText } from '../store/columns.js'
import type { Database } from '../store/schema.js'
import type { Db } from '../store/store.js'
import type { Item } from './item.js'
import type { PolicyTable } from './tables.js'

type Columns = Pick<
  Selectable<PolicyTable>,
  | 'id'
  | 'department_id'
  | 'version'
  | 'publication'
  | 'published_at'
  | 'withdraw_reason'
  | 'exhausted_at'
  | 'issued_on'
  | 'effective_from'
  | 'effective_to'
  | 'stacking_group'
  | 'closes_at'
  | 'ceiling_fen'
>

/** An item at one of its versions. */
export interface Policy extends Columns {
  readonly item: Item
  readonly department: LocalisedText
  readonly superseded_by: string | null
}

/** Items with their current versions, for whoever adds conditions and an order. */
export function selectPolicies(db: Db, now: Date) {
  return db
    .selectFrom('policies as p')
    .innerJoin('policy_versions as v', join =>
      join.onRef('v.policy_id', '=', 'p.id').onRef('v.version', '=', 'p.version'),
    )
    .innerJoin('departments as d', 'd.id', 'p.department_id')
    .select([
      'p.id',
      'p.department_id',
      'p.version',
      'p.publication',
      'p.published_at',
      'p.withdraw_reason',
      'p.exhausted_at',
      'p.issued_on',
      'p.effective_from',
      'p.effective_to',
      'p.stacking_group',
      'p.closes_at',
      'p.ceiling_fen',
      'v.item',
      'd.name as department',
    ])
    .select(select => successorOf(select, now).as('superseded_by'))
}

/** The published item in force that took an item's place, the latest of several. */
export function successorOf(where: ExpressionBuilder<Database & { p: PolicyTable }, 'p'>, now: Date) {
  return where
    .selectFrom('policies as n')
    .select('n.id')
    .whereRef('n.supersedes', '=', 'p.id')
    .where('n.publication', '=', 'published')
    .where('n.effective_from', '<=', legalDateAt(now))
    .orderBy('n.effective_from', 'desc')
    .orderBy('n.id', 'desc')
    .limit(1)
}

/**
 * An item as somebody may see it: what has been published, and of the officer's department what has not.
 *
 * @throws {PlatformProblem} `not_found`
 */
export async function policyFor(db: Db, caller: Caller, policyId: string, now: Date): Promise<Policy> {
  const policy = await selectPolicies(db, now).where('p.id', '=', policyId).executeTakeFirst()
  if (!policy || !(policy.published_at || isEditor(caller, policy.department_id)))
    throw new PlatformProblem('not_found')
  return policy
}

/**
 * The same for an officer who is about to change it, locked against others who are.
 *
 * @throws {PlatformProblem} `not_found`, also for what is another department's
 */
export async function policyToChange(
  db: Db,
  officer: OfficerCaller,
  policyId: string,
  now: Date,
): Promise<Policy> {
  const { departmentId, regions } = officer
  const locked = await db
    .selectFrom('policies')
    .select('id')
    .where('id', '=', policyId)
    .where('department_id', '=', departmentId)
    .where(({ or }) => or(regions.map(region => sql<boolean>`starts_with(region_code, ${region})`)))
    .forUpdate()
    .executeTakeFirst()
  if (!locked) throw new PlatformProblem('not_found')
  // Read anew: what was locked may have waited for a change.
  return policyFor(db, officer, policyId, now)
}

/** An earlier version: its own text, under what has become of the item. */
export async function versionOf(
  db: Db,
  caller: Caller,
  policy: Policy,
  version: number,
): Promise<Policy | undefined> {
  const row = await db
    .selectFrom('policy_versions')
    .select(['item', 'published_at'])
    .where('policy_id', '=', policy.id)
    // A number that the column would not hold is one that no version has.
    .where('version', '=', sql<number>`${version}::bigint`)
    .executeTakeFirst()
  if (!row || !(row.published_at || isEditor(caller, policy.department_id))) return undefined
  return { ...policy, version, item: row.item }
}

/** Whether somebody writes the items of a department. */
export function isEditor(caller: Caller, departmentId: string): boolean {
  return (
    caller.kind === 'officer' &&
    caller.departmentId === departmentId &&
    caller.roles.includes('policy-officer')
  )
}
