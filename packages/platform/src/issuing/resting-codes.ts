/** Codes that rest on somebody's being trusted by the enterprise: they end with the trust. What is printed rests on nobody. */
import type { Db } from '../store/store.js'
import { type CodeEffects, type CodeReason, changeState, lockCodes, tellOfCodes } from './code-state.js'

/**
 * Revokes the codes in force that somebody else than the enterprise itself could still show: short-lived ones and those bound to a
 * key. In the tenant of the enterprise, of an officer of its region, or the platform's.
 *
 * @param personId - only those that this person had issued: when a delegation ends. Without, all of the enterprise's: when
 *   its representative is another
 */
export async function revokeRestingCodes(
  db: Db,
  { enterpriseId, personId, reason }: { enterpriseId: string; personId?: string; reason: CodeReason },
  now: Date,
  effects: CodeEffects,
): Promise<void> {
  await lockCodes(db, enterpriseId)
  let resting = db
    .selectFrom('codes')
    .select('id')
    .where('enterprise_id', '=', enterpriseId)
    .where('kind', '!=', 'static')
    .where('state', '!=', 'revoked')
    .where('expires_at', '>', now)
  if (personId !== undefined) resting = resting.where('person_id', '=', personId)
  const ids = (await resting.execute()).map(({ id }) => id)
  const change = { from: ['valid', 'suspended'], to: 'revoked', reason } as const
  const revoked = await changeState(db, ids, change, now)
  await tellOfCodes(db, 'code.revoke', revoked, now, effects)
}
