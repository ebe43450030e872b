/** The audit trail of a platform in a folder, verified as whoever runs it does. */
import { rm } from 'node:fs/promises'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { signAll, writeRows } from '../../test/audit-trail.js'
import { copyOfFolder } from '../../test/test-store.js'
import { openKeys } from '../keys/key-file.js'
import { generateSigningKey, publicHalf } from '../keys/private-jwk.js'
import { openStore } from '../store/open-store.js'
import type { Store } from '../store/store.js'
import { verifyTrailOf } from './audit.js'
import { readConfiguration } from './configuration.js'

const NOW = new Date('2026-03-02T01:00:00Z')

let folder: string
beforeAll(async () => {
  folder = await copyOfFolder()
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const configuration = () => readConfiguration({ DATA_FOLDER: folder })

async function inStore(work: (store: Store) => Promise<unknown>): Promise<void> {
  const store = await openStore({ folder, now: () => NOW })
  await work(store).finally(() => store.close())
}

test('is whole by the platform’s own keys and by no others, and no more once a row is gone', async () => {
  const { audit } = await openKeys(configuration())
  await inStore(async store => {
    await writeRows(store, 5, NOW)
    await signAll(store, { privateJwk: audit, publicJwk: publicHalf(audit) }, NOW)
    await writeRows(store, 1, NOW)
  })
  const { damage, head, unsigned } = await verifyTrailOf(configuration())
  expect({ damage, size: head?.size, unsigned }).toEqual({ damage: undefined, size: 5, unsigned: 1 })

  const stranger = { ...publicHalf(await generateSigningKey()), kid: audit.kid }
  expect(await verifyTrailOf(configuration(), { publicKeys: [stranger] })).toMatchObject({
    damage: { kind: 'bad-head', size: 5 },
  })

  await inStore(store =>
    store.transact({ kind: 'platform' }, async db => {
      await sql`reset role`.execute(db)
      for (const table of ['audit_checkpoints', 'audit_leaves', 'audit_rows'])
        await sql`alter table ${sql.table(table)} no force row level security`.execute(db)
      await sql`delete from audit_checkpoints`.execute(db)
      await sql`delete from audit_leaves where position >= 3`.execute(db)
    }),
  )
  // Heads and what they covered are gone together: without the one that was kept, nobody would know.
  expect(await verifyTrailOf(configuration(), { ...(head && { kept: head }) })).toMatchObject({
    damage: { kind: 'truncated', size: 3, signed: 5 },
  })
})
