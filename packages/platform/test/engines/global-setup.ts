/** Before tests on a store: databases to copy, made once, so that no test has to wait for migrations or the sample county. */
import { rmSync } from 'node:fs'
import { cp, mkdtemp, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { seedCounty } from '../../src/county/seed.js'
import { openFolderStore } from '../../src/store/folder-store.js'
import { openMemoryStore } from '../../src/store/memory-store.js'
import { openPostgresqlStore } from '../../src/store/postgresql-store.js'
import type { Store } from '../../src/store/store.js'
import { sampleCounty } from '../sample-county.js'
import { asSuperuser, OWNER, startPostgresqlServer } from './postgresql-server.js'
import { SCRATCH } from './scratch.js'

/** What a store is copied from: one that is migrated and empty, and one that has the sample county in it. */
export const TEMPLATES = ['empty', 'county'] as const

declare module 'vitest' {
  interface ProvidedContext {
    /** Where they are by their names: a folder of dumps, a folder of folders, or the address of a server for its superuser. */
    templates: string
  }
}

type TearDown = () => Promise<void>

const now = () => new Date('2026-01-01T00:00:00Z')

export async function setup(project: TestProject): Promise<TearDown> {
  switch (project.config.env.QIYEMA_TEST_STORE) {
    case 'folder':
      return inTemporaryFolder(async folder => {
        const [empty, county] = TEMPLATES
        await (await openFolderStore({ folder: join(folder, empty), now })).close()
        await cp(join(folder, empty), join(folder, county), { recursive: true })
        await filled(await openFolderStore({ folder: join(folder, county), now }))
        project.provide('templates', folder)
      })
    case 'postgresql':
      return setUpServer(project)
    default:
      return inTemporaryFolder(async folder => {
        const store = await openMemoryStore({ now })
        const keep = async (name: (typeof TEMPLATES)[number]) =>
          writeFile(join(folder, name), (await store.dump()).stream())
        await keep('empty')
        await seedCounty(store, sampleCounty())
        await keep('county')
        await store.close()
        project.provide('templates', folder)
      })
  }
}

async function filled(store: Store): Promise<void> {
  await seedCounty(store, sampleCounty())
  await store.close()
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
  const [empty, county] = TEMPLATES
  await asSuperuser(superuser, `create database ${empty} owner ${OWNER}`)
  await (await openPostgresqlStore({ url: server.url(empty), now })).close()
  await asSuperuser(superuser, `create database ${county} template ${empty} owner ${OWNER}`)
  await filled(await openPostgresqlStore({ url: server.url(county), now }))
  project.provide('templates', superuser)
  return () => server.stop()
}
