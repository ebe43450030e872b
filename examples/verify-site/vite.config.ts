// Builds two static pages, a worker that reads squares and a service worker that keeps everything for offline use.
// VERIFY_SAMPLES=off leaves the second page, the samples, out. VERIFY_CONNECT names the origins that lists are fetched from, when they are not the page's own.
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'
import { policyInPages, precache } from './build/precache.ts'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
/** Off for a site of one's own: without the sheet of sample codes. */
const hasSamples = process.env.VERIFY_SAMPLES !== 'off'
const connect = process.env.VERIFY_CONNECT?.split(/\s+/).filter(Boolean) ?? []

export default defineConfig({
  root: here('.'),
  plugins: [policyInPages(connect), precache()],
  define: { 'import.meta.env.HAS_SAMPLES': JSON.stringify(hasSamples) },
  worker: { format: 'es' },
  build: {
    target: ['chrome107', 'safari16.4', 'firefox115'],
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rollupOptions: {
      input: {
        index: here('index.html'),
        ...(hasSamples && { sheet: here('sheet.html') }),
        'service-worker': here('src/offline/service-worker.ts'),
      },
      output: {
        // What both pages share.
        chunkFileNames: 'assets/shared-[hash].js',
        // Its address never changes, and stands beside the pages that it serves.
        entryFileNames: ({ name }) => (name === 'service-worker' ? '[name].js' : 'assets/[name]-[hash].js'),
      },
    },
  },
})
