/** Disputes as callers get them. */
import type { contract } from '@qiyema/core/contract'
import type * as z from 'zod/mini'
import type { Caller } from '../../access/caller.js'
import type { FactValue } from '../../facts/facts.js'
import { asTenant, type Db } from '../../store/store.js'
import type { CorrectionRow } from './submit.js'

type Correction = z.output<typeof contract.card.corrections.answer.answer>

/** The answers for disputes, in their order. */
export async function correctionAnswers(
  db: Db,
  rows: readonly CorrectionRow[],
  viewer: Caller,
): Promise<Correction[]> {
  const usccs = await usccsOf(db, rows)
  const isOpen = viewer.kind === 'widget' ? await factsOpenTo(db, viewer) : () => true
  return rows.map(row => ({
    id: row.id,
    state: row.state,
    uscc: usccs.get(row.enterprise_id) ?? '',
    fact: row.fact_id,
    ...(row.shown !== null && isOpen(row.fact_id) && { shown: plainValue(row.shown) }),
    claimed: plainValue(row.claimed),
    reason: row.reason,
    owner: row.department_id,
    submittedAt: row.submitted_at.toISOString(),
    ...(row.due_on !== null && { dueOn: row.due_on }),
    ...(row.answer !== null && { answer: row.answer }),
    ...(row.answered_at && { answeredAt: row.answered_at.toISOString() }),
  }))
}

/**
 * What registers hold of an enterprise reaches a partner's page only under a consent: the database says which facts it shows
 * that partner, and what anyone may see is among the enterprise's own columns.
 */
async function factsOpenTo(
  db: Db,
  { partnerId, enterpriseId }: { readonly partnerId: string; readonly enterpriseId: string },
): Promise<(fact: string) => boolean> {
  const facts = await asTenant(db, { kind: 'partner', partnerId }, partner =>
    partner.selectFrom('facts').select('id').distinct().where('enterprise_id', '=', enterpriseId).execute(),
  )
  const open = new Set(facts.map(({ id }) => id))
  return fact => fact.startsWith('entity.') || fact === 'honours' || open.has(fact)
}

async function usccsOf(db: Db, rows: readonly CorrectionRow[]): Promise<ReadonlyMap<string, string>> {
  if (rows.length === 0) return new Map()
  const ids = [...new Set(rows.map(row => row.enterprise_id))]
  const found = await db.selectFrom('enterprises').select(['id', 'uscc']).where('id', 'in', ids).execute()
  return new Map(found.map(({ id, uscc }) => [id, uscc]))
}

/** The contract's lists are plain arrays. */
function plainValue(value: FactValue): Correction['claimed'] {
  return typeof value === 'object' ? [...value] : value
}
