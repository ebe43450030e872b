/** Before tests on a store: a migrated database to copy, made once, so that no test has to wait for migrations. */
import { rmSync } from 'node:fs'
import { mkdtemp, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { openFolderStore } from '../../src/store/folder-store.js'
import { openMemoryStore } from '../../src/store/memory-store.js'
import { openPostgresqlStore } from '../../src/store/postgresql-store.js'
import { asSuperuser, OWNER, startPostgresqlServer } from './postgresql-server.js'
import { SCRATCH } from './scratch.js'

/** The database that others are made from, on a server. */
export const TEMPLATE = 'qiyema_template'

declare module 'vitest' {
  interface ProvidedContext {
    /** What a store is copied from: the file of a dump, a folder, or the address of a server for its superuser. */
    template: string
  }
}

type TearDown = () => Promise<void>

const now = () => new Date('2026-01-01T00:00:00Z')

export async function setup(project: TestProject): Promise<TearDown> {
  switch (project.config.env.QIYEMA_TEST_STORE) {
    case 'folder':
      return inTemporaryFolder(async folder => {
        await (await openFolderStore({ folder, now })).close()
        project.provide('template', folder)
      })
    case 'postgresql':
      return setUpServer(project)
    default:
      return inTemporaryFolder(async folder => {
        const path = join(folder, 'migrated.tar')
        const store = await openMemoryStore({ now })
        await writeFile(path, (await store.dump()).stream())
        await store.close()
        project.provide('template', path)
      })
  }
}

async function inTemporaryFolder(work: (folder: string) => Promise<void>): Promise<TearDown> {
  const folder = await mkdtemp(join(SCRATCH, 'qiyema-template-'))
  // A run that is broken off tears nothing down, but ends.
  const remove = () => rmSync(folder, { recursive: true, force: true })
  process.once('exit', remove)
  await work(folder)
  return async () => {
    process.off('exit', remove)
    remove()
  }
}

async function setUpServer(project: TestProject): Promise<TearDown> {
  const server = await startPostgresqlServer()
  const superuser = server.url('postgres', 'postgres')
  await asSuperuser(superuser, `create database ${TEMPLATE} owner ${OWNER}`)
  const store = await openPostgresqlStore({ url: server.url(TEMPLATE), now })
  await store.close()
  project.provide('template', superuser)
  return () => server.stop()
}
