/** Writes down what was done, in the transaction that did it. Ids and codes, and nothing personal. */
import { type Caller, nameOf } from '../access/caller.js'
import type { PlainData } from '../http/handler.js'
import type { Effects } from '../http/perform.js'
import type { JobEffects } from '../jobs/jobs.js'
import type { Db } from '../store/store.js'

/** An entry as it stands in a row. */
export interface AuditEntry {
  /** RFC 3339, to the millisecond. */
  readonly at: string
  /** By `nameOf`, or `platform` for what time has done. */
  readonly by: string
  /** Of a widget: the session knows which of a partner's people sat there. */
  readonly session?: string
  readonly request?: string
  readonly action: string
  /** The id of what it was done to. */
  readonly subject: string
  readonly data?: PlainData
}

export interface Audit {
  /** What a call did. */
  readonly ofCall: Effects['audit']
  /** What a job did. */
  ofJob(now: () => Date): JobEffects['audit']
}

/** Makes what writes the audit trail. */
export function createAudit(): Audit {
  return {
    ofCall: (db, { caller, requestId, at, action, subject, data }) =>
      keep(db, {
        at: at.toISOString(),
        by: nameOf(caller),
        ...sessionOf(caller),
        request: requestId,
        action,
        subject,
        ...(data && { data }),
      }),
    ofJob:
      now =>
      (db, { action, subject, data }) =>
        keep(db, { at: now().toISOString(), by: 'platform', action, subject, ...(data && { data }) }),
  }
}

async function keep(db: Db, entry: AuditEntry): Promise<void> {
  await db
    .insertInto('audit_rows')
    .values({ entry: JSON.stringify(entry) })
    .execute()
}

function sessionOf(caller: Caller): { session?: string } {
  return caller.kind === 'widget' ? { session: caller.sessionId } : {}
}
