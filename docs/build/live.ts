/**
 * The live example's program: the sandbox with all that it needs, bundled once and served as it is. VitePress need not look
 * through a whole platform twice for every build of the site.
 */
import { copyFile, mkdir, rm } from 'node:fs/promises'
import { build } from 'esbuild'
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
    // The engine chooses where it runs; its parts for Node are never loaded in a browser.
    external: [
      'node:*',
      'fs',
      'fs/promises',
      'path',
      'url',
      'module',
      'crypto',
      'stream',
      'util',
      'os',
      'worker_threads',
    ],
    logLevel: 'error',
  })
  const engine = fromRoot('node_modules/@electric-sql/pglite/dist')
  await Promise.all(ENGINE.map(name => copyFile(`${engine}/${name}`, `${folder}/${name}`)))
}
