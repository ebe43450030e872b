/** What the build makes of the client: no schema is left in it, and its operations are those of the contract. */
import { fileURLToPath } from 'node:url'
import { build, type Metafile } from 'esbuild'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { evaluatedModules, sourceOf } from '../build/evaluated-modules.js'
import * as operations from '../src/client/operations.js'

const source = (path: string) => fileURLToPath(new URL(`../src/${path}.ts`, import.meta.url))

async function built(path: string): Promise<{ text: string; metafile: Metafile }> {
  const { outputFiles, metafile } = await build({
    entryPoints: [source(path)],
    bundle: true,
    write: false,
    format: 'esm',
    metafile: true,
    plugins: [evaluatedModules(/[\\/]client[\\/]operations\.ts$/)],
  })
  return { text: outputFiles[0]?.text ?? '', metafile }
}

function importText(text: string): Promise<object> {
  return import(`data:text/javascript;base64,${Buffer.from(text).toString('base64')}`)
}

it.each(['client', 'connection', 'partner', 'operations/card'])('loads no schema with %s', async entry => {
  const { metafile } = await built(`entries/${entry}`)
  const loaded = Object.keys(metafile.inputs)
  expect(loaded.some(path => path.endsWith('client/operations.ts'))).toBe(true)
  expect(loaded.filter(path => /zod|contract\/(?!version)/.test(path))).toEqual([])
})

it('has every operation as the source has it', async () => {
  const { text } = await built('client/operations')
  expect({ ...(await importText(text)) }).toEqual({ ...operations })
})

it('writes what occurs again once, and changes no value', async () => {
  const text = sourceOf({ a: { list: ['x', 'y'] }, b: [{ list: ['x', 'y'] }, ['x', 'y']] })
  expect(text.match(/"x"/g)).toHaveLength(1)
  const values = fc.array(fc.jsonValue({ maxDepth: 3, noUnicodeString: false }), { maxLength: 4 })
  await fc.assert(
    fc.asyncProperty(values, async given => {
      const exported = Object.fromEntries(given.map((value, index) => [`export${index}`, value]))
      expect(JSON.stringify({ ...(await importText(sourceOf(exported))) })).toBe(JSON.stringify(exported))
    }),
    { numRuns: 50, examples: [[[JSON.parse('{"__proto__": []}')]]] },
  )
})
