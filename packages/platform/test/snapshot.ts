/** What a database holds, table by table: for tests that nothing of it changes. */
import { sql } from 'kysely'
import type { Db, Store } from '../src/store/store.js'

/** What asking leaves behind on purpose: proofs that count once, and that an auditor has read. */
const OF_ASKING: Readonly<Record<string, string>> = {
  used_proofs: 'true',
  audit_rows: `t.entry::jsonb ->> 'action' = 'audit.read'`,
}

/** By table: how many rows there are, and a hash over all that is in them. */
export async function snapshotOf(store: Store): Promise<Readonly<Record<string, string>>> {
  return behindTheWalls(store, async (db, tables) => {
    const seen: [string, string][] = []
    for (const name of tables) {
      const { rows } = await sql<{ count: number; hash: string | null }>`
        select count(*) as count, md5(string_agg(t::text, ' ' order by t::text)) as hash from ${sql.table(name)} t
        where not (${sql.raw(OF_ASKING[name] ?? 'false')})
      `.execute(db)
      seen.push([name, `${rows[0]?.count} ${rows[0]?.hash}`])
    }
    return Object.fromEntries(seen)
  })
}

/** Some rows are not even the platform's to see. */
async function behindTheWalls<Result>(
  store: Store,
  work: (db: Db, tables: readonly string[]) => Promise<Result>,
): Promise<Result> {
  return store.transact({ kind: 'platform' }, async db => {
    await sql`reset role`.execute(db)
    const { rows } = await sql<{ name: string }>`
      select relname as name from pg_class
      where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not starts_with(relname, 'kysely_')
      order by relname`.execute(db)
    return work(
      db,
      rows.map(({ name }) => name),
    )
  })
}
