/** On Node: what V8 says of itself while it runs an engine in a process of its own. */
import { execFile } from 'node:child_process'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, onTestFinished, test } from 'vitest'
import { PROCESS_PATIENCE } from '../../test/server-process.js'
import { copyOfFolder } from '../../test/test-store.js'

const HERE = fileURLToPath(new URL('.', import.meta.url))
const LOADER = '../../test/engines/typescript-in-node.mjs'

/** Asked to free code as often as it can, and to tell. */
const EAGER = ['--stress-wasm-code-gc', '--trace-wasm-code-gc']

const program = (dataDir: string) => `
  import { createPglite } from './create-pglite.ts'
  const pglite = await createPglite({ dataDir: ${JSON.stringify(dataDir)} })
  console.log('open')
  await pglite.close()
`

test('no code of a running engine is freed', { timeout: PROCESS_PATIENCE.testTimeout }, async () => {
  const folder = await copyOfFolder()
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const source = ['--input-type=module', '--eval', program(join(folder, 'database'))]
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', LOADER, ...EAGER, ...source], {
    cwd: HERE,
  })
  expect(stdout).toBe('open\n')
})
