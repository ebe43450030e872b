/** The clocks that run on needs and applications, as both sides see them. */
import type { NeedRow } from '../needs/need.js'
import { type ApplicationRow, type ApplicationState, stateAt } from './steps.js'

type ClockName = 'respond' | 'contact' | 'decide' | 'accept' | 'sign'

export interface Clock {
  readonly name: ClockName
  readonly dueAt: string
  readonly isOverdue: boolean
}

/** Which clock ends an application in a state. */
const ENDING: Readonly<Partial<Record<ApplicationState, ClockName>>> = {
  claimed: 'contact',
  offered: 'accept',
  'credit-granted': 'sign',
}

/** States in which the bank owes its next decision. */
const UNDECIDED: readonly ApplicationState[] = ['claimed', 'contacted', 'materials-requested', 'accepted']

/** The clocks of an application in its state, the next to run out first. */
export function clocksOf(application: ApplicationRow, now: Date): Clock[] {
  const state = stateAt(application, now)
  const ending = ENDING[state]
  const clocks = [
    ...(ending && application.expires_at ? [clock(ending, application.expires_at, now)] : []),
    ...(UNDECIDED.includes(state) ? [clock('decide', application.decide_by, now)] : []),
  ]
  return clocks.toSorted((one, other) => (one.dueAt < other.dueAt ? -1 : 1))
}

/** The clock of a need that no bank has taken up yet. It ends nothing: late is better than never. */
export function respondClock({ respond_by: dueAt }: NeedRow, now: Date): Clock {
  return clock('respond', dueAt, now)
}

function clock(name: ClockName, dueAt: Date, now: Date): Clock {
  return { name, dueAt: dueAt.toISOString(), isOverdue: dueAt <= now }
}
