/** The examples of the README, run as they stand there by a Node of their own. */
import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { rm, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
const examples = [...readme.matchAll(/^```js\n(.*?)^```$/gms)].map(([, code = '']) => code)

describe('every example of the README', () => {
  it('is found', () => {
    expect(examples).toHaveLength(2)
  })

  it.each(examples)('prints what it says: %#', async code => {
    // Within the package, so that its name means what is built here.
    const path = fileURLToPath(new URL(`example-${crypto.randomUUID()}.mjs`, import.meta.url))
    await writeFile(path, code)
    try {
      const { stdout } = await promisify(execFile)(process.execPath, [path])
      const expected = [...code.matchAll(/\) \/\/ (.+)$/gm)].map(([, line]) => line)
      expect(stdout.trim().split('\n')).toEqual(expected)
    } finally {
      await rm(path)
    }
  })
})
