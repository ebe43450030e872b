/** Where an application stands: taking up, materials, offer, acceptance, credit, signature and pay-out are different things. */
import { type Application, isLive } from './loan.js'

export const STAGES = [
  'claimed',
  'materials-requested',
  'offered',
  'accepted',
  'credit-granted',
  'signed',
  'paid-out',
] as const

export type StageName = (typeof STAGES)[number]

/**
 * - `done`; `current` – what is waited for
 * - `todo`; `unneeded` – materials that nobody asked for
 * - `stopped` – what would have come next when it ended
 */
export type StageState = 'done' | 'current' | 'todo' | 'unneeded' | 'stopped'

export interface Stage {
  readonly name: StageName
  readonly state: StageState
  /** RFC 3339: when it was done. */
  readonly at: string | undefined
}

export function journeyOf(application: Application): Stage[] {
  const furthest = STAGES.reduce((last, name, index) => (isReached(application, name) ? index : last), 0)
  const awaited = awaitedIndex(application, furthest)
  return STAGES.map((name, index) => ({
    name,
    state: stateOf(application, name, index, furthest, awaited),
    at: timeOf(application, name),
  }))
}

function stateOf(
  application: Application,
  name: StageName,
  index: number,
  furthest: number,
  awaited: number | undefined,
): StageState {
  if (index === awaited) return isLive(application) ? 'current' : 'stopped'
  if (name === 'materials-requested' && isLive(application) && lacksMaterials(application)) return 'current'
  if (isReached(application, name)) return 'done'
  return index < furthest ? 'unneeded' : 'todo'
}

/** Materials only while the bank waits for them; it may never ask for any. */
function awaitedIndex(application: Application, furthest: number): number | undefined {
  const last = STAGES.length - 1
  if (furthest === last) return application.disbursement?.state === 'fully' ? undefined : last
  if (application.state === 'materials-requested' && lacksMaterials(application))
    return STAGES.indexOf('materials-requested')
  return Math.max(furthest + 1, STAGES.indexOf('offered'))
}

/** The bank has asked, and has not had all that it must have; it may go on all the same. */
export function lacksMaterials({ materials }: Application): boolean {
  return materials.some(({ required, state }) => required && state === 'asked')
}

function isReached({ timeline }: Application, name: StageName): boolean {
  return name === 'claimed' || timeline.some(({ state }) => state === name)
}

function timeOf(application: Application, name: StageName): string | undefined {
  const { timeline, signedAt, disbursement, materials } = application
  if (name === 'signed') return signedAt
  if (name === 'paid-out') return disbursement?.lastAt
  if (name === 'materials-requested') {
    const times = materials.flatMap(({ suppliedAt }) => suppliedAt ?? []).sort()
    return lacksMaterials(application) ? undefined : times.at(-1)
  }
  return timeline.find(({ state }) => state === name)?.at
}
