/** What may be done with an application, by where it stands and on which side one is. */
import type { Selectable } from 'kysely'
import { PlatformProblem } from '../../http/problems.js'
import type { LoanApplicationTable } from '../tables.js'

export type ApplicationRow = Selectable<LoanApplicationTable>
export type ApplicationState = ApplicationRow['state']
export type Side = 'bank' | 'enterprise'

/** What a step needs beside its state: a consent in force, or money that is not paid out yet. */
type Need = 'consent' | 'money-left'

interface StepRule {
  readonly from: readonly ApplicationState[]
  /** Absent where it stays. */
  readonly to?: ApplicationState
  readonly who: Side
  readonly needs?: Need
  /** Under the operation's name, where two steps share one. */
  readonly name?: string
}

/** By the contract's operations. */
export const STEPS = {
  contact: { from: ['claimed'], to: 'contacted', who: 'bank', needs: 'consent' },
  askMaterials: {
    from: ['contacted', 'materials-requested'],
    to: 'materials-requested',
    who: 'bank',
    needs: 'consent',
  },
  supply: { from: ['materials-requested', 'offered', 'accepted', 'credit-granted'], who: 'enterprise' },
  // An offer that stands may be bettered: the new one takes its place.
  offer: {
    from: ['contacted', 'materials-requested', 'offered'],
    to: 'offered',
    who: 'bank',
    needs: 'consent',
  },
  accept: { from: ['offered'], to: 'accepted', who: 'enterprise' },
  grantCredit: { from: ['accepted'], to: 'credit-granted', who: 'bank', needs: 'consent' },
  // A contract that is signed is kept, whatever becomes of the consent.
  sign: { from: ['credit-granted'], to: 'signed', who: 'bank' },
  disburse: { from: ['signed', 'paid-out'], to: 'paid-out', who: 'bank', needs: 'money-left' },
  declineAsBank: {
    from: ['claimed', 'contacted', 'materials-requested', 'offered', 'accepted', 'credit-granted'],
    to: 'declined-by-bank',
    who: 'bank',
    name: 'decline',
  },
  declineAsEnterprise: {
    from: ['claimed', 'contacted', 'materials-requested', 'offered'],
    to: 'declined-by-enterprise',
    who: 'enterprise',
    name: 'decline',
  },
} as const satisfies Readonly<Record<string, StepRule>>

export type Step = keyof typeof STEPS

const RULES: Readonly<Record<Step, StepRule>> = STEPS

/** States of an application that holds a place of its need. */
export const LIVE = [
  'claimed',
  'contacted',
  'materials-requested',
  'offered',
  'accepted',
  'credit-granted',
  'signed',
  'paid-out',
] as const satisfies readonly ApplicationState[]

/** Of these the contract is signed: what was agreed is not undone here. */
export const BOUND: readonly ApplicationState[] = ['signed', 'paid-out']

export function isLive(state: ApplicationState): boolean {
  return (LIVE as readonly ApplicationState[]).includes(state)
}

/** The state at a moment: a clock that has run out ends it, whether or not somebody has come by to write it down. */
export function stateAt(
  { state, expires_at: expiresAt }: Pick<ApplicationRow, 'state' | 'expires_at'>,
  now: Date,
): ApplicationState {
  return isLive(state) && expiresAt !== null && expiresAt <= now ? 'expired' : state
}

export function needsConsent(step: Step): boolean {
  return RULES[step].needs === 'consent'
}

/** @throws {PlatformProblem} `impossible_step`, with the state and what its side may do */
export function ensurePossible(step: Step, application: ApplicationRow, now: Date): void {
  if (!isPossible(RULES[step], application, now)) throw impossible(application, RULES[step].who, now)
}

function impossible(application: ApplicationRow, side: Side, now: Date): PlatformProblem {
  const possible = Object.entries(RULES).flatMap(([name, rule]) =>
    rule.who === side && isPossible(rule, application, now) ? [rule.name ?? name] : [],
  )
  return new PlatformProblem('impossible_step', { state: stateAt(application, now), possible })
}

function isPossible({ from, needs }: StepRule, application: ApplicationRow, now: Date): boolean {
  if (!from.includes(stateAt(application, now))) return false
  return needs !== 'money-left' || application.paid_out_fen < (application.credit_fen ?? 0)
}
