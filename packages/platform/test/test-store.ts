/** A store for tests, migrated, on the engine that `QIYEMA_TEST_STORE` names: `memory`, `folder` or `postgresql`. */
import { randomUUID } from 'node:crypto'
import { openAsBlob } from 'node:fs'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { inject } from 'vitest'
import type { BossJobsOptions } from '../src/jobs/pg-boss.js'
import { openFolderStore } from '../src/store/folder-store.js'
import { openMemoryStore } from '../src/store/memory-store.js'
import { openPostgresqlStore } from '../src/store/postgresql-store.js'
import type { Store } from '../src/store/store.js'
import type { TEMPLATES } from './engines/global-setup.js'
import { asSuperuser, OWNER } from './engines/postgresql-server.js'
import { SCRATCH } from './engines/scratch.js'

type Template = (typeof TEMPLATES)[number]

export interface TestStoreOptions {
  readonly now?: () => Date
  /** With the sample county in it? Empty unless given. */
  readonly template?: Template
}

/** The engine of this run. */
const engine = process.env.QIYEMA_TEST_STORE ?? 'memory'

export interface TestStore extends Store {
  /** The way to the same database, as its owner, for a library that has its own. */
  readonly database: BossJobsOptions['database']
}

/** Opens a store of its own; `close` also removes it. */
export async function openTestStore({
  now = () => new Date(),
  template = 'empty',
}: TestStoreOptions = {}): Promise<TestStore> {
  switch (engine) {
    case 'memory': {
      const store = await openMemoryStore({
        now,
        dump: await openAsBlob(join(inject('templates'), template)),
      })
      return { ...store, database: { pglite: store.pglite } }
    }
    case 'folder': {
      const folder = await copyOfFolder(template)
      const store = await openFolderStore({ folder, now })
      const database = { pglite: store.pglite }
      return afterClosing({ ...store, database }, () => rm(folder, { recursive: true, force: true }))
    }
    case 'postgresql': {
      const { url, remove } = await newDatabase(template)
      const store = await openPostgresqlStore({ url, now, poolSize: 10 })
      return afterClosing({ ...store, database: { url } }, remove)
    }
    default:
      throw new Error(`There is no store ${engine} to test on.`)
  }
}

/** A database on the run's server, migrated unless made of a template of the server's own, with its address for its owner. */
export async function newDatabase(template: Template | 'template0' = 'empty', owner = OWNER) {
  const name = `test_${randomUUID().replaceAll('-', '')}`
  const server = inject('templates')
  await asSuperuser(server, `create database ${name} template ${template} owner ${owner}`)
  const url = new URL(server)
  url.pathname = `/${name}`
  const superuser = url.href
  url.username = owner
  return {
    url: url.href,
    superuser,
    remove: () => asSuperuser(server, `drop database ${name} with (force)`),
  }
}

/** A folder with a migrated database, for one that nobody has opened yet. */
export async function copyOfFolder(template: Template = 'empty'): Promise<string> {
  const folder = await mkdtemp(join(SCRATCH, 'qiyema-store-'))
  await cp(join(inject('templates'), template), folder, { recursive: true })
  return folder
}

function afterClosing(store: TestStore, remove: () => Promise<void>): TestStore {
  return {
    ...store,
    async close() {
      await store.close()
      await remove()
    },
  }
}
