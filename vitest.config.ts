// How tests run, one kind after the other: `unit` on Node; what needs a store on each of its three engines; `browser` inside
// a real Chromium; `e2e` on Node driving one.
import { playwright } from '@vitest/browser-playwright'
import { msw } from 'msw/vite'
import { defineConfig } from 'vitest/config'
import { chromiumArguments, findChromium } from './.ci/chromium.mjs'
import { findServerBinaries } from './.ci/postgresql.mjs'

const executablePath = findChromium()
const notSource = ['**/node_modules/**', '**/dist/**']
const browserTests = 'packages/**/*.browser.test.ts'
const endToEndTests = '{packages,examples,docs}/**/*.e2e.test.ts'
const storeTests = 'packages/**/*.store.test.ts'
const oneStoreTests = 'packages/**/*.{memory,folder,postgresql}.test.ts'

/** The same tests on each engine (PGlite in memory, PGlite in a folder, a real PostgreSQL server), and those of that engine. */
function onStore(engine: 'memory' | 'folder' | 'postgresql', groupOrder: number) {
  return {
    test: {
      name: engine,
      environment: 'node' as const,
      sequence: { groupOrder },
      maxWorkers: '100%',
      // Compiling PGlite takes longer than most tests: once a thread, not once a file.
      pool: 'threads' as const,
      isolate: false,
      include: [storeTests, `packages/**/*.${engine}.test.ts`],
      exclude: notSource,
      env: { QIYEMA_TEST_STORE: engine },
      globalSetup: './packages/platform/test/engines/global-setup.ts',
      testTimeout: 30_000,
      hookTimeout: 60_000,
    },
  }
}

/** A machine of somebody's own may lack a server; where everything is checked, it may not. */
function hasPostgresql(): boolean {
  if (findServerBinaries()) return true
  if (process.env.CI === 'true')
    throw new Error('No PostgreSQL server is installed: install Debian’s postgresql.')
  console.log('No PostgreSQL server was found, so its tests are left out: install postgresql to run them.')
  return false
}

export default defineConfig({
  test: {
    reporters: ['default', 'json'],
    outputFile: { json: 'reports/vitest.json' },
    projects: [
      {
        test: {
          name: 'unit',
          environment: 'node',
          // Vitest leaves a core free, which of two is half.
          maxWorkers: '100%',
          // Nothing is timed here: on a busy machine the same takes longer.
          testTimeout: 30_000,
          include: ['packages/*/src/**/*.test.ts', 'packages/*/test/**/*.test.ts'],
          exclude: [...notSource, browserTests, endToEndTests, storeTests, oneStoreTests],
        },
      },
      onStore('memory', 1),
      onStore('folder', 2),
      ...(hasPostgresql() ? [onStore('postgresql', 3)] : []),
      {
        // The worker that stands between a page and the network.
        plugins: [msw({ mode: 'worker-only' })],
        optimizeDeps: {
          // Found late, they would reload a page in the middle of its tests.
          include: ['sm-crypto-v2', 'msw', 'msw/browser'],
          // It looks for its engine beside itself.
          exclude: ['@electric-sql/pglite'],
        },
        test: {
          name: 'browser',
          sequence: { groupOrder: 4 },
          include: [browserTests],
          exclude: notSource,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: { args: chromiumArguments, ...(executablePath && { executablePath }) },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
      {
        test: {
          name: 'e2e',
          environment: 'node',
          sequence: { groupOrder: 5 },
          include: [endToEndTests],
          exclude: notSource,
          testTimeout: 60_000,
          hookTimeout: 120_000,
          // Each has a server and a browser of its own, which wait more than they work.
          maxWorkers: 2,
        },
      },
    ],
  },
})
