/** Promise 18: an audit trail, everybody who would like it otherwise, and whether they are found. */
import { exportJWK, generateKeyPair, type JWK } from 'jose'
import { sql } from 'kysely'
import { createJwsSigner } from '../src/access/sign-jws.js'
import { addCheckpoint, leafOf } from '../src/audit/checkpoint.js'
import { HEAD_TYPE, type TreeHead } from '../src/audit/head.js'
import { EMPTY_TREE, grow, hexOf, rootOf } from '../src/audit/merkle.js'
import { createAudit } from '../src/audit/record.js'
import { type Damage, verifyAudit, verifyTrail } from '../src/audit/verify.js'
import type { Db, Store } from '../src/store/store.js'

const PLATFORM = { kind: 'platform' } as const
const AT_ONCE = 1000

export interface AuditKey {
  readonly privateJwk: JWK
  readonly publicJwk: JWK
}

export async function newAuditKey(kid = 'audit-1'): Promise<AuditKey> {
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true })
  return {
    privateJwk: { ...(await exportJWK(privateKey)), kid },
    publicJwk: { ...(await exportJWK(publicKey)), kid },
  }
}

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

/** What is done to the trail, at a place of it, by somebody who owns the database but not the key. */
export interface Attack {
  readonly name: string
  readonly finds: Damage['kind']
  /** Whether it is seen only by whoever has kept an earlier head. */
  readonly needsKept?: boolean
  run(db: Db, position: number, size: number): Promise<void>
}

const numberAt = (position: number) => sql`(select number from audit_leaves where position = ${position})`

export const ATTACKS: readonly Attack[] = [
  {
    name: 'a row is edited',
    finds: 'changed',
    run: (db, position) =>
      execute(
        db,
        sql`update audit_rows set entry = replace(entry, 'test', 'rest')
      where number = ${numberAt(position)}`,
      ),
  },
  {
    name: 'a row is edited by one blank, which changes no value in it',
    finds: 'changed',
    run: (db, position) =>
      execute(
        db,
        sql`update audit_rows set entry = entry || ' '
      where number = ${numberAt(position)}`,
      ),
  },
  {
    name: 'a row is deleted',
    finds: 'missing',
    run: (db, position) => execute(db, sql`delete from audit_rows where number = ${numberAt(position)}`),
  },
  {
    name: 'a row is deleted with its place',
    finds: 'missing',
    run: async (db, position) => {
      await execute(db, sql`delete from audit_rows where number = ${numberAt(position)}`)
      await execute(db, sql`delete from audit_leaves where position = ${position}`)
      // The last one leaves no gap: that it is missing shows by the head.
      await execute(
        db,
        sql`insert into audit_leaves
        select ${position}, -1, ''::bytea where not exists (
          select from audit_leaves where position > ${position})`,
      )
    },
  },
  {
    name: 'a row is deleted with its place, and all after it move up',
    finds: 'replaced',
    run: async (db, position, size) => {
      await execute(db, sql`delete from audit_rows where number = ${numberAt(position)}`)
      await execute(db, sql`delete from audit_leaves where position = ${position}`)
      await execute(db, sql`update audit_leaves set position = position - 1 where position > ${position}`)
      // And one that never was fills the end.
      await putIn(db, size - 1)
    },
  },
  {
    name: 'a row is put in, and all after it move down',
    finds: 'replaced',
    run: async (db, position, size) => {
      await execute(db, sql`delete from audit_rows where number = ${numberAt(size - 1)}`)
      await execute(db, sql`delete from audit_leaves where position = ${size - 1}`)
      await execute(db, sql`update audit_leaves set position = position + 1 where position >= ${position}`)
      await putIn(db, position)
    },
  },
  {
    name: 'two rows change their contents',
    finds: 'changed',
    run: (db, position, size) =>
      execute(
        db,
        sql`update audit_rows r set entry = o.entry from audit_rows o
      where (r.number, o.number) in (
        (${numberAt(position)}, ${numberAt(size - 1 - position)}),
        (${numberAt(size - 1 - position)}, ${numberAt(position)}))`,
      ),
  },
  {
    name: 'two rows change their places',
    finds: 'replaced',
    run: (db, position, size) =>
      execute(
        db,
        sql`update audit_leaves l set (number, hash) = (
        select o.number, o.hash from audit_leaves o where o.position = ${size - 1} - l.position)
      where l.position in (${position}, ${size - 1 - position})`,
      ),
  },
  {
    name: 'a row is edited and its place made to fit',
    finds: 'replaced',
    run: (db, position) => rewrite(db, position),
  },
  {
    name: 'a row is edited, its place made to fit, and a head signed with another key',
    finds: 'bad-head',
    run: async (db, position) => {
      await rewrite(db, position)
      await forgeHeads(db, await newAuditKey())
    },
  },
  {
    name: 'the end is cut off',
    finds: 'truncated',
    run: (db, position) => cutOff(db, position),
  },
  {
    name: 'the end is cut off, heads and all',
    finds: 'truncated',
    needsKept: true,
    run: async (db, position) => {
      await cutOff(db, position)
      await execute(db, sql`delete from audit_checkpoints where size > ${position}`)
    },
  },
  {
    name: 'the last head is removed',
    finds: 'unsigned',
    run: db =>
      execute(
        db,
        sql`delete from audit_checkpoints
      where size = (select max(size) from audit_checkpoints)`,
      ),
  },
]

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
    const { damage, head, unsigned } = await verifyAudit(store, key.publicJwk)
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
      const { damage } = await verifyTrail(db, key.publicJwk, needsKept && kept ? { kept } : {})
      found = damage?.kind
      throw takenBack
    })
    .catch((error: unknown) => {
      if (error !== takenBack) throw error
    })
  return found
}

/** Whoever owns the tables may take down what protects them. */
async function breakIn(db: Db): Promise<void> {
  await execute(db, sql`reset role`)
  for (const table of ['audit_rows', 'audit_leaves', 'audit_checkpoints'])
    await execute(db, sql`alter table ${sql.table(table)} no force row level security`)
  await execute(
    db,
    sql`alter table audit_leaves drop constraint audit_leaves_number_fkey,
    drop constraint audit_leaves_number_key, drop constraint audit_leaves_pkey`,
  )
}

async function rewrite(db: Db, position: number): Promise<void> {
  await execute(
    db,
    sql`update audit_rows set entry = replace(entry, 'test', 'rest')
    where number = ${numberAt(position)}`,
  )
  const { rows } = await sql<{ number: number; entry: string }>`
    select number, entry from audit_rows where number = ${numberAt(position)}`.execute(db)
  for (const { number, entry } of rows)
    await execute(
      db,
      sql`update audit_leaves set hash = ${await leafOf(number, entry)}
      where position = ${position}`,
    )
}

async function putIn(db: Db, position: number): Promise<void> {
  const entry = JSON.stringify({ action: 'test.forged', subject: 'row_0' })
  const { rows } = await sql<{ number: number }>`
    insert into audit_rows (entry) values (${entry}) returning number`.execute(db)
  for (const { number } of rows)
    await execute(
      db,
      sql`insert into audit_leaves values (${position}, ${number}, ${await leafOf(number, entry)})`,
    )
}

async function cutOff(db: Db, position: number): Promise<void> {
  await execute(
    db,
    sql`delete from audit_rows where number in (
    select number from audit_leaves where position >= ${position})`,
  )
  await execute(db, sql`delete from audit_leaves where position >= ${position}`)
}

/** One head over all there is, in the place of the last, by a key with the right name. */
async function forgeHeads(db: Db, key: AuditKey): Promise<void> {
  const leaves = await db.selectFrom('audit_leaves').select('hash').orderBy('position').execute()
  const tree = await grow(
    EMPTY_TREE,
    leaves.map(({ hash }) => hash),
  )
  const head = { size: tree.size, root: hexOf(await rootOf(tree)), at: new Date(0).toISOString() }
  const text = await createJwsSigner(key.privateJwk, HEAD_TYPE)(head)
  await execute(db, sql`update audit_checkpoints set head = ${text} where size = ${tree.size}`)
}

async function execute(db: Db, statement: ReturnType<typeof sql>): Promise<void> {
  await statement.execute(db)
}

async function secondsOf(work: () => Promise<void>): Promise<number> {
  const start = performance.now()
  await work()
  return (performance.now() - start) / 1000
}
