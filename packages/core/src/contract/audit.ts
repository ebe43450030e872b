/** The audit trail, as those read it whom a county has trusted with that: who did what to which, and when. */
import { operation } from './operation.js'
import { pageOf, pageQuery } from './page.js'
import { line, time } from './scalars.js'
import { z } from './schema.js'

export const auditEntry = z.object({
  /** Entries come in this order; numbers may have gaps. */
  number: z.int(),
  at: time,
  /** Who it was, by kind and ids: `operator per_… ent_…`, or `platform` for what time has done. */
  by: z.string(),
  /** Of a widget: its session, which says who sat at a partner's page. */
  session: z.optional(z.string()),
  /** The request, as its answer and the log name it. */
  request: z.optional(z.string()),
  /** What was done: `consent.withdraw`. */
  action: z.string(),
  /** The id of what it was done to. */
  subject: z.string(),
  data: z.optional(z.record(z.string(), z.unknown())),
})

export const audit = {
  list: operation({
    method: 'GET',
    path: '/v1/audit-entries',
    callers: ['officer'],
    repetition: 'safe',
    summary: {
      'zh-CN': '查看审计记录',
      en: 'List the audit trail, newest first; the reading is an entry, too',
    },
    query: z.strictObject({
      ...pageQuery,
      /** Only what was done to this id. */
      subject: z.optional(line(100)),
    }),
    answer: pageOf(auditEntry),
    status: 200,
    problems: ['unauthenticated', 'forbidden'],
  }),
}
