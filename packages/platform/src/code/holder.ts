/** The enterprise whose code a caller may see to. */
import { type Caller, ensureItem, enterpriseIdOf } from '../access/caller.js'
import { PlatformProblem } from '../http/problems.js'
import { type EnterpriseRow, enterpriseOf } from '../registry/enterprises.js'
import type { Db } from '../store/store.js'

/** An enterprise that has claimed its code. */
export type ClaimedEnterprise = EnterpriseRow & { readonly claimed_at: Date }

/**
 * @throws {PlatformProblem} `forbidden`; `not_found` for an enterprise that has not claimed its code
 */
export async function codeHolder(db: Db, caller: Caller): Promise<ClaimedEnterprise> {
  const id = enterpriseIdOf(caller)
  ensureItem(caller, 'code')
  const enterprise = await enterpriseOf(db, id)
  if (!isClaimed(enterprise)) throw new PlatformProblem('not_found')
  return enterprise
}

function isClaimed(enterprise: EnterpriseRow): enterprise is ClaimedEnterprise {
  return enterprise.claimed_at !== null
}
