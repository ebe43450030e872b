/** Every read made under a consent, as the enterprise sees them. */
import type { contract, Page } from '@qiyema/core/contract'
import type * as z from 'zod/mini'
import type { Caller } from '../access/caller.js'
import { newestFirst, type PageWishes } from '../http/newest-first.js'
import type { Db } from '../store/store.js'
import { createRecipients } from './answer.js'

type Read = z.output<typeof contract.consent.reads.answer>['items'][number]

const takePage = newestFirst('reads', 'read', 'at')

export interface ReadWishes extends PageWishes {
  readonly consentId: string
}

/** A page of reads, newest first: for the consent of a loan need, those of all its banks. */
export async function listReads(
  db: Db,
  caller: Caller,
  { consentId, ...page }: ReadWishes,
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
  const { items: rows, nextCursor } = await takePage(query, page)
  const recipientOf = await createRecipients(
    db,
    rows.map(row => row.partner_id),
  )
  const items = rows.map(row => ({
    id: row.id,
    consentId: row.consent_id,
    recipient: recipientOf(row.partner_id),
    facts: [...row.facts],
    at: row.at.toISOString(),
  }))
  return { items, ...(nextCursor !== undefined && { nextCursor }) }
}
