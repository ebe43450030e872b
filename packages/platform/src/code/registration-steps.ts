/** How an enterprise's registration goes on, and what becomes of its codes. */
import { PlatformProblem } from '../http/problems.js'
import type { CodeReason, CodeRow } from '../issuing/code-state.js'
import type { EnterpriseRow } from '../registry/enterprises.js'

export type RegistrationStatus = EnterpriseRow['registration_status']

/** A licence that was revoked is only ever followed by deregistration, and that by nothing. */
const NEXT: Readonly<Record<RegistrationStatus, readonly RegistrationStatus[]>> = {
  active: ['moved-out', 'dormant', 'revoked', 'deregistered'],
  dormant: ['active', 'moved-out', 'revoked', 'deregistered'],
  'moved-out': ['active', 'deregistered'],
  revoked: ['deregistered'],
  deregistered: [],
}

/** What happens to the codes of an enterprise in a state. */
export interface Consequence {
  readonly action: 'code.suspend' | 'code.resume' | 'code.revoke'
  readonly from: readonly CodeRow['state'][]
  readonly to: CodeRow['state']
  readonly reason: CodeReason | null
  /** Only codes that were brought to where they are for this reason. */
  readonly because?: CodeReason
}

export const CONSEQUENCES: Readonly<Record<RegistrationStatus, Consequence>> = {
  // Work goes on: what slept meanwhile wakes, and what was suspended for another reason stays so.
  active: { action: 'code.resume', from: ['suspended'], to: 'valid', reason: null, because: 'dormant' },
  dormant: { action: 'code.suspend', from: ['valid'], to: 'suspended', reason: 'dormant' },
  'moved-out': { action: 'code.revoke', from: ['valid', 'suspended'], to: 'revoked', reason: 'moved' },
  revoked: { action: 'code.revoke', from: ['valid', 'suspended'], to: 'revoked', reason: 'deregistered' },
  deregistered: {
    action: 'code.revoke',
    from: ['valid', 'suspended'],
    to: 'revoked',
    reason: 'deregistered',
  },
}

/**
 * @throws {PlatformProblem} `impossible_step` with the state and what can follow
 */
export function ensureCanBecome(state: RegistrationStatus, next: RegistrationStatus): void {
  if (next !== state && !NEXT[state].includes(next)) throw impossibleChange(state)
}

/** Of an enterprise that is no more, nothing changes but that. */
export function ensureChanges(state: RegistrationStatus): void {
  if (state === 'deregistered' || state === 'revoked') throw impossibleChange(state)
}

function impossibleChange(state: RegistrationStatus): PlatformProblem {
  return new PlatformProblem('impossible_step', { state, possible: NEXT[state] })
}
