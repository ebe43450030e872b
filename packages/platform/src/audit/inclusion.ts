/** Proof that one row stands in the trail that a head was signed for, for whoever has the head and the key and no database. */
import type { JWK } from 'jose'
import type { Db } from '../store/store.js'
import { leafOf } from './checkpoint.js'
import { readHead } from './head.js'
import { hashIn, hexOf, inclusionPath, rootByPath } from './merkle.js'

export interface InclusionProof {
  readonly number: number
  /** JSON, byte for byte as it was written. */
  readonly entry: string
  readonly position: number
  /** What stands beside it at every height, from below, in hexadecimal. */
  readonly path: readonly string[]
  /** The signed head, a JWS. */
  readonly head: string
}

/**
 * Proves a row by the first head that covers it; undefined for a row that has no place yet, or is not there. It reads every leaf
 * before that head.
 */
export async function proveInclusion(db: Db, number: number): Promise<InclusionProof | undefined> {
  const row = await db
    .selectFrom('audit_rows')
    .innerJoin('audit_leaves', 'audit_leaves.number', 'audit_rows.number')
    .select(['audit_rows.entry', 'audit_leaves.position'])
    .where('audit_rows.number', '=', number)
    .executeTakeFirst()
  if (!row) return undefined
  const checkpoint = await db
    .selectFrom('audit_checkpoints')
    .select(['size', 'head'])
    .where('size', '>', row.position)
    .orderBy('size')
    .limit(1)
    .executeTakeFirst()
  if (!checkpoint) return undefined
  const leaves = await db
    .selectFrom('audit_leaves')
    .select('hash')
    .where('position', '<', checkpoint.size)
    .orderBy('position')
    .execute()
  const path = await inclusionPath(
    leaves.map(({ hash }) => hash),
    row.position,
  )
  return { number, ...row, path: path.map(hexOf), head: checkpoint.head }
}

/** Whether a proof holds: one of the keys has signed the head, and the row leads to its root. */
export async function holdsInclusion(proof: InclusionProof, publicKeys: readonly JWK[]): Promise<boolean> {
  const head = await readHead(proof.head, publicKeys)
  const path = proof.path.map(hashIn)
  if (!head || path.includes(undefined)) return false
  const root = await rootByPath(
    await leafOf(proof.number, proof.entry),
    { position: proof.position, size: head.size },
    path.filter(hash => hash !== undefined),
  )
  return root !== undefined && hexOf(root) === head.root
}
