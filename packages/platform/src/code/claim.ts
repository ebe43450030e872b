/** 领码: an enterprise that registers know becomes one that has a code, by the word of its legal representative. */
import type { Caller } from '../access/caller.js'
import type { Call } from '../http/handler.js'
import { PlatformProblem } from '../http/problems.js'
import { type EnterpriseRow, findEnterpriseByUscc, isOperating } from '../registry/enterprises.js'
import { updateProfile } from '../registry/profiles.js'
import { asTenant } from '../store/store.js'

/**
 * @throws {PlatformProblem} `not_registered`, `not_representative`, `enterprise_closed`, `already_claimed`
 */
export async function claimCode({ db, caller, now }: Call, uscc: string): Promise<EnterpriseRow> {
  const enterprise = await findEnterpriseByUscc(db, uscc)
  if (!enterprise) throw new PlatformProblem('not_registered')
  if (!represents(caller, enterprise.id)) throw new PlatformProblem('not_representative')
  if (!isOperating(enterprise)) throw new PlatformProblem('enterprise_closed')
  // Registers are the platform's to write; of two who claim at once one finds that it is done.
  const claimed = await asTenant(db, { kind: 'platform' }, platform =>
    platform
      .updateTable('enterprises')
      .set({ claimed_at: now })
      .where('id', '=', enterprise.id)
      .where('claimed_at', 'is', null)
      .returningAll()
      .executeTakeFirst(),
  )
  if (!claimed) throw new PlatformProblem('already_claimed')
  await updateProfile(db, enterprise.id, {}, now)
  return claimed
}

function represents(caller: Caller, enterpriseId: string): boolean {
  if (caller.kind !== 'operator') return false
  return caller.enterprise?.id === enterpriseId && caller.enterprise.role === 'representative'
}
