/** What may be done with a delegation, by where it stands; and who may give and take which. */
import type { EnterpriseRole } from '../access/caller.js'
import { PlatformProblem } from '../http/problems.js'
import { type DelegationRow, type DelegationState, stateAt } from '../registry/delegations.js'

type Delegable = Exclude<EnterpriseRole, 'representative'>

/** A representative is the register's to change: no step of ours ends one. */
export const STEPS = {
  end: { from: 'active', to: 'ended', of: ['administrator', 'handler'] },
} as const satisfies Record<
  string,
  { readonly from: DelegationState; readonly to: DelegationState; readonly of: readonly Delegable[] }
>

/** Whom each role may trust, and stop trusting. */
const MANAGES: Readonly<Record<EnterpriseRole, readonly EnterpriseRole[]>> = {
  representative: ['administrator', 'handler'],
  administrator: ['handler'],
  handler: [],
}

/**
 * @throws {PlatformProblem} `not_representative` for an administrator and what only the representative may do, `forbidden` for
 *   a handler
 */
export function ensureManages(manager: EnterpriseRole, role: EnterpriseRole): void {
  if (MANAGES[manager].includes(role)) return
  const isRepresentatives = manager === 'administrator' && MANAGES.representative.includes(role)
  throw new PlatformProblem(isRepresentatives ? 'not_representative' : 'forbidden')
}

/** @throws {PlatformProblem} `impossible_step`, with the state at this moment and the steps that are possible */
export function ensurePossible(step: keyof typeof STEPS, delegation: DelegationRow, now: Date): void {
  const possible = possibleSteps(delegation, now)
  if (possible.includes(step)) return
  throw new PlatformProblem('impossible_step', { state: stateAt(delegation, now), possible })
}

function possibleSteps(delegation: DelegationRow, now: Date): readonly string[] {
  const state = stateAt(delegation, now)
  return Object.entries(STEPS).flatMap(([name, { from, of }]) =>
    from === state && of.some(role => role === delegation.role) ? [name] : [],
  )
}
