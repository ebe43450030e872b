/** Takes a change over from the register, with what follows from it for codes that are out there: they answer with the new state. */
import { ensureOfficer, type OfficerCaller } from '../access/caller.js'
import type { Call } from '../http/handler.js'
import { invalidField, PlatformProblem } from '../http/problems.js'
import { changeState, lockCodes, tellOfCodes } from '../issuing/code-state.js'
import { issuingCounty } from '../issuing/issuer.js'
import { revokeRestingCodes } from '../issuing/resting-codes.js'
import { type EnterpriseRow, enterpriseOf, findEnterpriseByUscc } from '../registry/enterprises.js'
import { replaceRepresentative } from '../registry/people.js'
import type { LocalisedText } from '../store/columns.js'
import { asTenant, type Db } from '../store/store.js'
import {
  CONSEQUENCES,
  type Consequence,
  ensureCanBecome,
  ensureChanges,
  type RegistrationStatus,
} from './registration-steps.js'

/** By the contract. What is left out stays. */
export interface RegistrationChange {
  readonly name?: LocalisedText | undefined
  readonly registrationStatus?: RegistrationStatus | undefined
  readonly movedTo?: string | undefined
  readonly representative?: { readonly name: string; readonly phone: string } | undefined
}

/**
 * @throws {PlatformProblem} `not_found`, `forbidden` for an officer of another region, `impossible_step`, `invalid_fields`
 */
export async function changeRegistration(
  call: Call,
  uscc: string,
  change: RegistrationChange,
): Promise<EnterpriseRow> {
  const officer = ensureOfficer(call.caller, 'code-officer')
  const before = await registeredEnterprise(call.db, uscc)
  ensureCovers(officer, before)
  const after = await registered(call, before, change)
  if (change.representative) await changeRepresentative(call, after, change.representative)
  if (isRenamed(before, after)) await revokeNamed(call, after)
  if (before.registration_status !== after.registration_status)
    await applyConsequence(call, after, CONSEQUENCES[after.registration_status])
  return after
}

/** Locked, and read again after that. */
async function registeredEnterprise(db: Db, uscc: string): Promise<EnterpriseRow> {
  const enterprise = await findEnterpriseByUscc(db, uscc)
  if (!enterprise) throw new PlatformProblem('not_found')
  await lockCodes(db, enterprise.id)
  return enterpriseOf(db, enterprise.id)
}

function ensureCovers({ regions }: OfficerCaller, { region_code: region }: EnterpriseRow): void {
  if (!regions.some(prefix => region.startsWith(prefix))) throw new PlatformProblem('forbidden')
}

async function registered(
  { db, now, audit }: Call,
  before: EnterpriseRow,
  change: RegistrationChange,
): Promise<EnterpriseRow> {
  const { registration_status: state } = before
  const { status, regionCode, movedTo } = await placeAfter(db, before, change)
  ensureCanBecome(state, status)
  if (change.name || change.representative) ensureChanges(state)
  const name = change.name ?? before.name
  const isRenamedNow = name['zh-CN'] !== before.name['zh-CN']
  const formerNames = isRenamedNow ? [...before.former_names, before.name['zh-CN']] : before.former_names
  // Registers are the platform's to write.
  const after = await asTenant(db, { kind: 'platform' }, platform =>
    platform
      .updateTable('enterprises')
      .set({
        name: JSON.stringify(name),
        former_names: JSON.stringify(formerNames),
        registration_status: status,
        region_code: regionCode,
        moved_to: movedTo,
        updated_at: now,
      })
      .where('id', '=', before.id)
      .returningAll()
      .executeTakeFirstOrThrow(),
  )
  await audit('registration.change', before.id, { members: Object.keys(change).toSorted(), status })
  return after
}

/** Within the regions that codes are issued for here a move is a change of place; beyond them the enterprise has left. */
async function placeAfter(
  db: Db,
  { registration_status: state, region_code: regionCode, moved_to: movedTo }: EnterpriseRow,
  change: RegistrationChange,
) {
  const { registrationStatus: given, movedTo: place } = change
  if (place === undefined) {
    if (given === 'moved-out' && movedTo === null) throw invalidField('/movedTo', 'required')
    const isBack = given === 'active' && state === 'moved-out'
    return { status: given ?? state, regionCode, movedTo: isBack ? null : movedTo }
  }
  const { regions } = await issuingCounty(db)
  const isHere = regions.some(prefix => place.startsWith(prefix))
  if (isHere && given === 'moved-out') throw invalidField('/movedTo', 'invalid')
  if (isHere)
    return { status: given ?? (state === 'moved-out' ? 'active' : state), regionCode: place, movedTo: null }
  if (given !== undefined && given !== 'moved-out') throw invalidField('/registrationStatus', 'invalid')
  // Officers of the region it left go on seeing to the codes that it had there.
  return { status: 'moved-out' as const, regionCode, movedTo: place }
}

async function changeRepresentative(
  call: Call,
  { id: enterpriseId }: EnterpriseRow,
  representative: { readonly name: string; readonly phone: string },
): Promise<void> {
  const { db, now, audit } = call
  const replaced = await replaceRepresentative(db, enterpriseId, representative, now)
  if (replaced.voided.length === 0) return
  for (const { id } of replaced.voided) await audit('delegation.void', id, { enterprise: enterpriseId })
  await revokeRestingCodes(db, { enterpriseId, reason: 'representative' }, now, call)
}

function isRenamed(before: EnterpriseRow, after: EnterpriseRow): boolean {
  return before.name['zh-CN'] !== after.name['zh-CN']
}

/** A code that has the old name signed into it says what is true no more. One without a name leads to the new one. */
async function revokeNamed(call: Call, { id, name }: EnterpriseRow): Promise<void> {
  const { db, now } = call
  const codes = await inForce(db, id, now)
    .where('name', 'is not', null)
    .where('name', '!=', name['zh-CN'])
    .execute()
  const change = { from: ['valid', 'suspended'], to: 'revoked', reason: 'renamed' } as const
  const ids = codes.map(code => code.id)
  await tellOfCodes(db, 'code.revoke', await changeState(db, ids, change, now), now, call)
}

async function applyConsequence(call: Call, { id }: EnterpriseRow, consequence: Consequence): Promise<void> {
  const { db, now } = call
  const { action, because } = consequence
  const affected = await inForce(db, id, now).execute()
  const ids = affected
    .filter(({ reason }) => because === undefined || reason === because)
    .map(code => code.id)
  await tellOfCodes(db, action, await changeState(db, ids, consequence, now), now, call)
}

/** What has expired stays as it is: it is out of force without anybody's doing. */
function inForce(db: Db, enterpriseId: string, now: Date) {
  return db
    .selectFrom('codes')
    .select(['id', 'reason'])
    .where('enterprise_id', '=', enterpriseId)
    .where('state', '!=', 'revoked')
    .where('expires_at', '>', now)
}
