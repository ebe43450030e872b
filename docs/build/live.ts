/**
 * The live example's program: the sandbox with all that it needs, bundled once and served as it is. VitePress need not look
 * through a whole platform twice for every build of the site.
 */
import { copyFile, mkdir, rm } from 'node:fs/promises'
import { builtinModules } from 'node:module'
import { build, type Plugin } from 'esbuild'
import { fromDocs, fromRoot } from './places.ts'

/** What the database's engine looks for beside itself. */
const ENGINE = ['pglite.wasm', 'pglite.data', 'initdb.wasm']

export async function makeLiveExample(): Promise<void> {
  const folder = fromDocs('public/live')
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  await build({
    entryPoints: [fromDocs('live/demonstration.ts')],
    outdir: folder,
    bundle: true,
    splitting: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    plugins: [withoutNode],
    logLevel: 'error',
  })
  const engine = fromRoot('node_modules/@electric-sql/pglite/dist')
  await Promise.all(ENGINE.map(name => copyFile(`${engine}/${name}`, `${folder}/${name}`)))
}

/** What asks for Node's modules asks first where it runs, or uses none of them in a browser. */
const withoutNode: Plugin = {
  name: 'without-node',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: new RegExp(`^(node:.*|ws|${builtinModules.join('|')})$`) }, ({ path }) => ({
      path,
      namespace: 'of-node',
    }))
    onLoad({ filter: /.*/, namespace: 'of-node' }, () => ({ contents: 'module.exports = {}' }))
  },
}
