/** Holds what was acknowledged against what is there. */
import { isDeepStrictEqual } from 'node:util'
import { type Damage, verifyAudit } from '../../src/audit/verify.js'
import type { PlatformKeys } from '../../src/keys/keys.js'
import type { Store } from '../../src/store/store.js'
import { type Inspection, inspect } from './inspect.js'
import type { Receiver } from './receiver.js'
import type { Acknowledged } from './writers.js'

/** Steps that a bank is told of, by what it is told. */
const TOLD: Readonly<Record<string, string>> = {
  'consent.active': 'consent.approve',
  'consent.withdrawn': 'consent.withdraw',
}

/** What should not be. Whatever is in one of these lists breaks the promise. */
export interface Reckoning extends Pick<Inspection, 'halves' | 'forsaken'> {
  /** Acknowledged, and not there as it was answered. */
  readonly lost: readonly string[]
  /** Keys of what is there, and nobody was answered so. */
  readonly surplus: readonly string[]
  /** What a bank was told that did not happen, or before what happened first. */
  readonly mistold: readonly string[]
  readonly damage: Damage | undefined
}

export const NOTHING_AMISS: Reckoning = {
  halves: [],
  forsaken: [],
  lost: [],
  surplus: [],
  mistold: [],
  damage: undefined,
}

/** Asks once more for everything, one after the other. Gives what had another answer. */
export async function askAgain(acknowledged: readonly Acknowledged[]): Promise<readonly string[]> {
  const differing: string[] = []
  for (const one of acknowledged)
    if (!isDeepStrictEqual(await one.ask(), one.answer)) differing.push(nameOf(one))
  return differing
}

/** How many events a bank is to hear of. */
export function countToTell(acknowledged: readonly Acknowledged[], bankId: string): number {
  return acknowledged.filter(({ bank, step }) => bank === bankId && Object.values(TOLD).includes(step)).length
}

/** Goes through everything, once all writers have had their last answers. */
export async function reckon(
  store: Store,
  { audit: { d: _, ...auditKey } }: Pick<PlatformKeys, 'audit'>,
  acknowledged: readonly Acknowledged[],
  receiver: Receiver,
): Promise<Reckoning> {
  const { halves, forsaken } = await inspect(store)
  const { damage } = await verifyAudit(store, [auditKey])
  return {
    halves,
    forsaken,
    damage,
    ...(await balance(store, acknowledged)),
    mistold: mistoldTo(receiver, acknowledged),
  }
}

async function balance(store: Store, acknowledged: readonly Acknowledged[]) {
  const rows = await store.transact({ kind: 'platform' }, db =>
    db.selectFrom('idempotency').select(['key', 'body']).where('operation', 'like', 'consent.%').execute(),
  )
  const kept = new Map(rows.map(({ key, body }) => [key, JSON.parse(body) as unknown]))
  const lost = acknowledged.filter(({ key, answer }) => !isDeepStrictEqual(kept.get(key), answer))
  const keys = new Set(acknowledged.map(({ key }) => key))
  return { lost: lost.map(nameOf), surplus: [...kept.keys()].filter(key => !keys.has(key)) }
}

function mistoldTo({ events }: Receiver, acknowledged: readonly Acknowledged[]): readonly string[] {
  const taken = new Set(acknowledged.map(nameOf))
  const given = new Set<string>()
  return [...events.values()].flatMap(({ type, resource }) => {
    if (type === 'consent.active') given.add(resource)
    return given.has(resource) && taken.has(`${TOLD[type]} ${resource}`) ? [] : `${type} ${resource}`
  })
}

function nameOf({ step, answer }: Acknowledged): string {
  return `${step} ${answer.id}`
}
