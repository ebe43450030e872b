/** What leaves a server: only by https, only to where everybody can be reached, and to no other address than was looked at. */
import { createServer as createHttpServer, type RequestListener } from 'node:http'
import { createServer, type Server } from 'node:https'
import type { AddressInfo } from 'node:net'
import { createServer as createTcpServer } from 'node:net'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { selfSigned } from '../../test/self-signed.js'
import { AddressRefusedError, createNodeSender, type NodeSenderOptions } from './node-sender.js'

const HOST = 'hooks.bank.example'
const { cert, key } = selfSigned(HOST)
const HERE = [{ address: '127.0.0.1', family: 4 }]

const closers: (() => void)[] = []
afterEach(() => {
  for (const close of closers.splice(0)) close()
})

async function listen(server: Server | ReturnType<typeof createHttpServer | typeof createTcpServer>) {
  await new Promise<void>(settle => server.listen(0, '127.0.0.1', settle))
  closers.push(() => {
    server.close()
    if ('closeAllConnections' in server) server.closeAllConnections()
  })
  return (server.address() as AddressInfo).port
}

/** A real server by https, with what it was asked. */
async function receiver(listener: RequestListener = (_, response) => response.writeHead(204).end()) {
  const asked: { path: string; headers: object; body: string }[] = []
  const server = createServer({ cert, key }, (request, response) => {
    let body = ''
    request.on('data', chunk => {
      body += chunk
    })
    request.on('end', () => {
      asked.push({ path: request.url ?? '', headers: request.headers, body })
      listener(request, response)
    })
  })
  let connections = 0
  server.on('connection', () => {
    connections++
  })
  const port = await listen(server)
  return { asked, url: `https://${HOST}:${port}/hooks`, port, connections: () => connections }
}

function webhook(url: string): Request {
  return new Request(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'webhook-id': 'evt_1' },
    body: '{"type":"code.revoked","name":"企业码"}',
  })
}

/** A sender for which the test's own machine is somewhere on the network. */
function sender(options: NodeSenderOptions = {}) {
  return createNodeSender({
    ca: cert,
    resolve: async () => HERE,
    isAllowedAddress: address => address === '127.0.0.1',
    ...options,
  })
}

describe('a webhook', () => {
  test('arrives as it is, by https, under the name that was registered', async () => {
    const { asked, url, port } = await receiver((_, response) => response.writeHead(202).end('taken'))
    expect(await sender()(webhook(url))).toEqual({ status: 202 })
    expect(asked).toMatchObject([
      {
        path: '/hooks',
        body: '{"type":"code.revoked","name":"企业码"}',
        headers: { host: `${HOST}:${port}`, 'webhook-id': 'evt_1', 'content-type': 'application/json' },
      },
    ])
  })

  test('goes to nobody whose certificate does not hold, or is for another name', async () => {
    const { asked, url } = await receiver()
    const { cert: stranger } = selfSigned(HOST)
    await expect(sender({ ca: stranger })(webhook(url))).rejects.toThrow()
    await expect(sender()(webhook(url.replace(HOST, 'shop.bank.example')))).rejects.toThrow()
    expect(asked).toEqual([])
  })

  test('follows no redirect', async () => {
    const elsewhere = await receiver()
    const { url } = await receiver((_, response) =>
      response.writeHead(307, { location: elsewhere.url }).end(),
    )
    expect(await sender()(webhook(url))).toEqual({ status: 307 })
    expect(elsewhere.connections()).toBe(0)
  })

  test('keeps no connection to a receiver', async () => {
    const { url, connections } = await receiver()
    const send = sender()
    await send(webhook(url))
    await send(webhook(url))
    expect(connections()).toBe(2)
  })
})

describe('an address', () => {
  test.each([
    'https://127.0.0.1:1/',
    'https://[::1]:1/',
    'https://[::ffff:127.0.0.1]:1/',
    'https://169.254.169.254/',
    'https://0x7f.1/',
  ])('in numbers that is nobody else’s is refused: %s', async url => {
    await expect(createNodeSender()(webhook(url))).rejects.toThrow(AddressRefusedError)
  })

  test.each([
    '127.0.0.1',
    '10.1.2.3',
    '100.64.0.1',
    '169.254.169.254',
    '::1',
    'fe80::1',
    '::ffff:10.0.0.1',
    '64:ff9b::a00:1',
    '224.0.0.1',
  ])('that a name turns out to have is refused: %s, without a connection', async address => {
    const { url, connections } = await receiver()
    const resolve = async () => [{ address, family: address.includes(':') ? 6 : 4 }]
    await expect(createNodeSender({ ca: cert, resolve })(webhook(url))).rejects.toThrow(AddressRefusedError)
    expect(connections()).toBe(0)
  })

  test('among several that is nobody else’s has all of them refused', async () => {
    const resolve = async () => [{ address: '1.1.1.1', family: 4 }, ...HERE]
    const send = createNodeSender({ ca: cert, resolve })
    await expect(send(webhook(`https://${HOST}/`))).rejects.toThrow(AddressRefusedError)
  })

  test('is looked up once: a name that means something else a moment later gains nothing', async () => {
    const target = await receiver()
    const hostile = await receiver()
    const answers = [[{ address: '127.0.0.1', family: 4 }], [{ address: '127.0.0.2', family: 4 }]]
    const resolve = vi.fn(async () => answers.shift() ?? [])
    expect(await sender({ resolve })(webhook(target.url))).toEqual({ status: 204 })
    expect(resolve).toHaveBeenCalledTimes(1)
    expect(target.connections()).toBe(1)
    expect(hostile.connections()).toBe(0)
  })

  test('that a name does not have is refused', async () => {
    await expect(sender({ resolve: async () => [] })(webhook(`https://${HOST}/`))).rejects.toThrow(
      AddressRefusedError,
    )
  })

  test('without https is refused, also where things are tried out', async () => {
    for (const isLocalAccepted of [true, false]) {
      const send = sender({ isLocalAccepted })
      await expect(send(webhook(`http://${HOST}/`))).rejects.toThrow(AddressRefusedError)
    }
  })

  test('on this machine is called by http where things are tried out, and nowhere else', async () => {
    const port = await listen(createHttpServer((_, response) => response.writeHead(200).end()))
    for (const host of ['127.0.0.1', 'localhost']) {
      const url = `http://${host}:${port}/`
      expect(await createNodeSender({ isLocalAccepted: true })(webhook(url))).toEqual({ status: 200 })
      await expect(createNodeSender()(webhook(url))).rejects.toThrow(AddressRefusedError)
    }
  })
})

describe('a receiver', () => {
  test('that accepts and says nothing is given up', async () => {
    const port = await listen(createTcpServer(socket => socket.on('error', () => {})))
    await expect(sender({ timeoutMs: 100 })(webhook(`https://${HOST}:${port}/`))).rejects.toThrow()
  })

  test('whose name is never resolved is given up', async () => {
    const resolve = () => new Promise<never>(() => {})
    await expect(sender({ resolve, timeoutMs: 50 })(webhook(`https://${HOST}/`))).rejects.toThrow()
  })

  test('that answers without end is hung up on', async () => {
    let noticeHangUp = () => {}
    const hungUp = new Promise<void>(settle => {
      noticeHangUp = settle
    })
    const { url } = await receiver((_, response) => {
      response.writeHead(200)
      response.on('close', noticeHangUp)
      const talk = (): void => {
        if (response.destroyed) return
        if (response.write('x'.repeat(16_384))) setImmediate(talk)
        else response.once('drain', talk)
      }
      talk()
    })
    expect(await sender()(webhook(url))).toEqual({ status: 200 })
    await hungUp
  })

  test('that hangs up fails, and nothing else does', async () => {
    const { url } = await receiver((request, response) => {
      request.socket.destroy()
      response.destroy()
    })
    await expect(sender()(webhook(url))).rejects.toThrow()
  })
})
