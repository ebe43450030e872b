// How tests run: `unit` on Node; what needs a store on each database engine; `e2e` on Node driving a real Chromium; `browser` and
// `storybook` inside of one. docs/decisions/0015-each-store-test-on-two-engines.md says what runs where, and why.
import { availableParallelism } from 'node:os'
import { storybookTest } from '@storybook/addon-vitest/vitest-plugin'
import { playwright } from '@vitest/browser-playwright'
import { msw } from 'msw/vite'
import { defineConfig } from 'vitest/config'
import { chromiumArguments, findChromium } from './.ci/chromium.mjs'
import { findServerBinaries } from './.ci/postgresql.mjs'
import { sandboxCommands } from './packages/widgets/test/sandbox-commands.js'

const executablePath = findChromium()
const notSource = ['**/node_modules/**', '**/dist/**']
const browserTests = 'packages/**/*.browser.test.ts'
const endToEndTests = '{packages,examples,docs}/**/*.e2e.test.ts'
const storeTests = 'packages/**/*.store.test.ts'
const oneStoreTests = 'packages/**/*.{memory,folder,postgresql}.test.ts'

/** Of those on stores, what PGlite does in a folder. It does all others in memory: the engine is the same, files are not. */
const inFolder = `packages/platform/src/{audit,card,code,consent,issuing,jobs,store,webhook}/**/*.store.test.ts`

/**
 * Of each process that tests run in. Processes and not threads, for Node 24 may abort when WebAssembly's code is freed while
 * another thread compiles: `createPglite` keeps it for the platform, this for all else that has some.
 */
const execArgv = ['--no-wasm-code-gc']

/** What all that runs on Node has in common. Much is loaded and compiled once a process, and not once a file. */
const onNode = { environment: 'node' as const, isolate: false, execArgv }

/** What may run at the same time. Each waits now and then, for a server, a browser or a process: so there is one more than cores. */
const inGroup = (groupOrder: number) => ({ sequence: { groupOrder }, maxWorkers: availableParallelism() + 1 })

interface Files {
  readonly include: string[]
  readonly exclude?: string[]
}

/** Tests on an engine: PGlite in memory, PGlite in a folder, a real PostgreSQL server. */
function onStore(engine: 'memory' | 'folder' | 'postgresql', { include, exclude = [] }: Files) {
  return {
    test: {
      ...onNode,
      ...inGroup(3),
      name: engine,
      include: [...include, `packages/**/*.${engine}.test.ts`],
      exclude: [...notSource, ...exclude],
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

function inChromium() {
  return {
    enabled: true,
    headless: true,
    screenshotFailures: false,
    provider: playwright({
      launchOptions: { args: chromiumArguments, ...(executablePath && { executablePath }) },
    }),
    instances: [{ browser: 'chromium' as const }],
  }
}

export default defineConfig({
  test: {
    reporters: ['default', 'json'],
    outputFile: { json: 'reports/vitest.json' },
    projects: [
      {
        test: {
          ...onNode,
          name: 'unit',
          sequence: { groupOrder: 1 },
          // Vitest leaves a core free, which of two is half.
          maxWorkers: '100%',
          // Nothing is timed here: on a busy machine the same takes longer.
          testTimeout: 30_000,
          include: ['packages/*/src/**/*.test.ts', 'packages/*/test/**/*.test.ts'],
          exclude: [...notSource, browserTests, endToEndTests, storeTests, oneStoreTests],
        },
      },
      onStore('memory', { include: [storeTests], exclude: [inFolder] }),
      onStore('folder', { include: [inFolder] }),
      ...(hasPostgresql() ? [onStore('postgresql', { include: [storeTests] })] : []),
      {
        test: {
          ...onNode,
          ...inGroup(2),
          name: 'e2e',
          include: [endToEndTests],
          exclude: notSource,
          env: { QIYEMA_TEST_STORE: 'memory' },
          globalSetup: './packages/platform/test/engines/global-setup.ts',
          testTimeout: 180_000,
          hookTimeout: 120_000,
        },
      },
      {
        // The worker that stands between a page and the network.
        plugins: [msw({ mode: 'worker-only' })],
        optimizeDeps: {
          // Found late, they would reload a page in the middle of its tests.
          include: [
            'sm-crypto-v2',
            'msw',
            'msw/browser',
            'axe-core',
            'lit/directives/guard.js',
            'lit/directives/live.js',
            'lit/directives/repeat.js',
          ],
          // It looks for its engine beside itself.
          exclude: ['@electric-sql/pglite'],
        },
        test: {
          ...inGroup(3),
          name: 'browser',
          testTimeout: 60_000,
          include: [browserTests],
          exclude: notSource,
          browser: {
            ...inChromium(),
            // Tests of widgets have a platform each, which runs on this side.
            commands: sandboxCommands,
          },
        },
      },
      {
        // Every story of the widgets is drawn, played, and looked through by axe.
        plugins: [storybookTest({ configDir: './packages/widgets/.storybook' })],
        test: {
          ...inGroup(3),
          name: 'storybook',
          testTimeout: 60_000,
          browser: inChromium(),
        },
      },
    ],
  },
})
