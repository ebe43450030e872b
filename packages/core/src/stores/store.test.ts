/** What every store promises: a value comes back whole, under its own key, and stays what it was put in as. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, onTestFinished, test } from 'vitest'
import { fileStore } from './file-store.js'
import { memoryStore, type VerifierStore } from './store.js'

async function newFileStore(): Promise<VerifierStore> {
  const folder = await mkdtemp(join(tmpdir(), 'qiyema-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  return fileStore(folder)
}

describe.each([
  ['memory', async () => memoryStore()],
  ['a folder', newFileStore],
])('a store in %s', (_, open) => {
  test('has nothing under a key that was never set', async () => {
    expect(await (await open()).get('a')).toBeUndefined()
  })

  test('gives back what was put in, the last of it', async () => {
    const store = await open()
    await store.set('a', 'one')
    await store.set('a', 'two')
    await store.set('b', '')
    expect([await store.get('a'), await store.get('b'), await store.get('c')]).toEqual(['two', '', undefined])
  })

  test('takes any key and any text', async () => {
    const store = await open()
    const keys = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom('', '.', '..', '../a', '/etc/passwd', 'a\0b', 'CON', '__proto__', 'constructor', 'a/b'),
    )
    const entries = fc.dictionary(keys, fc.string({ unit: 'grapheme' }), { maxKeys: 8 })
    await fc.assert(
      fc.asyncProperty(entries, async given => {
        for (const [key, value] of Object.entries(given)) await store.set(key, value)
        for (const [key, value] of Object.entries(given)) expect(await store.get(key)).toBe(value)
      }),
      { numRuns: 20 },
    )
  })

  test('takes a value of four million characters', async () => {
    const store = await open()
    const value = '企业码1'.repeat(1_000_000)
    await store.set('a', value)
    expect((await store.get('a')) === value).toBe(true)
  })

  test('has one whole value after many were put in at once', async () => {
    const store = await open()
    const values = Array.from({ length: 20 }, (_, index) => `${index} `.repeat(20_000))
    await Promise.all(values.map(value => store.set('a', value)))
    expect(values.includes((await store.get('a')) ?? '')).toBe(true)
  })
})

test('two stores in memory have nothing in common', async () => {
  const [one, other] = [memoryStore(), memoryStore()]
  await one.set('a', 'one')
  expect(await other.get('a')).toBeUndefined()
})
