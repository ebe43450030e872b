// Builds a script and a style for each page; the server writes the pages themselves, and finds these by Vite's manifest.
import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const pages = readdirSync(here('src/pages')).filter(name => name.endsWith('.ts'))

export default defineConfig({
  root: here('.'),
  build: {
    target: ['chrome107', 'safari16.4', 'firefox115'],
    manifest: true,
    // A picture in a style would be `data:`, which the policy does not let in everywhere.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rollupOptions: { input: pages.map(name => here(`src/pages/${name}`)) },
  },
})
