// Storybook: every state of every widget, over the sandbox in the page. `npm run storybook` to look, `build-storybook` to publish.
import { copyFileSync, mkdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import type { StorybookConfig } from '@storybook/web-components-vite'

const publicFolder = fileURLToPath(new URL('../.cache/storybook-public', import.meta.url))
mkdirSync(publicFolder, { recursive: true })
// The worker that stands between a page and the network, of the version that is installed.
copyFileSync(
  createRequire(import.meta.url).resolve('msw/mockServiceWorker.js'),
  `${publicFolder}/mockServiceWorker.js`,
)

const config: StorybookConfig = {
  framework: '@storybook/web-components-vite',
  stories: ['./pages/*.mdx', './pages/*.stories.ts', '../src/**/*.stories.ts'],
  addons: ['@storybook/addon-docs', '@storybook/addon-a11y', '@storybook/addon-vitest'],
  staticDirs: [publicFolder],
  core: { disableTelemetry: true, disableWhatsNewNotifications: true },
  viteFinal: config => ({
    ...config,
    // Works wherever it is put.
    base: './',
    optimizeDeps: {
      ...config.optimizeDeps,
      // It looks for its engine beside itself.
      exclude: [...(config.optimizeDeps?.exclude ?? []), '@electric-sql/pglite'],
    },
    build: { ...config.build, target: 'es2022', chunkSizeWarningLimit: 20_000 },
  }),
}

export default config
