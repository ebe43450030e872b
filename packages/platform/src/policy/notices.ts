/** What an enterprise was told of, each with the match that says why. */
import { type contract, id, type Page } from '@qiyema/core/contract'
import * as z from 'zod/mini'
import { createCursor, cutPage, DEFAULT_PAGE } from '../http/cursor.js'
import type { Language } from '../http/language.js'
import type { Db } from '../store/store.js'
import { matchAnswer } from './match-answer.js'

type Notice = z.output<typeof contract.policy.subscription.notices.answer>['items'][number]

const cursor = createCursor(
  'policy notices newest',
  z.tuple([z.iso.datetime().check(z.regex(/^[1-9]/)), id('notice')]),
)

/** A page, newest first. */
export async function listNotices(
  db: Db,
  enterpriseId: string,
  { cursor: after, limit = DEFAULT_PAGE }: { cursor?: string | undefined; limit?: number | undefined },
  language: Language,
): Promise<Page<Notice>> {
  let query = selectNotices(db).where('n.enterprise_id', '=', enterpriseId)
  if (after !== undefined) {
    const [at, lastId] = cursor.read(after)
    query = query.where(({ eb, refTuple, tuple }) =>
      eb(refTuple('n.at', 'n.id'), '<', tuple(new Date(at), lastId)),
    )
  }
  const rows = await query
    .orderBy('n.at', 'desc')
    .orderBy('n.id', 'desc')
    .limit(limit + 1)
    .execute()
  return cutPage(
    rows,
    limit,
    ({ id: noticeId, reason, told_at: at, item, match_id: matchId, ...match }) => ({
      id: noticeId,
      reason,
      at: at.toISOString(),
      title: item.title,
      match: matchAnswer({ ...match, id: matchId }, item, language),
    }),
    row => cursor.write([row.told_at.toISOString(), row.id]),
  )
}

function selectNotices(db: Db) {
  return db
    .selectFrom('policy_notices as n')
    .innerJoin('policy_matches as m', 'm.id', 'n.match_id')
    .innerJoin('policy_versions as v', join =>
      join.onRef('v.policy_id', '=', 'm.policy_id').onRef('v.version', '=', 'm.policy_version'),
    )
    .select([
      'n.id',
      'n.reason',
      'n.at as told_at',
      'n.match_id',
      'v.item',
      'm.enterprise_id',
      'm.partner_id',
      'm.consent_id',
      'm.policy_id',
      'm.policy_version',
      'm.department_id',
      'm.facts',
      'm.tables',
      'm.excludes',
      'm.at',
    ])
}
