/** The platform runs in browsers, too: the sandbox does it. */
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { expect, test } from 'vitest'

const bundle = (entry: string) =>
  build({
    entryPoints: [fileURLToPath(new URL(`../src/entries/${entry}.ts`, import.meta.url))],
    bundle: true,
    format: 'esm',
    platform: 'browser',
    // Brings an engine for each runtime, and chooses where it runs.
    external: ['@electric-sql/pglite'],
    logLevel: 'silent',
    metafile: true,
    write: false,
  })

test('the entry for everywhere needs nothing of Node', async () => {
  const { metafile } = await bundle('platform')
  const needed = Object.values(metafile.outputs).flatMap(({ imports }) => imports.map(({ path }) => path))
  expect([...new Set(needed)]).toEqual(['@electric-sql/pglite'])
})

test('and the one for servers would be found out', async () => {
  await expect(bundle('server')).rejects.toThrow('node:')
})
