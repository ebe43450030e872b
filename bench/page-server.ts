// Serves pages to measure, and the widgets' modules that they load.
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

const MODULES = new URL('../packages/widgets/dist/modules/', import.meta.url)
const TYPES = { html: 'text/html; charset=utf-8', json: 'application/json', js: 'text/javascript' } as const

/** What stands at an address: its type, and its text. */
export type Served = readonly [type: keyof typeof TYPES, content: string]

export interface PageServer {
  readonly origin: string
  close(): void
}

/** Serves what `find` gives for a path, and `/modules/…` from the build. */
export async function servePages(find: (path: string) => Served | undefined): Promise<PageServer> {
  const server = createServer(async ({ url = '/' }, response) => {
    const { pathname } = new URL(url, 'http://localhost')
    const served = find(pathname) ?? (await moduleAt(pathname))
    if (!served) return response.writeHead(404).end()
    const [type, content] = served
    response.writeHead(200, { 'content-type': TYPES[type] }).end(content)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { origin: `http://127.0.0.1:${port}`, close: () => server.close() }
}

async function moduleAt(path: string): Promise<Served | undefined> {
  const name = /^\/modules\/([\w./-]+\.js)$/.exec(path)?.[1]
  return name === undefined ? undefined : ['js', await readFile(new URL(name, MODULES), 'utf8')]
}
