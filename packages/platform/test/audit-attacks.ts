/** Everybody who would like an audit trail to be otherwise. */
import { sql } from 'kysely'
import { createJwsSigner } from '../src/access/sign-jws.js'
import { leafOf } from '../src/audit/checkpoint.js'
import { HEAD_TYPE } from '../src/audit/head.js'
import { EMPTY_TREE, grow, hexOf, rootOf } from '../src/audit/merkle.js'
import type { Damage } from '../src/audit/verify.js'
import type { Db } from '../src/store/store.js'
import { type AuditKey, newAuditKey } from './audit-key.js'

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

/** Whoever owns the tables may take down what protects them. */
export async function breakIn(db: Db): Promise<void> {
  await execute(db, sql`reset role`)
  for (const table of ['audit_rows', 'audit_leaves', 'audit_checkpoints'])
    await execute(db, sql`alter table ${sql.table(table)} no force row level security`)
  await execute(
    db,
    sql`alter table audit_leaves drop constraint audit_leaves_number_fkey,
    drop constraint audit_leaves_number_key, drop constraint audit_leaves_pkey`,
  )
  // Which found rows, too: without them a long trail is read for minutes.
  await execute(db, sql`create index on audit_leaves (position)`)
  await execute(db, sql`create index on audit_leaves (number)`)
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
