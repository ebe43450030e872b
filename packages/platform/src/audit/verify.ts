/** Goes through the whole audit trail and says whether it is what was signed, and where it first is not. */
import type { JWK } from 'jose'
import type { Db, Store } from '../store/store.js'
import { leafOf, lockPlaces, settledNumber, withoutPlace } from './checkpoint.js'
import { readHead, type TreeHead } from './head.js'
import { EMPTY_TREE, type GrowingTree, grow, hexOf, isSameHash, rootOf } from './merkle.js'

const AT_ONCE = 1000

/** The first thing that is not as it was signed. Positions count from 0. */
export type Damage =
  /** A head that no key of the platform's has signed, or that says another size than the row it stands in. */
  | { readonly kind: 'bad-head'; readonly size: number }
  /** A row that had this place is gone. */
  | { readonly kind: 'missing'; readonly position: number }
  /** The row at this place is not the one that was there. */
  | { readonly kind: 'changed'; readonly position: number; readonly number: number }
  /** Rows and places fit each other and not the head: one of those from `from` to before `to` was replaced. */
  | { readonly kind: 'replaced'; readonly from: number; readonly to: number }
  /** The trail ends before it should: at `size`, though `signed` rows were signed for. */
  | { readonly kind: 'truncated'; readonly size: number; readonly signed: number }
  /** A place that no head covers, which the platform gives out together with a head only. */
  | { readonly kind: 'unsigned'; readonly position: number }
  /** A row that never got a place, though later ones did long ago. */
  | { readonly kind: 'unplaced'; readonly number: number }

export interface AuditVerdict {
  /** Undefined when the trail is whole. */
  readonly damage?: Damage
  /** How many rows are signed for, and as of when; to be kept elsewhere and shown the next time. */
  readonly head?: TreeHead
  /** Rows that came after the last head. Until there is a next, nothing can be said of them. */
  readonly unsigned: number
}

export interface VerifyAuditOptions {
  /** A head that the verifier has kept since an earlier time: without one, a trail and its heads can be cut off together. */
  readonly kept?: TreeHead
}

/**
 * Verifies the audit trail: every signature, every row against its place, every head against the rows before it.
 *
 * Found is whatever was edited, removed, put in, put elsewhere or cut off since it was signed for, by whomever: the keys are all
 * that is trusted, and they are in no database. Only a trail that is cut off together with its heads needs `kept` to be found.
 *
 * @param publicKeys - with the `kid` that heads name: the one that signs now, and those that have before
 * @see RFC 9162, section 2.1
 *
 * @example
 * ```ts
 * const { damage, head } = await verifyAudit(store, [auditKey], { kept: lastYear })
 * if (damage) console.error(damage)
 * ```
 */
export async function verifyAudit(
  store: Store,
  publicKeys: readonly JWK[],
  options: VerifyAuditOptions = {},
): Promise<AuditVerdict> {
  return store.transact({ kind: 'platform' }, db => verifyTrail(db, publicKeys, options))
}

/** The same of what a transaction of the platform's sees. */
export async function verifyTrail(
  db: Db,
  publicKeys: readonly JWK[],
  { kept }: VerifyAuditOptions = {},
): Promise<AuditVerdict> {
  await lockPlaces(db)
  const heads = await readHeads(db, publicKeys)
  const unsigned = await countUnplaced(db)
  if ('damage' in heads) return { ...heads, unsigned }
  const head = heads.marks.at(-1)
  const marks = kept ? withKept(heads.marks, kept) : heads.marks
  const damage = (await walk(db, marks)) ?? (await findUnplaced(db, head))
  return { ...(damage && { damage }), ...(head && { head }), unsigned }
}

/** Every head in the order of size, held against its signature. */
async function readHeads(
  db: Db,
  publicKeys: readonly JWK[],
): Promise<{ readonly marks: readonly TreeHead[] } | { readonly damage: Damage }> {
  const rows = await db.selectFrom('audit_checkpoints').select(['size', 'head']).orderBy('size').execute()
  const marks: TreeHead[] = []
  for (const { size, head: text } of rows) {
    const head = await readHead(text, publicKeys)
    if (head?.size !== size) return { damage: { kind: 'bad-head', size } }
    marks.push(head)
  }
  return { marks }
}

function withKept(marks: readonly TreeHead[], kept: TreeHead): TreeHead[] {
  return [...marks, kept].toSorted((one, other) => one.size - other.size)
}

/** From the first place to the last, and at every head a look whether its root is the one so far. */
async function walk(db: Db, marks: readonly TreeHead[]): Promise<Damage | undefined> {
  let tree: GrowingTree = EMPTY_TREE
  let from = 0
  for (const mark of marks) {
    while (tree.size < mark.size) {
      const step = await nextLeaves(db, tree.size, Math.min(AT_ONCE, mark.size - tree.size), mark.size)
      if ('damage' in step) return step.damage
      tree = await grow(tree, step.leaves)
    }
    if (hexOf(await rootOf(tree)) !== mark.root) return { kind: 'replaced', from, to: mark.size }
    from = mark.size
  }
  const beyond = await placesFrom(db, tree.size, 1)
  return beyond.length > 0 ? { kind: 'unsigned', position: tree.size } : undefined
}

/** Leaves made anew of the rows that stand at the next places. */
async function nextLeaves(
  db: Db,
  start: number,
  count: number,
  signed: number,
): Promise<{ readonly leaves: readonly Uint8Array[] } | { readonly damage: Damage }> {
  const places = await placesFrom(db, start, count)
  if (places.length === 0) return { damage: { kind: 'truncated', size: start, signed } }
  const leaves = await Promise.all(
    places.map(({ number, entry }) => (entry === null ? undefined : leafOf(number, entry))),
  )
  for (const [index, { position, number, hash }] of places.entries()) {
    const leaf = leaves[index]
    if (position !== start + index || !leaf) return { damage: { kind: 'missing', position: start + index } }
    if (!isSameHash(leaf, hash)) return { damage: { kind: 'changed', position, number } }
  }
  return { leaves: leaves.filter(leaf => leaf !== undefined) }
}

async function placesFrom(db: Db, start: number, count: number) {
  return db
    .selectFrom('audit_leaves')
    .leftJoin('audit_rows', 'audit_rows.number', 'audit_leaves.number')
    .select(['audit_leaves.position', 'audit_leaves.number', 'audit_leaves.hash', 'audit_rows.entry'])
    .where('audit_leaves.position', '>=', start)
    .orderBy('audit_leaves.position')
    .limit(count)
    .execute()
}

/** A row that was passed over: it came later than stragglers are waited for, or was put in behind the platform's back. */
async function findUnplaced(db: Db, last: TreeHead | undefined): Promise<Damage | undefined> {
  if (!last) return undefined
  const row = await withoutPlace(db)
    .select('number')
    .where('number', '<=', await settledNumber(db, new Date(last.at)))
    .orderBy('number')
    .limit(1)
    .executeTakeFirst()
  return row && { kind: 'unplaced', number: row.number }
}

async function countUnplaced(db: Db): Promise<number> {
  const { count } = await withoutPlace(db)
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count
}
