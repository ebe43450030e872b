/** Promise 18: an audit trail, whoever attacks it, and whether they are found. */
import { createJwsSigner } from '../src/access/sign-jws.js'
import { addCheckpoint } from '../src/audit/checkpoint.js'
import { HEAD_TYPE, type TreeHead } from '../src/audit/head.js'
import { createAudit } from '../src/audit/record.js'
import { type Damage, verifyAudit, verifyTrail } from '../src/audit/verify.js'
import type { Store } from '../src/store/store.js'
import { ATTACKS, type Attack, breakIn } from './audit-attacks.js'
import { type AuditKey, newAuditKey } from './audit-key.js'

const PLATFORM = { kind: 'platform' } as const
const AT_ONCE = 1000

/** Writes rows as jobs would, so many in a transaction. */
export async function writeRows(store: Store, count: number, now: Date): Promise<void> {
  const audit = createAudit().ofJob(() => now)
  for (let done = 0; done < count; done += AT_ONCE)
    await store.transact(PLATFORM, async db => {
      for (let row = done; row < Math.min(count, done + AT_ONCE); row++)
        await audit(db, { action: 'test.write', subject: `row_${row}`, data: { row } })
    })
}

/** Signs for all there is. */
export async function signAll(store: Store, key: AuditKey, now: Date): Promise<void> {
  const signHead = createJwsSigner(key.privateJwk, HEAD_TYPE)
  while (await store.transact(PLATFORM, db => addCheckpoint(db, signHead, now)));
}

export interface AuditFigures {
  readonly rows: number
  readonly attacks: number
  /** Attacks that were not found, or found as something else. */
  readonly missed: readonly string[]
  readonly secondsToSign: number
  readonly secondsToVerify: number
}

/**
 * Writes a trail of so many rows, signs for it, and attacks it in every way at each of some places. Each attack is taken
 * back before the next.
 *
 * @param places - positions; by default two at the beginning, one within and two at the end
 */
export async function attackAuditTrail(
  store: Store,
  rows: number,
  now: Date,
  // Never the very middle: there, what changes places with its counterpart stays where it is.
  places: readonly number[] = [0, 1, Math.floor(rows / 3), rows - 2, rows - 1],
): Promise<AuditFigures> {
  const key = await newAuditKey()
  await writeRows(store, rows, now)
  const secondsToSign = await secondsOf(() => signAll(store, key, now))
  const missed: string[] = []
  let kept: TreeHead | undefined
  const secondsToVerify = await secondsOf(async () => {
    const { damage, head, unsigned } = await verifyAudit(store, [key.publicJwk])
    if (damage || head?.size !== rows || unsigned > 0) missed.push('a trail that is whole')
    kept = head
  })
  for (const attack of ATTACKS)
    for (const place of places) {
      const found = await foundAfter(store, attack, place, { rows, key, kept })
      if (found !== attack.finds) missed.push(`${attack.name}, at ${place}: ${found ?? 'nothing found'}`)
    }
  return { rows, attacks: ATTACKS.length * places.length, missed, secondsToSign, secondsToVerify }
}

interface Trail {
  readonly rows: number
  readonly key: AuditKey
  readonly kept: TreeHead | undefined
}

async function foundAfter(
  store: Store,
  { run, needsKept = false }: Attack,
  place: number,
  { rows, key, kept }: Trail,
): Promise<Damage['kind'] | undefined> {
  const takenBack = new Error('Taken back.')
  let found: Damage['kind'] | undefined
  await store
    .transact(PLATFORM, async db => {
      await breakIn(db)
      await run(db, place, rows)
      const { damage } = await verifyTrail(db, [key.publicJwk], needsKept && kept ? { kept } : {})
      found = damage?.kind
      throw takenBack
    })
    .catch((error: unknown) => {
      if (error !== takenBack) throw error
    })
  return found
}

async function secondsOf(work: () => Promise<void>): Promise<number> {
  const start = performance.now()
  await work()
  return (performance.now() - start) / 1000
}
