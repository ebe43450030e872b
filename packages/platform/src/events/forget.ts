/** What was told is forgotten after 30 days, delivered or not. */
import type { Db } from '../store/store.js'

const KEPT_DAYS = 30

/** Forgets deliveries whose state has not changed for 30 days, and events that nobody is to hear of any more. For a job. */
export async function forgetDeliveries(db: Db, now: Date): Promise<void> {
  const before = new Date(now.getTime() - KEPT_DAYS * 24 * 3600 * 1000)
  await db.deleteFrom('webhook_deliveries').where('changed_at', '<', before).execute()
  await db
    .deleteFrom('events')
    .where('at', '<', before)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('webhook_deliveries')
            .select('webhook_deliveries.id')
            .whereRef('webhook_deliveries.event_id', '=', 'events.id'),
        ),
      ),
    )
    .execute()
}
