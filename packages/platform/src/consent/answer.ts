/** Consents as callers get them, with the names that each may know. */
import type { consent } from '@qiyema/core/contract'
import type * as z from 'zod/mini'
import type { Caller } from '../access/caller.js'
import { type Giver, readGiver } from '../access/consent-giver.js'
import { stateAt } from '../access/consents.js'
import { partnersOf } from '../registry/partners.js'
import type { LocalisedText } from '../store/columns.js'
import { asTenant, type Db } from '../store/store.js'
import type { NamedConsentRow } from './find.js'

export type Consent = z.output<typeof consent>
type Recipient = Consent['recipient']

/** In whose place a loan need's consent stands: who they are shows when they take it up. */
const BANKS_TO_COME: LocalisedText = {
  'zh-CN': '响应本次融资需求的银行',
  en: 'The banks that take this loan need up',
}

/** The answer for one consent. */
export async function consentAnswer(
  db: Db,
  row: NamedConsentRow,
  viewer: Caller,
  now: Date,
): Promise<Consent> {
  const toAnswer = await createConsentAnswers(db, [row], viewer, now)
  return toAnswer(row)
}

/** Makes the answers for consents, after a look at the names that they need. */
export async function createConsentAnswers(
  db: Db,
  rows: readonly NamedConsentRow[],
  viewer: Caller,
  now: Date,
): Promise<(row: NamedConsentRow) => Consent> {
  const giverShown = await createGivers(db, rows, viewer)
  return row => {
    const endedAt = endOf(row, now)
    return {
      id: row.id,
      state: stateAt(row, now),
      enterprise: { uscc: row.uscc ?? '', name: row.enterprise_name ?? { 'zh-CN': '' } },
      recipient: recipientOf(row.partner_id, row.partner_name),
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
      ...giverShown(row),
      separate: [...row.separate],
    }
  }
}

/** Makes recipients of partners' ids. */
export async function createRecipients(
  db: Db,
  ids: readonly string[],
): Promise<(id: string) => { id: string; name: LocalisedText }> {
  const partners = await partnersOf(db, ids)
  return id => ({ id, name: partners.get(id)?.name ?? { 'zh-CN': id } })
}

/** Without an id it is the banks to come. */
function recipientOf(id: string | null, name: LocalisedText | null): Recipient {
  return id === null ? { name: BANKS_TO_COME } : { id, name: name ?? { 'zh-CN': id } }
}

type GiverShown = Pick<Consent, 'givenBy' | 'givenThrough'>

/**
 * Makes what is shown of who gave a consent. The enterprise is told which of its people did, or at whose site it was; a
 * partner gets the family name, or its own reference. Another bank's site is the enterprise's own affair.
 */
async function createGivers(
  db: Db,
  rows: readonly NamedConsentRow[],
  viewer: Caller,
): Promise<(row: NamedConsentRow) => GiverShown> {
  if (viewer.kind === 'partner') return row => shownToPartner(readGiver(row.given_by), viewer.partnerId)
  const givers = rows.flatMap(row => readGiver(row.given_by) ?? [])
  const names = viewer.kind === 'operator' ? await namesOf(db, givers) : undefined
  const siteOf = await createRecipients(db, sitesOf(givers))
  return row => {
    const giver = readGiver(row.given_by)
    if (giver?.kind === 'operator') return shownAs(names?.get(giver.personId) ?? giver.maskedName)
    const isOthers = viewer.kind === 'widget' && giver?.partnerId !== viewer.partnerId
    return giver && !isOthers ? { givenThrough: siteOf(giver.partnerId) } : {}
  }
}

function shownToPartner(giver: Giver | undefined, partnerId: string): GiverShown {
  if (giver?.kind === 'operator') return shownAs(giver.maskedName)
  return giver?.partnerId === partnerId ? shownAs(giver.reference) : {}
}

function shownAs(name: string): GiverShown {
  return name === '' ? {} : { givenBy: name }
}

function sitesOf(givers: readonly Giver[]): string[] {
  return givers.flatMap(giver => (giver.kind === 'widget' ? giver.partnerId : []))
}

/** Of people, by id. */
async function namesOf(db: Db, givers: readonly Giver[]): Promise<ReadonlyMap<string, string>> {
  const ids = givers.flatMap(giver => (giver.kind === 'operator' ? giver.personId : []))
  if (ids.length === 0) return new Map()
  // Whoever gave it may act for the enterprise no more, and then stands behind no wall of its own.
  const people = await asTenant(db, { kind: 'platform' }, platform =>
    platform.selectFrom('persons').select(['id', 'name']).where('id', 'in', ids).execute(),
  )
  return new Map(people.map(({ id, name }) => [id, name]))
}

/** When it ended; by time alone, at that time. */
function endOf(row: NamedConsentRow, now: Date): Date | null {
  if (row.ended_at !== null) return row.ended_at
  const state = stateAt(row, now)
  if (state === 'expired') return row.until_at
  return state === 'lapsed' ? row.answer_by : null
}
