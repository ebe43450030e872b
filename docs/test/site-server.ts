/** Serves the built site as a static host does, and knows how much each answer weighs on the way. */
import { once } from 'node:events'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { fromDocs } from '../build/places.ts'

const DIST = fromDocs('.vitepress/dist')
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
}

export interface SiteServer {
  readonly origin: string
  /** Bytes, compressed, of what was asked for since the last time. */
  weigh(): number
  close(): void
}

export async function serveSite(): Promise<SiteServer> {
  let weight = 0
  const server = createServer((request, response) => {
    const path = fileOf(new URL(request.url ?? '/', 'http://localhost').pathname)
    if (!path) return response.writeHead(404).end()
    const body = readFileSync(path)
    weight += gzipSync(body, { level: 6 }).length
    response.writeHead(200, { 'content-type': TYPES[extname(path)] ?? 'application/octet-stream' }).end(body)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    weigh() {
      const weighed = weight
      weight = 0
      return weighed
    },
    close() {
      server.close()
      server.closeAllConnections()
    },
  }
}

/** As hosts find a page under an address without an ending. */
export function fileOf(pathname: string): string | undefined {
  const path = join(DIST, decodeURIComponent(pathname))
  return [path, `${path}.html`, join(path, 'index.html')].find(
    candidate => existsSync(candidate) && statSync(candidate).isFile(),
  )
}
