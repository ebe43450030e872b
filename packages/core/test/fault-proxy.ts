/** A TCP proxy that does to each connection what networks do to them: delay, reset, stall, cut, slice, lose the answer. */
import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** What happens to one connection. Bytes and pieces are those of the answer. */
export type Fault =
  | { readonly kind: 'none' }
  /** The answer comes late. */
  | { readonly kind: 'latency'; readonly milliseconds: number }
  /** The connection is torn down as it stands, or when the request begins to arrive. */
  | { readonly kind: 'reset'; readonly when: 'connected' | 'asked' }
  /** It is torn down this far into the answer. */
  | { readonly kind: 'tear'; readonly afterBytes: number }
  /** The origin has done what it was asked, and nobody hears of it. */
  | { readonly kind: 'lost-answer' }
  /** Nothing more comes, and nobody says so. */
  | { readonly kind: 'stall'; readonly afterBytes: number }
  /** The connection ends in good order, but too soon. */
  | { readonly kind: 'cut'; readonly afterBytes: number }
  /** The whole answer comes, and the connection stays open. */
  | { readonly kind: 'slow-close' }
  /** The answer comes in pieces, with a pause after each. */
  | { readonly kind: 'slice'; readonly bytes: number; readonly pauseMilliseconds: number }
  /** Something else than HTTP answers. */
  | { readonly kind: 'garbage' }

export interface FaultProxy {
  readonly url: string
  /** How many there were so far. */
  readonly connections: number
  close(): Promise<void>
}

/**
 * Starts a proxy on this machine. The origin should close after each answer, so that a connection is an attempt.
 *
 * @param faultOf - the fault of the nth connection, from 1
 */
export async function startFaultProxy(
  originPort: number,
  faultOf: (connection: number) => Fault,
): Promise<FaultProxy> {
  const sockets = new Set<Socket>()
  let connections = 0
  const server = createServer({ allowHalfOpen: true }, client => {
    connections++
    const origin = connect({ port: originPort, host: '127.0.0.1', allowHalfOpen: true })
    for (const socket of [client, origin]) {
      sockets.add(socket)
      // A torn connection is what this is for.
      socket.on('error', () => {})
      socket.on('close', () => sockets.delete(socket))
    }
    client.on('close', () => origin.destroy())
    inflict(faultOf(connections), client, origin)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    get connections() {
      return connections
    },
    async close() {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}

function inflict(fault: Fault, client: Socket, origin: Socket): void {
  if (fault.kind === 'reset') {
    if (fault.when === 'connected') return void client.resetAndDestroy()
    return void client.once('data', () => client.resetAndDestroy())
  }
  if (fault.kind === 'garbage')
    return void client.once('data', () => client.end('220 mail.example ESMTP\r\n'))
  client.pipe(origin)
  switch (fault.kind) {
    case 'none':
      return void origin.pipe(client)
    case 'latency':
      return void setTimeout(() => origin.pipe(client), fault.milliseconds)
    case 'lost-answer':
      return void origin.once('data', () => client.resetAndDestroy())
    case 'slow-close':
      return void origin.pipe(client, { end: false })
    case 'tear':
      return void passUpTo(fault.afterBytes, client, origin, () => client.resetAndDestroy())
    case 'cut':
      return void passUpTo(fault.afterBytes, client, origin, () => client.end())
    case 'stall':
      return void passUpTo(fault.afterBytes, client, origin, () => {})
    case 'slice':
      return void slice(fault.bytes, fault.pauseMilliseconds, client, origin)
  }
}

function passUpTo(limit: number, client: Socket, origin: Socket, then: () => void): void {
  let passed = 0
  origin.on('data', (chunk: Buffer) => {
    if (passed >= limit) return
    const part = chunk.subarray(0, limit - passed)
    passed += part.length
    // A reset overtakes what was written just before it, so it waits until that is on its way.
    client.write(part, () => passed >= limit && setTimeout(then, 5))
  })
}

async function slice(
  bytes: number,
  pauseMilliseconds: number,
  client: Socket,
  origin: Socket,
): Promise<void> {
  client.setNoDelay(true)
  for await (const chunk of origin as AsyncIterable<Buffer>) {
    for (let start = 0; start < chunk.length; start += bytes) {
      if (client.destroyed) return
      client.write(chunk.subarray(start, start + bytes))
      await new Promise(resolve => setTimeout(resolve, pauseMilliseconds))
    }
  }
  client.end()
}
