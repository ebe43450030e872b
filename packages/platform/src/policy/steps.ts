/** What a department may do with an item, by where it stands. */
import type { Selectable } from 'kysely'
import { PlatformProblem } from '../http/problems.js'
import type { PolicyTable } from './tables.js'

type State = 'draft' | 'published' | 'exhausted' | 'withdrawn'

/** A change makes a version and leaves the state as it is: what is used up stays so, and next year's budget is an item of its own. */
const STEPS = {
  update: { from: ['draft', 'published', 'exhausted'] },
  publish: { from: ['draft'] },
  exhaust: { from: ['published'] },
  withdraw: { from: ['draft', 'published', 'exhausted'] },
} as const satisfies Record<string, { readonly from: readonly State[] }>

export type Step = keyof typeof STEPS

/** @throws {PlatformProblem} `impossible_step`, with the state and the steps that are possible */
export function ensurePossible(
  step: Step,
  policy: Pick<Selectable<PolicyTable>, 'publication' | 'exhausted_at'>,
): void {
  const state = policy.publication === 'published' && policy.exhausted_at ? 'exhausted' : policy.publication
  const isFrom = (from: readonly State[]) => from.includes(state)
  if (isFrom(STEPS[step].from)) return
  const possible = Object.entries(STEPS).flatMap(([name, { from }]) => (isFrom(from) ? [name] : []))
  throw new PlatformProblem('impossible_step', { state, possible })
}
