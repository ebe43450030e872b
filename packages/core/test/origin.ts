/** A server to call: it keeps idempotency keys as the platform does, counts effects, and answers what a test tells it to. */
import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A request as it arrived. */
export interface Arrived {
  readonly method: string
  readonly url: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/** How to answer a request; the first one has number 1. */
export type Answering = (arrived: Arrived, number: number, response: ServerResponse) => void

export interface Origin {
  readonly url: string
  readonly port: number
  readonly arrived: readonly Arrived[]
  close(): Promise<void>
}

/** Starts a server on this machine that closes after each answer. */
export async function startOrigin(answering: Answering): Promise<Origin> {
  const arrived: Arrived[] = []
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    // Who was torn off in the middle of a request never made it.
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const { method = '', url = '', headers } = request
    arrived.push({ method, url, headers, body: Buffer.concat(chunks).toString() })
    response.setHeader('connection', 'close')
    const last = arrived.at(-1)
    if (last) answering(last, arrived.length, response)
  })
  server.on('clientError', (_error, socket) => socket.destroy())
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    arrived,
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

export function answerJson(response: ServerResponse, body: unknown, status = 200): void {
  const text = JSON.stringify(body)
  const type = status < 400 ? 'application/json' : 'application/problem+json'
  response.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(text) }).end(text)
}

/** One effect for each idempotency key: a second arrival gets the first one's answer, or 409 while that is being made. */
export function createEffects() {
  const answers = new Map<string, { readonly id: string } | 'in-progress'>()
  let count = 0
  return {
    get count() {
      return count
    },
    /** @param work - resolves when the effect is there */
    async answer(arrived: Arrived, response: ServerResponse, work: Promise<void>): Promise<void> {
      const key = String(arrived.headers['idempotency-key'])
      const kept = answers.get(key)
      if (kept === 'in-progress')
        return answerJson(response, { type: 'about:blank', code: 'idempotency_in_progress' }, 409)
      if (kept) return answerJson(response, kept)
      answers.set(key, 'in-progress')
      await work
      const made = { id: `need_${++count}` }
      answers.set(key, made)
      answerJson(response, made)
    },
  }
}
