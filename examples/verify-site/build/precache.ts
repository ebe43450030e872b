/**
 * A Vite plugin: puts the list of every built file, and a version made of their contents, into the service worker, and
 * the Content-Security-Policy into every page.
 */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, relative, resolve, sep } from 'node:path'
import type { Plugin } from 'vite'
import { contentSecurityPolicy } from './content-security-policy.ts'

/** The name that stands for the list in src/offline/service-worker.ts. */
const PLACEHOLDER = 'PRECACHE_MANIFEST'
const SERVICE_WORKER = 'service-worker.js'

export function precache(): Plugin {
  let folder = ''
  let base = '/'
  return {
    name: 'qiyema-precache',
    apply: 'build',
    configResolved(config) {
      folder = resolve(config.root, config.build.outDir)
      base = config.base
    },
    // After everything is written, because workers and their assets come from builds of their own.
    closeBundle() {
      const path = join(folder, SERVICE_WORKER)
      const source = readFileSync(path, 'utf8')
      if (source.split(PLACEHOLDER).length !== 2) this.error(`${PLACEHOLDER} does not stand in ${path} once.`)
      writeFileSync(path, source.replace(PLACEHOLDER, JSON.stringify(listFiles(folder, base))))
    },
  }
}

export function policyInPages(connect: readonly string[]): Plugin {
  return {
    name: 'qiyema-policy',
    apply: 'build',
    transformIndexHtml: () => [
      {
        tag: 'meta',
        attrs: { 'http-equiv': 'Content-Security-Policy', content: contentSecurityPolicy(connect) },
        injectTo: 'head-prepend',
      },
    ],
  }
}

function listFiles(folder: string, base: string): { version: string; files: string[] } {
  const hash = createHash('sha256')
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && entry.name !== SERVICE_WORKER)
    .map(entry => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort()
  for (const name of names) hash.update(name).update(readFileSync(join(folder, name)))
  return { version: hash.digest('hex').slice(0, 12), files: names.map(name => base + name) }
}
