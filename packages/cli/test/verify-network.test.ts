import { readFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { mistake, openWorkshop, type Workshop } from './workshop.js'

let workshop: Workshop
let server: Server
let origin: string
let link: string
let requests: string[] = []
/** What the server has; everything else is not there. */
const published = new Map<string, string>()

beforeAll(async () => {
  server = createServer(({ url = '' }, response) => {
    requests.push(url)
    const body = published.get(url)
    response.writeHead(body === undefined ? 404 : 200).end(body)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  workshop = await openWorkshop(`${origin}/status`)
  link = await workshop.sign('--status', `${origin}/status`)
  published.set('/trust.jwt', await readFile(workshop.path('trust.jwt'), 'utf8'))
  published.set('/status/0', await readFile(workshop.path('status-0.jwt'), 'utf8'))
})
afterAll(async () => {
  server.close()
  await workshop.close()
})

const verify = (...more: readonly string[]) => {
  requests = []
  return workshop.run([
    'verify',
    link,
    '--trust',
    `${origin}/trust.jwt`,
    '--root',
    'root.jwk',
    '--json',
    ...more,
  ])
}

describe('qiyema verify, with a trust list at an address', () => {
  test('fetches the trust list and the status lists, from pinned places only', async () => {
    expect(await verify()).toMatchObject({ status: 0, stderr: '' })
    expect(requests).toEqual(['/trust.jwt', '/status/0', '/status/1'])
  })

  test('works offline from its store afterwards, and asks nobody', async () => {
    expect(await verify('--store', 'store')).toMatchObject({ status: 0 })
    expect(await verify('--store', 'store', '--offline')).toMatchObject({ status: 0, stderr: '' })
    expect(requests).toEqual([])
  })

  test('keeps what it has when the network fails, and says what was not refreshed', async () => {
    await verify('--store', 'kept')
    published.delete('/trust.jwt')
    const run = await verify('--store', 'kept')
    published.set('/trust.jwt', await readFile(workshop.path('trust.jwt'), 'utf8'))
    expect(run).toMatchObject({
      status: 0,
      stderr: `qiyema: not refreshed: ${origin}/trust.jwt: nothing is there\n`,
    })
  })

  test('cannot confirm anything under another root key', async () => {
    const run = await workshop.run([
      'verify',
      link,
      '--trust',
      `${origin}/trust.jwt`,
      '--root',
      'holder.jwk',
      '--json',
    ])
    expect(run).toMatchObject({ status: 1, stderr: expect.stringContaining('the signature does not hold') })
    expect(JSON.parse(run.stdout).outcome).toBe('unconfirmed')
  })

  test('fetches status lists for a trust list from a file when asked to', async () => {
    requests = []
    const args = ['verify', link, '--trust', 'trust.json']
    expect(await workshop.run(args)).toMatchObject({ status: 1 })
    expect(requests).toEqual([])
    expect(await workshop.run([...args, '--refresh'])).toMatchObject({ status: 0 })
    expect(requests).toEqual(['/status/0', '/status/1'])
  })

  test('says in one line what is missing or contradicts itself', async () => {
    const of = (...args: readonly string[]) => workshop.run(['verify', link, ...args])
    expect(await of('--trust', `${origin}/trust.jwt`)).toMatchObject(
      mistake('A trust list from an address is believed only under its root key: give --root FILE.'),
    )
    expect(await verify('--offline')).toMatchObject(
      mistake('Offline, a trust list with an address can only come from a --store: give one.'),
    )
    expect(await verify('--offline', '--refresh')).toMatchObject(
      mistake("option '--refresh' cannot be used with option '--offline'"),
    )
    expect(await of('--trust', 'http://trust.example/list', '--root', 'root.jwk')).toMatchObject(
      mistake('A trust list has an https URL without query or fragment, and a root JWK.'),
    )
  })
})
