/**
 * Bundles for pages that have no build of their own: one module with every element, and a module an element for import maps.
 * What few pages need (camera and picture reading, squares, forms) stays in files of its own, loaded on use.
 */
import { createHash } from 'node:crypto'
import { copyFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import commonjsPlugin from '@rollup/plugin-commonjs'
import { nodeResolve } from '@rollup/plugin-node-resolve'
import terserPlugin from '@rollup/plugin-terser'
import { type InputOption, type Plugin, rollup } from 'rollup'
import { listElements } from './elements.ts'

// Both are modules whose types say CommonJS.
const commonjs = commonjsPlugin as unknown as () => Plugin
const terser = terserPlugin as unknown as (options: { ecma: 2020; module: true }) => Plugin

/** Everything in one: `dist/bundle/widgets.js`. */
const ONE = { folder: 'dist/bundle', input: { widgets: 'dist/index.js' } }

/** Writes `dist/bundle` and `dist/modules`, each with its `integrity.json`, and prints the hash of the one that pages name. */
export async function bundleForPages(): Promise<void> {
  const each = Object.fromEntries(listElements().map(({ tag, module }) => [tag, `dist/${module}.js`]))
  await bundle(ONE)
  await bundle({ folder: 'dist/modules', input: each })
  for (const folder of ['dist/code', 'dist/bundle', 'dist/modules']) copyWasm(folder)
  for (const folder of ['dist/bundle', 'dist/modules']) {
    writeFileSync(`${folder}/integrity.json`, `${JSON.stringify(integrityOf(folder), null, 2)}\n`)
  }
  console.log(`dist/bundle/widgets.js integrity="${integrityOf(ONE.folder)['widgets.js']}"`)
}

async function bundle({ folder, input }: { folder: string; input: InputOption }): Promise<void> {
  const bundled = await rollup({
    input,
    // Node's part of a library that asks where it runs.
    external: [/^node:/, 'module', 'fs', 'path'],
    plugins: [nodeResolve({ browser: true }), commonjs()],
    onwarn(warning, warn) {
      if (warning.code !== 'THIS_IS_UNDEFINED') warn(warning)
    },
  })
  await bundled.write({
    dir: folder,
    format: 'es',
    sourcemap: true,
    entryFileNames: '[name].js',
    chunkFileNames: 'parts/[name]-[hash].js',
    plugins: [terser({ ecma: 2020, module: true })],
  })
  await bundled.close()
}

/** What reads squares in pictures: beside the module that names it, as built and as bundled. */
function copyWasm(folder: string): void {
  const wasm = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm')
  copyFileSync(wasm, `${folder}/zxing_reader.wasm`)
}

/** Subresource Integrity of every file that a page may load (W3C SRI, SHA-384). */
function integrityOf(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(name => /\.(js|wasm)$/.test(name))
    .map(name => name.replaceAll('\\', '/'))
    .toSorted()
  return Object.fromEntries(
    files.map(name => [
      name,
      `sha384-${createHash('sha384')
        .update(readFileSync(`${folder}/${name}`))
        .digest('base64')}`,
    ]),
  )
}
