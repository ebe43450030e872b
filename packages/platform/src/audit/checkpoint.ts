/** Gives new rows of the audit trail their places in the tree, and signs its head: from then on none of them can change unseen. */
import { sql } from 'kysely'
import type { SignJws } from '../access/sign-jws.js'
import type { JobHandlers, RecurringJob } from '../jobs/jobs.js'
import type { Db } from '../store/store.js'
import type { TreeHead } from './head.js'
import { EMPTY_TREE, type GrowingTree, grow, hashIn, hashLeaf, hexOf, rootOf } from './merkle.js'

const CHECKPOINT = 'audit.checkpoint'
const AT_ONCE = 1000
/** Any number that nothing else of ours locks: one process at a time gives out places. */
const LOCK = 5_220_126
/**
 * A row has its number before its transaction holds, so a smaller number may come after a greater one. For this long they are
 * looked for. One that came later still would be named by `verifyAudit`.
 */
const STRAGGLER_MINUTES = 60

export const AUDIT_SWEEPS: readonly RecurringJob[] = [{ name: CHECKPOINT, everySeconds: 60 }]

/** @param signHead - by a key that signs nothing else, with `HEAD_TYPE` */
export function auditJobs({ signHead }: { readonly signHead: SignJws }): JobHandlers {
  return {
    async [CHECKPOINT](_data, { store, now }) {
      let hasMore = true
      while (hasMore)
        hasMore = await store.transact({ kind: 'platform' }, db => addCheckpoint(db, signHead, now()))
    },
  }
}

/** Takes in as many rows as are signed for at once. True when there may be more. */
export async function addCheckpoint(db: Db, signHead: SignJws, now: Date): Promise<boolean> {
  await sql`select pg_advisory_xact_lock(${sql.lit(LOCK)})`.execute(db)
  const last = await db
    .selectFrom('audit_checkpoints')
    .selectAll()
    .orderBy('size', 'desc')
    .limit(1)
    .executeTakeFirst()
  const rows = await rowsWithoutPlace(db, now)
  if (rows.length === 0) return false
  const tree = last ? treeOf(last) : EMPTY_TREE
  const hashes = await Promise.all(rows.map(({ number, entry }) => leafOf(number, entry)))
  const grown = await grow(tree, hashes)
  await db
    .insertInto('audit_leaves')
    .values(
      rows.map(({ number }, index) => ({
        position: tree.size + index,
        number,
        hash: hashes[index] ?? new Uint8Array(),
      })),
    )
    .execute()
  const head: TreeHead = { size: grown.size, root: hexOf(await rootOf(grown)), at: now.toISOString() }
  await db
    .insertInto('audit_checkpoints')
    .values({
      size: grown.size,
      last_number: Math.max(last?.last_number ?? 0, ...rows.map(({ number }) => number)),
      frontier: JSON.stringify(grown.frontier.map(hexOf)),
      at: now,
      head: await signHead({ ...head }),
    })
    .execute()
  return rows.length === AT_ONCE
}

/** The hash of a row: its number is part of it, so that two rows cannot change places. */
export function leafOf(number: number, entry: string): Promise<Uint8Array> {
  return hashLeaf(`${number} ${entry}`)
}

async function rowsWithoutPlace(db: Db, now: Date) {
  return withoutPlace(db)
    .select(['number', 'entry'])
    .where('number', '>', await settledNumber(db, now))
    .orderBy('number')
    .limit(AT_ONCE)
    .execute()
}

export function withoutPlace(db: Db) {
  return db
    .selectFrom('audit_rows')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('audit_leaves')
            .select('audit_leaves.number')
            .whereRef('audit_leaves.number', '=', 'audit_rows.number'),
        ),
      ),
    )
}

/** The number up to which no row is to come any more. */
export async function settledNumber(db: Db, now: Date): Promise<number> {
  const before = new Date(now.getTime() - STRAGGLER_MINUTES * 60_000)
  const settled = await db
    .selectFrom('audit_checkpoints')
    .select('last_number')
    .where('at', '<=', before)
    .orderBy('size', 'desc')
    .limit(1)
    .executeTakeFirst()
  return settled?.last_number ?? 0
}

/** No place is given out until the transaction ends; several may look meanwhile. */
export async function lockPlaces(db: Db): Promise<void> {
  await sql`select pg_advisory_xact_lock_shared(${sql.lit(LOCK)})`.execute(db)
}

function treeOf({ size, frontier }: { size: number; frontier: readonly string[] }): GrowingTree {
  return { size, frontier: frontier.flatMap(hex => hashIn(hex) ?? []) }
}
