/** The HTTP server of a node: what it waits for and how long, and how it stops taking requests without dropping one. */
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { SetUpError } from '../set-up-error.js'

/** What a connection may take of the server. */
export interface HttpLimits {
  /** Of all headers of a request. The longest that are ours, a token and its proof, take a quarter of it. */
  readonly headerBytes: number
  /** Until a request's headers are there: who sends a byte now and then holds a connection no longer than this. */
  readonly headersMilliseconds: number
  /** Until a whole request is there: an upload of 20 MiB at 2 Mbit/s. */
  readonly requestMilliseconds: number
  /** Longer than those who balance load keep theirs, or a request of theirs would meet a door just closing. */
  readonly keepAliveMilliseconds: number
  readonly connections: number
}

const LIMITS: HttpLimits = {
  headerBytes: 16_384,
  headersMilliseconds: 10_000,
  requestMilliseconds: 90_000,
  keepAliveMilliseconds: 75_000,
  connections: 10_000,
}

/** Answers a request; beside it stands what Node knows of the connection. */
export type Fetch = (request: Request, environment: object) => Response | Promise<Response>

export interface HttpServer {
  readonly host: string
  readonly port: number
  /** From when on requests are answered; until then they hear that the platform is starting. */
  serve(fetch: Fetch): void
  /** Takes no connection any more, and ends once the requests under way are answered. */
  close(): Promise<void>
}

/**
 * Takes a port.
 *
 * @throws {SetUpError} `ERR_ADDRESS` where the port is taken or may not be, or the host is not this machine
 */
export async function listen(host: string, port: number, limits: HttpLimits = LIMITS): Promise<HttpServer> {
  let fetch: Fetch = starting
  let isClosing = false
  let underWay = 0
  const answer = getRequestListener(
    async (request, environment) => {
      const response = await fetch(request, environment)
      // What is answered from now on is the last on its connection.
      if (isClosing && 'shouldKeepAlive' in environment.outgoing) environment.outgoing.shouldKeepAlive = false
      return response
    },
    { overrideGlobalObjects: false },
  )
  const server = createServer(
    {
      maxHeaderSize: limits.headerBytes,
      headersTimeout: limits.headersMilliseconds,
      requestTimeout: limits.requestMilliseconds,
      keepAliveTimeout: limits.keepAliveMilliseconds,
      connectionsCheckingInterval: limits.headersMilliseconds / 5,
    },
    (incoming, outgoing) => {
      underWay++
      outgoing.once('close', () => {
        underWay--
        if (isClosing) closeUnused()
      })
      void answer(incoming, outgoing)
    },
  )
  /** Once nothing is under way, all connections: those where nobody has asked for anything yet do not count as idle. */
  function closeUnused(): void {
    if (underWay === 0) server.closeAllConnections()
    else server.closeIdleConnections()
  }
  server.maxConnections = limits.connections
  server.listen(port, host)
  await once(server, 'listening').catch((error: NodeJS.ErrnoException) => {
    throw new SetUpError(
      'ERR_ADDRESS',
      `The platform cannot listen on ${host}:${port} (${error.code}): set HOST and PORT to what is free.`,
    )
  })
  return {
    host,
    port: portOf(server),
    serve(given) {
      fetch = given
    },
    async close() {
      isClosing = true
      if (!server.listening) return
      const closed = once(server, 'close')
      server.close()
      closeUnused()
      await closed
    },
  }
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port
}

function starting(): Response {
  return new Response(JSON.stringify({ status: 'starting' }), {
    status: 503,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store', 'retry-after': '1' },
  })
}
