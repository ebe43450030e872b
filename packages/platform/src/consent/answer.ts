/** Consents as callers get them, with the names that each may know. */
import type { consent } from '@qiyema/core/contract'
import type * as z from 'zod/mini'
import type { Caller } from '../access/caller.js'
import { type ConsentRow, stateAt } from '../access/consents.js'
import { partnersOf } from '../registry/partners.js'
import type { LocalisedText } from '../store/columns.js'
import { asTenant, type Db } from '../store/store.js'

export type Consent = z.output<typeof consent>

/** In whose place a loan need's consent stands: who they are shows when they take it up. */
const BANKS_TO_COME: LocalisedText = {
  'zh-CN': '响应本次融资需求的银行',
  en: 'The banks that take this loan need up',
}

/** The answer for one consent. */
export async function consentAnswer(db: Db, row: ConsentRow, viewer: Caller, now: Date): Promise<Consent> {
  const toAnswer = await createConsentAnswers(db, [row], viewer, now)
  return toAnswer(row)
}

/** Makes the answers for consents, after a look at the names that they need. */
export async function createConsentAnswers(
  db: Db,
  rows: readonly ConsentRow[],
  viewer: Caller,
  now: Date,
): Promise<(row: ConsentRow) => Consent> {
  const recipientOf = await createRecipients(
    db,
    rows.map(row => row.partner_id),
  )
  const enterprises = await enterprisesOf(db, rows)
  const givers = await giversOf(db, rows)
  return row => {
    const { uscc = '', name = { 'zh-CN': '' } } = enterprises.get(row.enterprise_id) ?? {}
    const endedAt = endOf(row, now)
    const givenBy = row.given_by === null ? undefined : giverShown(row.given_by, givers, viewer)
    return {
      id: row.id,
      state: stateAt(row, now),
      enterprise: { uscc, name },
      recipient: recipientOf(row.partner_id),
      purpose: row.purpose,
      ...(row.reason !== null && { reason: row.reason }),
      requested: [...row.requested],
      granted: [...row.granted],
      requestedUntil: row.term_until,
      ...(row.from_at && { from: row.from_at.toISOString() }),
      ...(row.until_at && { until: row.until_at.toISOString() }),
      requestedAt: row.requested_at.toISOString(),
      ...(row.answered_at === null && { answerBy: row.answer_by.toISOString() }),
      ...(row.answered_at && { answeredAt: row.answered_at.toISOString() }),
      ...(endedAt && { endedAt: endedAt.toISOString() }),
      ...(row.end_reason !== null && { endReason: row.end_reason }),
      ...(givenBy !== undefined && { givenBy }),
      separate: [...row.separate],
    }
  }
}

/** Makes recipients of partners' ids; without one it is the banks to come. */
export async function createRecipients(
  db: Db,
  ids: readonly (string | null)[],
): Promise<(id: string | null) => Consent['recipient']> {
  const partners = await partnersOf(
    db,
    ids.filter(id => id !== null),
  )
  return id => {
    if (id === null) return { name: BANKS_TO_COME }
    return { id, name: partners.get(id)?.name ?? { 'zh-CN': id } }
  }
}

async function enterprisesOf(db: Db, rows: readonly ConsentRow[]) {
  if (rows.length === 0) return new Map<string, { uscc: string; name: LocalisedText }>()
  const ids = [...new Set(rows.map(row => row.enterprise_id))]
  const found = await db
    .selectFrom('enterprises')
    .select(['id', 'uscc', 'name'])
    .where('id', 'in', ids)
    .execute()
  return new Map(found.map(({ id, uscc, name }) => [id, { uscc, name }]))
}

/** Of people, by id. */
async function giversOf(db: Db, rows: readonly ConsentRow[]): Promise<ReadonlyMap<string, string>> {
  const ids = rows.flatMap(({ given_by: givenBy }) => {
    const giver = givenBy === null ? undefined : readGiver(givenBy)
    return giver?.kind === 'operator' ? [giver.personId] : []
  })
  if (ids.length === 0) return new Map()
  // Whoever gave it may act for the enterprise no more, and a partner sees nobody's people: the name is masked for it.
  const people = await asTenant(db, { kind: 'platform' }, platform =>
    platform.selectFrom('persons').select(['id', 'name']).where('id', 'in', ids).execute(),
  )
  return new Map(people.map(({ id, name }) => [id, name]))
}

type Giver =
  | { readonly kind: 'operator'; readonly personId: string }
  | { readonly kind: 'widget'; readonly partnerId: string; readonly reference: string }

/** A name as `nameOf` makes it, and of a widget's the partner's own reference after it. */
function readGiver(text: string): Giver | undefined {
  const [, kind, id = '', reference = ''] = /^(operator|widget) (\S+) \S+ ?(.*)$/s.exec(text) ?? []
  if (kind === 'operator') return { kind, personId: id }
  return kind === 'widget' ? { kind, partnerId: id, reference } : undefined
}

/** What was given at a partner's site is that partner's to know: another bank would learn where the enterprise had been. */
function giverShown(text: string, names: ReadonlyMap<string, string>, viewer: Caller): string | undefined {
  const giver = readGiver(text)
  if (!giver) return undefined
  const isPartnersView = viewer.kind === 'partner' || viewer.kind === 'widget'
  if (giver.kind === 'operator') {
    const name = names.get(giver.personId)
    return name !== undefined && isPartnersView ? masked(name) : name
  }
  const isOthers = isPartnersView && viewer.partnerId !== giver.partnerId
  return isOthers || giver.reference === '' ? undefined : giver.reference
}

/** JR/T 0171-2020: the family name stays. */
function masked(name: string): string {
  return `${[...name].at(0) ?? ''}**`
}

/** When it ended; by time alone, at that time. */
function endOf(row: ConsentRow, now: Date): Date | null {
  if (row.ended_at !== null) return row.ended_at
  const state = stateAt(row, now)
  if (state === 'expired') return row.until_at
  return state === 'lapsed' ? row.answer_by : null
}
