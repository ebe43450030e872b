/** Applications as either side gets them. */
import type { contract } from '@qiyema/core/contract'
import type * as z from 'zod/mini'
import type { Call } from '../../http/handler.js'
import { asTenant, type Db } from '../../store/store.js'
import { createBanks, fen } from '../products/product.js'
import { timelineEntry } from '../timeline.js'
import { clocksOf } from './clocks.js'
import { type MaterialRow, materialsOf } from './materials.js'
import { readingStateAt } from './reading.js'
import { type ApplicationRow, isLive, stateAt } from './steps.js'

type Application = z.output<typeof contract.finance.applications.read.answer>
type Viewer = Pick<Call, 'db' | 'caller' | 'now'>

export async function applicationAnswer(viewer: Viewer, row: ApplicationRow): Promise<Application> {
  const [answer] = await applicationAnswers(viewer, [row])
  if (!answer) throw new TypeError('One application has one answer.')
  return answer
}

/** The answers for applications, in their order. */
export async function applicationAnswers(
  { db, caller, now }: Viewer,
  rows: readonly ApplicationRow[],
): Promise<Application[]> {
  if (rows.length === 0) return []
  const ids = rows.map(({ id }) => id)
  const needs = await needsOf(db, rows)
  const enterprises = await enterprisesOf(db, rows)
  const bankOf = await createBanks(
    db,
    rows.map(({ partner_id }) => partner_id),
  )
  const consents = await consentsOf(db, rows)
  const offers = await offersOf(db, rows)
  const materials = await materialsOf(db, ids)
  const steps = await stepsOf(db, ids)
  return rows.map(row => {
    const need = needs(row.need_id)
    const consentState = readingStateAt(row, consents(row.consent_id), now)
    const state = stateAt(row, now)
    const offer = row.offer_id === null ? undefined : offers.get(row.offer_id)
    const isReached = caller.kind === 'partner' && isLive(state) && consentState === 'active'
    return {
      id: row.id,
      needId: row.need_id,
      state,
      enterprise: enterprises(row.enterprise_id),
      bank: bankOf(row.partner_id),
      consent: { id: row.consent_id, state: consentState },
      need: {
        amount: fen(need.amount_fen),
        tenorMonths: need.tenor_months,
        purpose: need.purpose,
        ...(need.description !== null && { description: need.description }),
      },
      ...(isReached && { contact: { name: need.contact_name, phone: need.contact_phone } }),
      materials: materials.filter(({ application_id }) => application_id === row.id).map(materialAnswer),
      ...(offer && { offer }),
      ...creditOf(row),
      ...(row.signed_at && { signedAt: row.signed_at.toISOString() }),
      ...disbursementOf(row),
      clocks: clocksOf(row, now),
      timeline: steps.filter(({ application_id }) => application_id === row.id).map(timelineEntry),
    }
  })
}

function materialAnswer(row: MaterialRow): Application['materials'][number] {
  const { id, name, is_required: required, state, type, bytes, sha256, supplied_at: suppliedAt } = row
  return {
    id,
    name,
    required,
    state,
    ...(suppliedAt && { suppliedAt: suppliedAt.toISOString() }),
    ...(type !== null && { type }),
    ...(bytes !== null && { bytes }),
    ...(sha256 !== null && { sha256 }),
  }
}

function creditOf({
  credit_fen: amountFen,
  credit_decided_at: decidedAt,
  credit_until: until,
}: ApplicationRow): Pick<Application, 'credit'> {
  if (amountFen === null || decidedAt === null) return {}
  const credit = { amount: fen(amountFen), decidedAt: decidedAt.toISOString() }
  return { credit: { ...credit, ...(until !== null && { until }) } }
}

function disbursementOf({
  credit_fen: credit,
  paid_out_fen: paidOut,
  last_paid_at: lastAt,
}: ApplicationRow): Pick<Application, 'disbursement'> {
  if (lastAt === null) return {}
  const state = paidOut === credit ? 'fully' : 'partly'
  return { disbursement: { state, paidOut: fen(paidOut), lastAt: lastAt.toISOString() } }
}

type NamedRow<Column extends keyof ApplicationRow> = Pick<ApplicationRow, Column>

async function needsOf(db: Db, rows: readonly NamedRow<'need_id'>[]) {
  // Banks see no needs; of those that they took up they may know this.
  const found = await asTenant(db, { kind: 'platform' }, platform =>
    platform
      .selectFrom('loan_needs')
      .select(['id', 'amount_fen', 'tenor_months', 'purpose', 'description', 'contact_name', 'contact_phone'])
      .where(
        'id',
        'in',
        rows.map(({ need_id }) => need_id),
      )
      .execute(),
  )
  return finder(found.map(row => [row.id, row]))
}

async function enterprisesOf(db: Db, rows: readonly NamedRow<'enterprise_id'>[]) {
  const ids = rows.map(({ enterprise_id }) => enterprise_id)
  const found = await db
    .selectFrom('enterprises')
    .select(['id', 'uscc', 'name'])
    .where('id', 'in', ids)
    .execute()
  return finder(found.map(({ id, uscc, name }) => [id, { uscc, name }]))
}

async function consentsOf(db: Db, rows: readonly NamedRow<'consent_id'>[]) {
  const ids = rows.map(({ consent_id }) => consent_id)
  const found = await db.selectFrom('consents').selectAll().where('id', 'in', ids).execute()
  return finder(found.map(row => [row.id, row]))
}

async function offersOf(db: Db, rows: readonly NamedRow<'offer_id'>[]) {
  const ids = rows.flatMap(({ offer_id: id }) => (id === null ? [] : [id]))
  if (ids.length === 0) return new Map<string, NonNullable<Application['offer']>>()
  const found = await db.selectFrom('loan_offers').selectAll().where('id', 'in', ids).execute()
  return new Map(
    found.map(row => [
      row.id,
      {
        id: row.id,
        productId: row.product_id,
        amount: fen(row.amount_fen),
        tenorMonths: row.tenor_months,
        annualRate: row.annual_rate,
        rateMethod: row.rate_method,
        repayment: row.repayment,
        guarantee: row.guarantee,
        ...(row.conditions !== null && { conditions: row.conditions }),
        validUntil: row.valid_until.toISOString(),
        offeredAt: row.offered_at.toISOString(),
      },
    ]),
  )
}

async function stepsOf(db: Db, applicationIds: readonly string[]) {
  return db
    .selectFrom('loan_steps')
    .selectAll()
    .where('application_id', 'in', applicationIds)
    .orderBy('number')
    .execute()
}

/** Finds what an application names, which is there. */
function finder<Row>(entries: readonly (readonly [string, Row])[]): (id: string) => Row {
  const rows = new Map(entries)
  return id => {
    const row = rows.get(id)
    if (row === undefined) throw new TypeError(`An application names ${id}, which is not there.`)
    return row
  }
}
