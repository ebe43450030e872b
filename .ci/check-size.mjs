// `npm run size`: how much a page loads for one entry point, minified, with all it needs, gzipped; and the limit it has.
// What a dynamic import brings is loaded on use and not counted: that is why this is not left to a tool that sums all chunks.
import { mkdirSync, writeFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'

const kilobyte = 1000

/** @typedef {{ entry: string, only?: string, with?: string, limit: number }} Budget */

/**
 * Entry points of built packages, and how many kilobytes each may have: everything it exports, with all it imports. One
 * beside another costs less than both, since they share code. Only on Node, so not here: stores/file.
 *
 * @type {Budget[]}
 */
const budgets = [
  { entry: '@qiyema/core', only: 'createClient', limit: 11.5 },
  { entry: '@qiyema/core/connection', only: 'createConnection', limit: 8.5 },
  {
    entry: '@qiyema/core/connection',
    only: 'createConnection',
    with: '@qiyema/core/operations/card',
    limit: 9,
  },
  { entry: '@qiyema/core/verify', limit: 10 },
  { entry: '@qiyema/core/sign', limit: 7 },
  { entry: '@qiyema/core/present', limit: 7 },
  { entry: '@qiyema/core/trust', limit: 8 },
  { entry: '@qiyema/core/inspect', limit: 4.5 },
  { entry: '@qiyema/core/qr', limit: 10.5 },
  { entry: '@qiyema/core/sm2', limit: 24 },
  { entry: '@qiyema/core/uscc', limit: 2 },
  { entry: '@qiyema/core/stores', limit: 1 },
  { entry: '@qiyema/core/webhooks', limit: 3.5 },
]

const sizes = await Promise.all(budgets.map(async budget => ({ ...budget, size: await loadedBytes(budget) })))
mkdirSync('reports', { recursive: true })
writeFileSync('reports/size.json', `${JSON.stringify(sizes, null, 2)}\n`)
for (const { entry, with: second, limit, size } of sizes) {
  const isWithin = size <= limit * kilobyte
  console.log(
    `${second ? `${entry} with ${second}` : entry}: ${(size / kilobyte).toFixed(2)} kB of ${limit} kB${isWithin ? '' : ', TOO LARGE'}`,
  )
  if (!isWithin) process.exitCode = 1
}

/** Bundles as a page's own build would, and sums the chunks that load at once. */
async function loadedBytes(/** @type {Budget} */ { entry, only, with: second }) {
  const first = `export ${only ? `{ ${only} }` : '*'} from '${entry}'`
  const { outputFiles, metafile } = await build({
    stdin: {
      contents: second ? `${first}\nexport * from '${second}'` : first,
      resolveDir: process.cwd(),
    },
    bundle: true,
    format: 'esm',
    splitting: true,
    minify: true,
    platform: 'browser',
    target: 'es2022',
    logLevel: 'error',
    outdir: 'out',
    metafile: true,
    write: false,
  })
  const loaded = new Set(['out/stdin.js'])
  for (const path of loaded) {
    for (const chunk of metafile.outputs[path]?.imports ?? []) {
      if (chunk.kind === 'import-statement') loaded.add(chunk.path)
    }
  }
  return outputFiles
    .filter(({ path }) => [...loaded].some(name => path.replaceAll('\\', '/').endsWith(`/${name}`)))
    .reduce((sum, { contents }) => sum + gzipSync(contents, { level: 9 }).length, 0)
}
