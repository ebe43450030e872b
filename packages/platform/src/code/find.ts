/** Codes as those concerned may see them: one's own, or as an officer those of an enterprise of one's region. */
import { type Caller, ensureItem, ensureOfficer, enterpriseIdOf } from '../access/caller.js'
import { newestFirst, type PageWishes } from '../http/newest-first.js'
import { invalidField, PlatformProblem } from '../http/problems.js'
import { type CodeRow, lockCodes } from '../issuing/code-state.js'
import { findEnterpriseByUscc } from '../registry/enterprises.js'
import type { Db } from '../store/store.js'
import type { CodeState } from './steps.js'

export interface CodesWanted extends PageWishes {
  readonly uscc?: string | undefined
  readonly state?: CodeState | undefined
}

const takePage = newestFirst('codes', 'code', 'issued_at')

/** @throws {PlatformProblem} `forbidden` for who may not see to codes; `invalid_fields` for an officer who names no enterprise */
export async function listCodes(db: Db, caller: Caller, wanted: CodesWanted, now: Date) {
  const { state } = wanted
  let codes = db
    .selectFrom('codes')
    .selectAll()
    .where('enterprise_id', '=', await enterpriseWanted(db, caller, wanted.uscc))
  if (state === 'expired') codes = codes.where('state', '!=', 'revoked').where('expires_at', '<=', now)
  else if (state === 'revoked') codes = codes.where('state', '=', state)
  else if (state !== undefined) codes = codes.where('state', '=', state).where('expires_at', '>', now)
  return takePage(codes, wanted)
}

/** @throws {PlatformProblem} `not_found`, also for a code of others */
export async function findCode(db: Db, caller: Caller, codeId: string): Promise<CodeRow> {
  ensureSeesCodes(caller)
  const code = await db.selectFrom('codes').selectAll().where('id', '=', codeId).executeTakeFirst()
  if (!code) throw new PlatformProblem('not_found')
  return code
}

/** The same for who is about to change it: locked, and read again after that. */
export async function codeToChange(db: Db, caller: Caller, codeId: string): Promise<CodeRow> {
  const { enterprise_id: enterpriseId } = await findCode(db, caller, codeId)
  await lockCodes(db, enterpriseId)
  return findCode(db, caller, codeId)
}

/** Which rows that are is the database's to say; whether it is any is said here. */
function ensureSeesCodes(caller: Caller): void {
  if (caller.kind === 'officer') ensureOfficer(caller, 'code-officer')
  else enterpriseIdOf(caller)
  ensureItem(caller, 'code')
}

async function enterpriseWanted(db: Db, caller: Caller, uscc: string | undefined): Promise<string> {
  ensureSeesCodes(caller)
  if (caller.kind !== 'officer') {
    const own = enterpriseIdOf(caller)
    if (uscc === undefined || (await findEnterpriseByUscc(db, uscc))?.id === own) return own
    throw new PlatformProblem('forbidden')
  }
  if (uscc === undefined) throw invalidField('/uscc', 'required')
  const enterprise = await findEnterpriseByUscc(db, uscc)
  if (!enterprise) throw new PlatformProblem('not_found')
  return enterprise.id
}
