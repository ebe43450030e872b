/** The sample site on a port of this machine: the first free one from the port asked for. */
import { createServer, type Server } from 'node:http'
import type { TrustedIssuer } from '@qiyema/core/trust'
import { type Answer, problem, send } from './answer.ts'
import { makeRouter } from './routes.ts'
import { openSampleIssuer } from './sample/issuer.ts'
import { readStaticFiles } from './static-files.ts'

export interface SiteOptions {
  /** The built site. */
  readonly dist: string
  /** Where the sample issuer keeps its keys. */
  readonly data: string
  /** The first port to try; 0 for any. */
  readonly port: number
  /** Further issuers for the trust list. */
  readonly neighbours?: readonly TrustedIssuer[]
}

export interface Site {
  /** `http://localhost:PORT`, which is the sample issuer's `iss` too. */
  readonly origin: string
  /** Takes no further request, and ends once those under way are answered, or a second has passed. */
  close(): Promise<void>
}

const PORTS_TO_TRY = 20
const PATIENCE_MILLISECONDS = 1000

export async function startSite({ dist, data, port, neighbours = [] }: SiteOptions): Promise<Site> {
  const files = readStaticFiles(dist)
  let route: ReturnType<typeof makeRouter> = () => problem(503, 'Starting.')
  const server = createServer(async (request, response) => {
    send(request, response, await answered(() => route(request)))
  })
  const origin = `http://localhost:${await listen(server, port)}`
  route = makeRouter(files, await openSampleIssuer(origin, data, neighbours))
  return { origin, close: () => close(server) }
}

async function answered(answer: () => Answer | Promise<Answer>): Promise<Answer> {
  try {
    return await answer()
  } catch (error) {
    console.error(error)
    return problem(500, 'Something went wrong here; the terminal says what.')
  }
}

async function listen(server: Server, first: number): Promise<number> {
  for (let port = first; ; port++) {
    try {
      return await listenOn(server, port)
    } catch (error) {
      const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
      if (!isTaken || port - first >= PORTS_TO_TRY) throw error
    }
  }
}

function listenOn(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject)
      const address = server.address()
      resolve(typeof address === 'object' && address ? address.port : port)
    })
  })
}

function close(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    // A browser also opens connections on which it never asks anything. Node does not call them idle, and waits for them.
    const patience = setTimeout(() => server.closeAllConnections(), PATIENCE_MILLISECONDS)
    server.close(error => {
      clearTimeout(patience)
      if (error) reject(error)
      else resolve()
    })
    server.closeIdleConnections()
  })
}
