/** A widget's session in the store: opened by a partner, begun by one browser with its key, ended by either or by time. */
import type { Selectable } from 'kysely'
import type { SessionTable } from '../session/tables.js'
import type { Db } from '../store/store.js'
import { hashOfSecret, present } from './presented.js'

export const BOOTSTRAP_SECONDS = 60
const SESSION_SECONDS = 3600

export type SessionRow = Selectable<SessionTable>

/** What a session begins with. */
export type NewSession = Pick<
  SessionRow,
  | 'id'
  | 'partner_id'
  | 'enterprise_id'
  | 'uscc'
  | 'name'
  | 'operator_reference'
  | 'purpose'
  | 'components'
  | 'origins'
>

/** Keeps a new session. Of its bootstrap only the hash. */
export async function keepSession(
  db: Db,
  session: NewSession,
  bootstrap: string,
  now: Date,
): Promise<SessionRow> {
  const { name, components, origins, ...plain } = session
  return db
    .insertInto('sessions')
    .values({
      ...plain,
      name: JSON.stringify(name),
      components: JSON.stringify(components),
      origins: JSON.stringify(origins),
      bootstrap_hash: await hashOfSecret(bootstrap),
      bootstrap_expires_at: secondsAfter(now, BOOTSTRAP_SECONDS),
      opened_at: now,
      expires_at: secondsAfter(now, SESSION_SECONDS),
    })
    .returningAll()
    .executeTakeFirstOrThrow()
}

/**
 * Begins a session with the key of the browser that brings the bootstrap; undefined when the bootstrap is not known, is more
 * than 60 seconds old, or was used with another key.
 *
 * The same key may come again within those seconds: its first answer may have been lost on the way, and nobody else has it.
 */
export async function beginSession(
  db: Db,
  bootstrap: string,
  keyThumbprint: string,
  now: Date,
): Promise<SessionRow | undefined> {
  const hash = await hashOfSecret(bootstrap)
  await present(db, hash)
  return db
    .updateTable('sessions')
    .set({ key_thumbprint: keyThumbprint })
    .where('bootstrap_hash', '=', hash)
    .where('bootstrap_expires_at', '>', now)
    .where('ended_at', 'is', null)
    .where(({ or, eb }) => or([eb('key_thumbprint', 'is', null), eb('key_thumbprint', '=', keyThumbprint)]))
    .returningAll()
    .executeTakeFirst()
}

/** A session that lasts; undefined for one that has ended, by whatever. */
export async function liveSession(db: Db, id: string, now: Date): Promise<SessionRow | undefined> {
  return db
    .selectFrom('sessions')
    .selectAll()
    .where('id', '=', id)
    .where('expires_at', '>', now)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
}

/** Ends a session; undefined when there is none that could be ended. */
export async function endSession(db: Db, id: string, now: Date): Promise<SessionRow | undefined> {
  return db
    .updateTable('sessions')
    .set({ ended_at: now })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .returningAll()
    .executeTakeFirst()
}

export function secondsAfter(moment: Date, seconds: number): Date {
  return new Date(moment.getTime() + seconds * 1000)
}
