/** What of a need's applications a caller may know: an enterprise all of them, a partner's page that partner's own. */
import type { Expression, ExpressionBuilder, SqlBool } from 'kysely'
import type { Caller } from '../../access/caller.js'
import type { Database } from '../../store/schema.js'
import { LIVE } from '../applications/steps.js'
import type { NeedState } from './need.js'

type Where = ExpressionBuilder<Database, 'loan_needs'>

/** The partner whose applications alone a caller may know of. */
export function partnerShown(caller: Caller): string | undefined {
  return caller.kind === 'widget' ? caller.partnerId : undefined
}

/** The state at a moment, as `stateAt` has it of the applications that are shown. */
export function isIn(state: NeedState, caller: Caller, now: Date, where: Where): Expression<SqlBool> {
  const isOpen = where('state', '=', 'open')
  const isRecent = where('expires_at', '>', now)
  const isOld = where('expires_at', '<=', now)
  const taken = takenAt(caller, now, where)
  switch (state) {
    case 'open':
      return where.and([isOpen, isRecent, where(taken, '<', where.ref('places'))])
    case 'full':
      return where.and([
        isOpen,
        where.or([
          where.and([isRecent, where(taken, '>=', where.ref('places'))]),
          where.and([isOld, where(taken, '>', 0)]),
        ]),
      ])
    case 'expired':
      return where.or([where('state', '=', 'expired'), where.and([isOpen, isOld, where(taken, '=', 0)])])
    default:
      return where('state', '=', state)
  }
}

function takenAt(caller: Caller, now: Date, where: Where) {
  const partnerId = partnerShown(caller)
  const live = where
    .selectFrom('loan_applications as a')
    .select(({ fn }) => fn.countAll<number>().as('taken'))
    .whereRef('a.need_id', '=', 'loan_needs.id')
    .where('a.state', 'in', LIVE)
    .where(({ or, eb }) => or([eb('a.expires_at', 'is', null), eb('a.expires_at', '>', now)]))
  return partnerId === undefined ? live : live.where('a.partner_id', '=', partnerId)
}
