/** Issues codes: printed ones, short-lived ones, and such as only the holder of a key can show. */
import type { JWK, Lifetime } from '@qiyema/core/sign'
import { type Caller, enterpriseIdOf } from '../access/caller.js'
import type { Call } from '../http/handler.js'
import { invalidField, PlatformProblem } from '../http/problems.js'
import { type CodeReason, type CodeRow, changeState, lockCodes, tellOfCodes } from '../issuing/code-state.js'
import type { Issuer } from '../issuing/issuer.js'
import { signAtPosition } from '../issuing/sign-code.js'
import { type EnterpriseRow, enterpriseOf, isOperating } from '../registry/enterprises.js'
import { newId } from '../store/ids.js'
import type { Db } from '../store/store.js'
import { codeToChange } from './find.js'
import { codeHolder } from './holder.js'
import { missingInformation } from './profile.js'
import { ensurePossible } from './steps.js'

/** By the contract; which members there are depends on the kind. */
export type IssueWishes =
  | { readonly kind: 'static'; readonly withName?: boolean | undefined; readonly years?: number | undefined }
  | {
      readonly kind: 'short-lived'
      readonly withName?: boolean | undefined
      readonly minutes?: number | undefined
    }
  | { readonly kind: 'holder-bound'; readonly withName?: boolean | undefined; readonly holder: JWK }

/** As many codes of a kind an enterprise has in force at once. Positions are never used again, so they are not given out for nothing. */
const MOST_IN_FORCE: Readonly<Record<CodeRow['kind'], number>> = {
  static: 10,
  'short-lived': 12,
  'holder-bound': 20,
}

const DEFAULT_YEARS = 1
const DEFAULT_MINUTES = 5
/** A key that is lost is revoked; one that is forgotten ends with the season. */
const HOLDER_LIFETIME: Lifetime = '90d'

const YEARS: Readonly<Record<number, Lifetime>> = { 1: '1y', 2: '2y', 3: '3y' }
const MINUTES: Readonly<Record<number, Lifetime>> = { 1: '1m', 2: '2m', 5: '5m', 10: '10m' }

/**
 * @throws {PlatformProblem} `forbidden`, `enterprise_closed`, `information_incomplete`, `limit_reached`, `name_too_long`
 */
export async function issueCode(call: Call, issuer: Issuer, wishes: IssueWishes): Promise<CodeRow> {
  const { db, caller, now } = call
  await lockCodes(db, enterpriseIdOf(caller))
  const enterprise = await codeHolder(db, caller)
  ensureOperating(enterprise)
  if ((await missingInformation(db, enterprise.id)).length > 0)
    throw new PlatformProblem('information_incomplete')
  await ensureRoom(db, enterprise.id, wishes.kind, now)
  const code = await keepCode(call, issuer, enterprise, {
    kind: wishes.kind,
    lifetime: lifetimeOf(wishes),
    withName: wishes.withName ?? false,
    holder: wishes.kind === 'holder-bound' ? wishes.holder : undefined,
  })
  await call.audit('code.issue', code.id, { enterprise: enterprise.id, kind: code.kind })
  return code
}

/**
 * Issues a code like another, which is revoked: of the same kind, for as long, with the name as it is now.
 *
 * @param holder - the public key that it is bound to, of the kind that is
 * @throws {PlatformProblem} `impossible_step`, `forbidden`, `enterprise_closed`, `name_too_long`, `invalid_fields` at `/holder`
 */
export async function reissueCode(
  call: Call,
  issuer: Issuer,
  { codeId, reason, holder }: { codeId: string; reason: CodeReason; holder?: JWK | undefined },
): Promise<CodeRow> {
  const { db, caller, now } = call
  const old = await codeToChange(db, caller, codeId)
  ensurePossible('reissue', old, caller, now, reason)
  const enterprise = await enterpriseOf(db, old.enterprise_id)
  ensureOperating(enterprise)
  if ((old.kind === 'holder-bound') !== (holder !== undefined))
    throw invalidField('/holder', holder ? 'unknown_member' : 'required')
  const code = await keepCode(call, issuer, enterprise, {
    kind: old.kind,
    lifetime: old.lifetime,
    withName: old.name !== null,
    holder,
  })
  const change = { from: [old.state], to: 'revoked', reason, replacedBy: code.id } as const
  const revoked = await changeState(db, [old.id], change, now)
  await call.audit('code.issue', code.id, { enterprise: enterprise.id, kind: code.kind, replaces: old.id })
  await tellOfCodes(db, 'code.revoke', revoked, now, call)
  return code
}

interface CodePlan {
  readonly kind: CodeRow['kind']
  readonly lifetime: Lifetime
  readonly withName: boolean
  readonly holder: JWK | undefined
}

async function keepCode(
  { db, caller, now }: Call,
  issuer: Issuer,
  { id, uscc, name }: EnterpriseRow,
  { kind, lifetime, withName, holder }: CodePlan,
): Promise<CodeRow> {
  const wishes = { uscc, lifetime, holder, name: withName ? name['zh-CN'] : undefined }
  const signed = await signAtPosition(db, issuer, wishes, now)
  return db
    .insertInto('codes')
    .values({
      id: newId('code', now),
      enterprise_id: id,
      uscc,
      kind,
      lifetime,
      state: 'valid',
      reason: null,
      note: null,
      name: signed.name ?? null,
      issued_at: new Date(signed.issuedAt * 1000),
      expires_at: new Date(signed.expiresAt * 1000),
      kid: signed.kid,
      ...signed.status,
      credential: signed.credential,
      link: signed.isHolderBound ? null : signed.link,
      digits: signed.isHolderBound ? null : signed.digits,
      person_id: personOf(caller),
      replaced_by: null,
      changed_at: null,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
}

/** What an officer has issued rests on nobody's delegation, and who sits at a partner's page only the partner knows. */
function personOf(caller: Caller): string | null {
  return caller.kind === 'operator' ? caller.personId : null
}

function ensureOperating(enterprise: EnterpriseRow): void {
  if (!isOperating(enterprise)) throw new PlatformProblem('enterprise_closed')
}

async function ensureRoom(db: Db, enterpriseId: string, kind: CodeRow['kind'], now: Date): Promise<void> {
  const inForce = await db
    .selectFrom('codes')
    .select('id')
    .where('enterprise_id', '=', enterpriseId)
    .where('kind', '=', kind)
    .where('state', '!=', 'revoked')
    .where('expires_at', '>', now)
    .limit(MOST_IN_FORCE[kind])
    .execute()
  if (inForce.length === MOST_IN_FORCE[kind]) throw new PlatformProblem('limit_reached')
}

function lifetimeOf(wishes: IssueWishes): Lifetime {
  switch (wishes.kind) {
    case 'static':
      return YEARS[wishes.years ?? DEFAULT_YEARS] ?? '1y'
    case 'short-lived':
      return MINUTES[wishes.minutes ?? DEFAULT_MINUTES] ?? '5m'
    case 'holder-bound':
      return HOLDER_LIFETIME
  }
}
