/** Every read made under a consent, as the enterprise sees them. */
import { type contract, id, type Page } from '@qiyema/core/contract'
import * as z from 'zod/mini'
import type { Caller } from '../access/caller.js'
import { createCursor, cutPage, DEFAULT_PAGE } from '../http/cursor.js'
import type { Db } from '../store/store.js'
import { createRecipients } from './answer.js'

type Read = z.output<typeof contract.consent.reads.answer>['items'][number]

const cursor = createCursor('reads newest', z.tuple([z.iso.datetime(), id('read')]))

export interface ReadWishes {
  readonly consentId: string
  readonly cursor?: string | undefined
  readonly limit?: number | undefined
}

/** A page of reads, newest first: for the consent of a loan need, those of all its banks. */
export async function listReads(
  db: Db,
  caller: Caller,
  { consentId, cursor: after, limit = DEFAULT_PAGE }: ReadWishes,
): Promise<Page<Read>> {
  let query = db
    .selectFrom('consent_reads')
    .select(['id', 'consent_id', 'partner_id', 'facts', 'at'])
    .where('consent_id', 'in', eb =>
      eb
        .selectFrom('consents')
        .select('id')
        .where(({ or, eb: is }) => or([is('id', '=', consentId), is('parent_id', '=', consentId)])),
    )
  // A widget is one bank's page, and shows what that bank has read.
  if (caller.kind === 'widget') query = query.where('partner_id', '=', caller.partnerId)
  if (after !== undefined) {
    const [at, lastId] = cursor.read(after)
    query = query.where(({ eb, refTuple, tuple }) =>
      eb(refTuple('at', 'id'), '<', tuple(new Date(at), lastId)),
    )
  }
  const rows = await query
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute()
  const recipientOf = await createRecipients(
    db,
    rows.map(row => row.partner_id),
  )
  return cutPage(
    rows,
    limit,
    row => ({
      id: row.id,
      consentId: row.consent_id,
      recipient: { ...recipientOf(row.partner_id), id: row.partner_id },
      facts: [...row.facts],
      at: row.at.toISOString(),
    }),
    row => cursor.write([row.at.toISOString(), row.id]),
  )
}
