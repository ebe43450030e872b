/** An enterprise says yes: to all that was asked, or to less, and each person to what is his or her own. */
import type { Texts } from '@qiyema/core/contract'
import type { Caller } from '../access/caller.js'
import { giverOf } from '../access/consent-giver.js'
import { ensureTerm } from '../access/consent-term.js'
import { type ConsentRow, isSeparateScope } from '../access/consents.js'
import { type LegalDate, momentOf } from '../calendar/shanghai-time.js'
import { PlatformProblem } from '../http/problems.js'
import type { Db } from '../store/store.js'
import type { SeparateConsent } from './tables.js'

export interface Approval {
  readonly scopes: readonly string[]
  /** The last day. */
  readonly until: LegalDate
  /** What the person who approves consents to for himself or herself. */
  readonly separate?: readonly string[] | undefined
}

const AT_THE_PLATFORM: Texts = {
  'zh-CN': '涉及个人信息的内容，须由本人登录企业码平台单独同意，企业不能代为同意',
  en: 'What is about a person is for that person to consent to, signed in at the platform; the enterprise cannot do so.',
}

/**
 * @param consent - locked, and requested
 * @throws {PlatformProblem} `invalid_fields` for more than was asked, `separate_consent_required`
 */
export async function approveConsent(
  db: Db,
  caller: Caller,
  consent: ConsentRow,
  { scopes, until, separate = [] }: Approval,
  now: Date,
): Promise<ConsentRow> {
  ensureAmong(scopes, consent.requested, '/scopes', 'not_requested')
  ensureAmong(separate, scopes.filter(isSeparateScope), '/separate', 'not_granted')
  ensureTerm('/until', until, now, consent.term_until)
  return db
    .updateTable('consents')
    .set({
      state: 'active',
      granted: JSON.stringify([...new Set(scopes)]),
      answered_at: now,
      from_at: now,
      until_at: momentOf(until, '24:00'),
      given_by: await giverOf(db, caller),
      separate: JSON.stringify(separateConsents(caller, scopes, separate, now)),
    })
    .where('id', '=', consent.id)
    .returningAll()
    .executeTakeFirstOrThrow()
}

function ensureAmong(
  given: readonly string[],
  allowed: readonly string[],
  pointer: string,
  code: string,
): void {
  const errors = given.flatMap((scope, index) =>
    allowed.includes(scope) ? [] : [{ pointer: `${pointer}/${index}`, code }],
  )
  if (errors.length > 0) throw new PlatformProblem('invalid_fields', { errors })
}

function separateConsents(
  caller: Caller,
  scopes: readonly string[],
  separate: readonly string[],
  now: Date,
): SeparateConsent[] {
  const personal = [...new Set(scopes.filter(isSeparateScope))]
  if (personal.length === 0) return []
  // At a partner's site it is the partner who says who sits there.
  if (caller.kind !== 'operator' || personal.some(scope => !separate.includes(scope)))
    throw new PlatformProblem('separate_consent_required', { detail: AT_THE_PLATFORM })
  return personal.map(scope => ({ scope, person: caller.personId, givenAt: now.toISOString() }))
}
