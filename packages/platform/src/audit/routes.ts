/** The handlers of the audit trail: read by auditors, and by nobody unseen. */
import type { contract } from '@qiyema/core/contract'
import * as z from 'zod/mini'
import { ensureOfficer } from '../access/caller.js'
import { createCursor, cutPage, DEFAULT_PAGE } from '../http/cursor.js'
import type { HandlersOf } from '../http/handler.js'
import { asTenant } from '../store/store.js'
import type { AuditEntry } from './record.js'

const cursor = createCursor('audit newest', z.tuple([z.int()]))

/** The handlers of `contract.audit`. */
export function auditRoutes(): HandlersOf<typeof contract.audit> {
  return {
    async list({ subject, cursor: after, limit = DEFAULT_PAGE }, call) {
      ensureOfficer(call.caller, 'auditor')
      const last = after === undefined ? undefined : cursor.read(after)[0]
      // Behind no wall of a department: the trail is the platform's, and a role opens it.
      const rows = await asTenant(call.db, { kind: 'platform' }, platform =>
        platform
          .selectFrom('audit_rows')
          .select(['number', 'entry'])
          .$if(subject !== undefined, query => query.where('subject', '=', subject ?? ''))
          .$if(last !== undefined, query => query.where('number', '<', last ?? 0))
          .orderBy('number', 'desc')
          .limit(limit + 1)
          .execute(),
      )
      await call.audit('audit.read', subject ?? 'trail')
      const body = cutPage(
        rows,
        limit,
        ({ number, entry }) => ({ number, ...(JSON.parse(entry) as AuditEntry) }),
        ({ number }) => cursor.write([number]),
      )
      return { body: { ...body, items: [...body.items] } }
    },
  }
}
