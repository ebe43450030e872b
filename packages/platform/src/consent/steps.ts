/** What may be done with a consent, by where it stands. */
import { type ConsentRow, type ConsentState, stateAt } from '../access/consents.js'
import { PlatformProblem } from '../http/problems.js'

export const STEPS = {
  approve: { from: 'requested', to: 'active' },
  refuse: { from: 'requested', to: 'refused' },
  withdraw: { from: 'active', to: 'withdrawn' },
} as const satisfies Record<string, { readonly from: ConsentState; readonly to: ConsentState }>

/**
 * @throws {PlatformProblem} `impossible_step`, with the state at this moment and the steps that are possible
 */
export function ensurePossible(step: keyof typeof STEPS, consent: ConsentRow, now: Date): void {
  if (stateAt(consent, now) !== STEPS[step].from) throw impossible(consent, now)
}

/** A step that the state does not allow. */
export function impossible(consent: ConsentRow, now: Date): PlatformProblem {
  const state = stateAt(consent, now)
  const possible = Object.entries(STEPS).flatMap(([name, { from }]) => (from === state ? [name] : []))
  return new PlatformProblem('impossible_step', { state, possible })
}
