// What of the platform is measured, on a real PostgreSQL server: run by `npm run bench`, not by `npm test`.
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    name: 'bench',
    include: ['packages/platform/test/load/*.bench.ts'],
    env: { QIYEMA_TEST_STORE: 'postgresql' },
    globalSetup: './packages/platform/test/engines/global-setup.ts',
    maxWorkers: 1,
    fileParallelism: false,
    testTimeout: 3_600_000,
    hookTimeout: 3_600_000,
  },
})
