/** Makes the database that sandboxes begin with, after the rest of the package: migrated, filled, and as small as it gets. */
import { writeFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { openMemoryStore, seedCounty } from '@qiyema/platform'
import { sampleCounty } from '../src/sample-county.ts'
import { keepSeed } from '../src/seed-copy.ts'

const now = () => new Date('2026-01-01T00:00:00+08:00')

// What keeps a database small counts from its second opening on.
const empty = await openMemoryStore({ now })
const dump = await empty.dump()
await empty.close()

const store = await openMemoryStore({ now, dump })
await seedCounty(store, sampleCounty())
await keepSeed(store.pglite)
const tar = Buffer.from(await (await store.dump()).arrayBuffer())
await store.close()

const packed = await promisify(gzip)(tar, { level: 9 })
await writeFile('dist/seeded.js', `export const seeded = '${packed.toString('base64')}'\n`)
await writeFile(
  'dist/seeded.d.ts',
  '/** A tar file of a data folder, gzipped, in base64. */\nexport declare const seeded: string\n',
)
