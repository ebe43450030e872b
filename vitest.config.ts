// How tests run, one kind after the other: `unit` on Node, `browser` inside a real Chromium, `e2e` on Node driving one.
import { playwright } from '@vitest/browser-playwright'
import { defineConfig } from 'vitest/config'
import { chromiumArguments, findChromium } from './.ci/chromium.mjs'

const executablePath = findChromium()
const notSource = ['**/node_modules/**', '**/dist/**']
const browserTests = 'packages/**/*.browser.test.ts'
const endToEndTests = '{packages,examples}/**/*.e2e.test.ts'

export default defineConfig({
  test: {
    reporters: ['default', ['json', { outputFile: 'reports/vitest.json' }]],
    projects: [
      {
        test: {
          name: 'unit',
          environment: 'node',
          // Vitest leaves a core free, which of two is half.
          maxWorkers: '100%',
          include: ['packages/*/src/**/*.test.ts', 'packages/*/test/**/*.test.ts'],
          exclude: [...notSource, browserTests, endToEndTests],
        },
      },
      {
        // Found late, it would reload a page in the middle of its tests.
        optimizeDeps: { include: ['sm-crypto-v2'] },
        test: {
          name: 'browser',
          sequence: { groupOrder: 1 },
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
          sequence: { groupOrder: 2 },
          include: [endToEndTests],
          exclude: notSource,
          testTimeout: 60_000,
          hookTimeout: 120_000,
          // One at a time: each has a server and a browser of its own.
          maxWorkers: 1,
        },
      },
    ],
  },
})
