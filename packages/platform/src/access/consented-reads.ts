/** The log of reads under consents. It is the platform's: who reads may not write it, nor may the enterprise. */
import type { Fact } from '@qiyema/core/contract'
import { newId } from '../store/ids.js'
import { asTenant, type Db } from '../store/store.js'
import { secondsAfter } from './sessions.js'

/** How long data that was fetched for a form waits for it to be submitted. */
const FORM_SECONDS = 30 * 60

/** One read: what was given, and until when it is kept if it was for a form. */
export interface ConsentedRead {
  readonly id: string
  readonly facts: Fact[]
  readonly purgeAt?: Date
}

interface NewRead {
  readonly consentId: string
  readonly enterpriseId: string
  readonly partnerId: string
  readonly facts: Fact[]
}

/** Writes a read down: the facts' ids for good, and for a form what they were, for a while. */
export async function recordRead(
  db: Db,
  { consentId, enterpriseId, partnerId, facts }: NewRead,
  now: Date,
  isForForm: boolean,
): Promise<ConsentedRead> {
  const id = newId('read', now)
  const purgeAt = isForForm ? secondsAfter(now, FORM_SECONDS) : undefined
  await asTenant(db, { kind: 'platform' }, platform =>
    platform
      .insertInto('consent_reads')
      .values({
        id,
        consent_id: consentId,
        enterprise_id: enterpriseId,
        partner_id: partnerId,
        facts: JSON.stringify(facts.map(fact => fact.id)),
        at: now,
        given: purgeAt ? JSON.stringify(facts) : null,
        purge_at: purgeAt ?? null,
      })
      .execute(),
  )
  return { id, facts, ...(purgeAt && { purgeAt }) }
}

/**
 * Keeps what was given for forms at a partner's site, since the form was submitted: it is what the enterprise saw. Whatever
 * nobody keeps is purged.
 */
export async function keepGiven(
  db: Db,
  { partnerId, enterpriseId }: { readonly partnerId: string; readonly enterpriseId: string },
  now: Date,
): Promise<void> {
  await asTenant(db, { kind: 'platform' }, platform =>
    platform
      .updateTable('consent_reads')
      .set({ purge_at: null })
      .where('partner_id', '=', partnerId)
      .where('enterprise_id', '=', enterpriseId)
      .where('purge_at', '>', now)
      .execute(),
  )
}
