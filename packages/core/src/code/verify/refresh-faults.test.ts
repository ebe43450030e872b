/** A refresh against servers that fail, lie or are not there: the old lists stay, and the report says what happened. */
import type { ServerResponse } from 'node:http'
import { describe, expect, test } from 'vitest'
import {
  type Answer,
  endlessly,
  expectProblem,
  openPublishingWorkshop,
  type PublishingWorkshop,
} from '../../../test/list-server.js'
import { AT, INDEX, openWorkshop } from '../../../test/workshop.js'
import type { Verifier } from './verify.js'

const MEBIBYTE = 1 << 20
const stranger = await openWorkshop()

/** What is wrong with an answer, the answer, and a word of the reason given for it. */
type Fault = readonly [what: string, answer: Answer, word: RegExp]

const FAULTS: readonly Fault[] = [
  ['answers 500', 500, /500/],
  ['answers 503', 503, /503/],
  ['answers 403', 403, /403/],
  ['answers 304 without being asked for changes', 304, /304/],
  ...[301, 302, 303, 307, 308].map(status => [`redirects with ${status}`, redirect(status), /./] as const),
  ['answers with nothing', '', /JWS/],
  ['answers with a page', '<!doctype html><title>Welcome</title>', /JWS/],
  ['answers with JSON', '{"seq":1}', /JWS/],
  ['answers with three dots', '...', /JWS/],
  ['answers with bytes that are no text', (_, response) => response.end(Buffer.alloc(500, 0xfe)), /JWS/],
  ['answers with more than 1 MiB', 'e'.repeat(MEBIBYTE + 1), /1 MiB/],
  ['answers without end', endlessly, /1 MiB/],
  ['announces compression and sends none', announce({ 'content-encoding': 'gzip' }), /./],
  ['announces more than it sends', announce({ 'content-length': '1000' }), /./],
  ['resets the connection at once', ({ socket }) => socket.resetAndDestroy(), /./],
  ['closes the connection at once', ({ socket }) => socket.destroy(), /./],
  ['resets the connection in the middle of its answer', resetInTheMiddle, /./],
  ['speaks no HTTP', ({ socket }) => socket.end('220 mail.example ESMTP\r\n'), /./],
]

function redirect(status: number): Answer {
  return (_, response) => response.writeHead(status, { location: '/elsewhere' }).end()
}

function announce(headers: Record<string, string>): Answer {
  return (_, response) => {
    response.writeHead(200, headers)
    response.write('eyJhbGciOiJFUzI1NiJ9')
    response.socket?.end()
  }
}

function resetInTheMiddle(_: unknown, response: ServerResponse): void {
  response.writeHead(200, { 'content-length': '1000' })
  response.write('eyJhbGciOiJFUzI1NiJ9', () => response.socket?.resetAndDestroy())
}

async function expectValid(workshop: PublishingWorkshop, verifier: Verifier): Promise<void> {
  expect(await verifier.verify((await workshop.print()).link)).toMatchObject({
    outcome: 'valid',
    warnings: [],
  })
}

describe.each(FAULTS)('a server that %s', (_, answer, word) => {
  test('for the first trust list leaves every code unconfirmed', async () => {
    const workshop = await openPublishingWorkshop()
    workshop.server.answers.set('/trust', answer)
    workshop.server.answers.set('/elsewhere', await workshop.signTrust())
    const verifier = workshop.verifier()
    const report = await verifier.refresh()
    expectProblem(report, workshop.source.url, word)
    expect(report.updated).toEqual([])
    expect(workshop.server.asked).not.toContain('/elsewhere')
    expect(await verifier.verify((await workshop.print()).link)).toMatchObject({ outcome: 'unconfirmed' })
  })

  test('for a later trust list leaves the one before, and status lists are renewed under it', async () => {
    const workshop = await openPublishingWorkshop()
    const verifier = workshop.verifier()
    await verifier.refresh()
    workshop.server.answers.set('/trust', answer)
    await workshop.publishStatus({ iat: AT + 1 })
    const report = await verifier.refresh()
    expectProblem(report, workshop.source.url, word)
    expect(report.updated).toEqual([workshop.statusUri()])
    await expectValid(workshop, verifier)
  })

  test('for a status list leaves the one before, and asks for the next', async () => {
    const workshop = await openPublishingWorkshop()
    await workshop.publishStatus({ number: 1 })
    const verifier = workshop.verifier()
    await verifier.refresh()
    workshop.server.answers.set('/status/0', answer)
    workshop.server.answers.set('/elsewhere', await workshop.signStatus({ revoked: INDEX.valid }))
    await workshop.publishStatus({ number: 1, iat: AT + 1 })
    const report = await verifier.refresh()
    expectProblem(report, workshop.statusUri(0), word)
    expect(report.updated).toEqual([workshop.statusUri(1)])
    expect(workshop.server.asked).not.toContain('/elsewhere')
    await expectValid(workshop, verifier)
  })
})

describe('a list is not taken over', () => {
  test.each<[what: string, offer: (workshop: PublishingWorkshop) => Promise<string>, word: RegExp]>([
    ['signed under another root', async ({ signTrust }) => signTrust({ seq: 3 }, stranger.root), /signature/],
    ['of an earlier edition', ({ signTrust }) => signTrust({ seq: 1 }), /seq/],
    ['rewritten under the same number', ({ signTrust }) => signTrust({ seq: 2, exp: AT + 99 }), /edition 2/],
    ['that has expired', async w => expiredTrust(w), /expired/],
    [
      'in which a key changes its regions',
      w => w.signTrust({ seq: 3, issuer: { regions: ['44'] } }),
      /regions/,
    ],
    ['that is a status list', ({ signStatus }) => signStatus(), /typ/],
  ])('for trust: %s', async (_, offer, word) => {
    const workshop = await openPublishingWorkshop()
    await workshop.publishTrust({ seq: 2 })
    let now = AT
    const verifier = workshop.verifier({ now: () => now })
    await verifier.refresh()
    workshop.server.answers.set('/trust', await offer(workshop))
    now = AT + 20
    const report = await verifier.refresh()
    expectProblem(report, workshop.source.url, word)
    expect(report.updated).toEqual([])
    expect(await verifier.state()).toMatchObject({ trust: { seq: 2 } })
    await expectValid(workshop, verifier)
  })

  function expiredTrust({ signTrust }: PublishingWorkshop): Promise<string> {
    return signTrust({ seq: 3, exp: AT + 20 })
  }

  test.each<[what: string, offer: (workshop: PublishingWorkshop) => Promise<string>, word: RegExp]>([
    ['signed by a stranger', w => w.signStatus({ key: stranger.statusKey }), /key/],
    ['signed with the key for codes', w => w.signStatus({ key: w.codeKey }), /key/],
    ['older than the one held', w => w.signStatus({ iat: AT - 1 }), /older/],
    ['of another number', w => w.signStatus({ number: 1, iat: AT + 1 }), /address/],
    ['that is a trust list', w => w.signTrust(), /typ/],
  ])('for status: %s', async (_, offer, word) => {
    const workshop = await openPublishingWorkshop()
    const verifier = workshop.verifier()
    await verifier.refresh()
    workshop.server.answers.set('/status/0', await offer(workshop))
    const report = await verifier.refresh()
    expectProblem(report, workshop.statusUri(), word)
    expect(report.updated).toEqual([])
    await expectValid(workshop, verifier)
  })
})

test.each([404, 410, 204])('a trust list that is answered by %i is a problem', async status => {
  const workshop = await openPublishingWorkshop()
  workshop.server.answers.set('/trust', status)
  expectProblem(await workshop.verifier().refresh(), workshop.source.url, /nothing/)
})

test.each([404, 410, 204])(
  'a status list known before and then answered by %i is a problem, and stays',
  async status => {
    const workshop = await openPublishingWorkshop()
    const verifier = workshop.verifier()
    await verifier.refresh()
    workshop.server.answers.set('/status/0', status)
    expectProblem(await verifier.refresh(), workshop.statusUri(), /nothing/)
    await expectValid(workshop, verifier)
  },
)

test('without a network every list is a problem, with its address, and all of them stay', async () => {
  const workshop = await openPublishingWorkshop()
  const verifier = workshop.verifier()
  await verifier.refresh()
  await workshop.server.close()
  const report = await verifier.refresh()
  const { url } = workshop.source
  expectProblem({ ...report, problems: report.problems.slice(0, 1) }, url, /ECONNREFUSED/)
  expect(report.problems.map(problem => problem.url)).toEqual(
    expect.arrayContaining([url, workshop.statusUri()]),
  )
  expect(report.problems.every(({ reason }) => reason === report.problems[0]?.reason)).toBe(true)
  expect(report.updated).toEqual([])
  await expectValid(workshop, verifier)
})
