/** A process that holds the store of a folder and writes to it, on and on, saying what is written, until it is killed. */
import { openFolderStore } from '../../src/store/folder-store.js'

const [folder] = process.argv.slice(2)
if (!folder) throw new Error('Which folder?')
const store = await openFolderStore({ folder, now: () => new Date('2026-03-02T01:00:00Z') })
process.stdout.write('open\n')
for (let number = 1; ; number++) {
  const row = { name: `written ${number}`, version: '1', value: '0' }
  await store.transact({ kind: 'platform' }, db => db.insertInto('county_settings').values(row).execute())
  process.stdout.write(`${row.name}\n`)
}
