/** The built site, read once at start: there is no path to walk out of at run time. */
import { readdirSync, readFileSync } from 'node:fs'
import { extname, join, relative, sep } from 'node:path'
import type { Answer } from './answer.ts'

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
}

/** Answers by path. Names of files under /assets/ hold a hash of their contents, so those never change. */
export function readStaticFiles(folder: string): ReadonlyMap<string, Answer> {
  const files = new Map<string, Answer>()
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const path = join(entry.parentPath, entry.name)
    const url = `/${relative(folder, path).split(sep).join('/')}`
    const type = TYPES[extname(url)] ?? 'application/octet-stream'
    const cache = url.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache'
    files.set(url, { status: 200, type, body: readFileSync(path), cache })
  }
  const index = files.get('/index.html')
  if (index) files.set('/', index)
  return files
}
