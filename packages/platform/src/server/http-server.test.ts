/** The HTTP server as clients meet it that are slow, large, or there when it stops: real sockets. */
import { once } from 'node:events'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterEach, describe, expect, test } from 'vitest'
import { type Fetch, type HttpServer, listen } from './http-server.js'

const LIMITS = {
  headerBytes: 16_384,
  headersMilliseconds: 300,
  requestMilliseconds: 600,
  keepAliveMilliseconds: 60_000,
  connections: 3,
}

let server: HttpServer
afterEach(() => server.close())

async function start(fetch?: Fetch): Promise<string> {
  server = await listen('127.0.0.1', 0, LIMITS)
  if (fetch) server.serve(fetch)
  return `http://127.0.0.1:${server.port}`
}

/** Sends bytes as they are, and gives all that comes back. */
async function send(...pieces: readonly string[]): Promise<string> {
  const socket = connect(server.port, '127.0.0.1')
  for (const piece of pieces) socket.write(piece)
  return text(socket)
}

const echo: Fetch = async request => new Response(await request.text())

test('until the platform is there, it says that it is starting', async () => {
  const address = await start()
  const answer = await fetch(address)
  expect(answer.status).toBe(503)
  expect(answer.headers.get('retry-after')).toBe('1')
  server.serve(() => new Response('here'))
  expect(await (await fetch(address)).text()).toBe('here')
})

test('a port that is taken is told, with what to do', async () => {
  await start()
  await expect(listen('127.0.0.1', server.port)).rejects.toMatchObject({
    code: 'ERR_ADDRESS',
    message: expect.stringContaining('set HOST and PORT'),
  })
})

describe('who is slow', () => {
  test('with headers, one byte now and then, is hung up on', async () => {
    await start(echo)
    expect(await send('GET / HTTP/1.1\r\nhost: a\r\nx: ')).toMatch(/^HTTP\/1\.1 408 /)
  })

  test('with a body is hung up on, too', async () => {
    await start(echo)
    const answer = await send('POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 9\r\n\r\n1')
    expect(answer).toMatch(/^(?:HTTP\/1\.1 408 |$)/)
  })
})

test.each([
  ['headers beyond the limit', `GET / HTTP/1.1\r\nhost: a\r\nx: ${'a'.repeat(17_000)}\r\n\r\n`, 431],
  ['an address beyond it', `GET /${'a'.repeat(17_000)} HTTP/1.1\r\nhost: a\r\n\r\n`, 431],
  ['no host', 'GET / HTTP/1.1\r\nconnection: close\r\n\r\n', 400],
  ['two lengths', 'POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n', 400],
  [
    'a length and chunks, which hides a second request',
    'POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 4\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n',
    400,
  ],
  ['something else than HTTP', '\u0016\u0003\u0001 hello\r\n\r\n', 400],
])('%s are refused before anybody looks at them', async (_, request, status) => {
  let asked = 0
  await start(() => {
    asked++
    return new Response('')
  })
  expect(await send(request)).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `))
  expect(asked).toBe(0)
})

test('connections beyond the limit are not taken', async () => {
  await start(echo)
  const sockets = [1, 2, 3].map(() => connect(server.port, '127.0.0.1'))
  await Promise.all(sockets.map(socket => once(socket, 'connect')))
  const refused = await send('GET / HTTP/1.1\r\nhost: a\r\n\r\n').catch(
    (error: { code: string }) => error.code,
  )
  expect(['', 'ECONNRESET']).toContain(refused)
  for (const socket of sockets) socket.destroy()
})

describe('when it stops', () => {
  test('what is under way is answered, as the last on its connection', async () => {
    await start(echo)
    const socket = connect(server.port, '127.0.0.1')
    socket.write('POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 3\r\n\r\nab')
    await once(socket, 'connect')
    await fetch(`http://127.0.0.1:${server.port}`, { method: 'POST', body: 'an idle connection stays' })
    const closed = server.close()
    await expect(fetch(`http://127.0.0.1:${server.port}`)).rejects.toThrow()
    socket.write('c')
    const answer = await text(socket)
    expect(answer).toMatch(/^HTTP\/1\.1 200 OK\r\n/)
    expect(answer.toLowerCase()).toContain('connection: close')
    expect(answer).toMatch(/abc$/)
    await closed
  })

  test('connections on which nothing was asked do not keep it', async () => {
    await start(echo)
    const silent = connect(server.port, '127.0.0.1')
    await once(silent, 'connect')
    await server.close()
    expect(await text(silent)).toBe('')
  })
})
