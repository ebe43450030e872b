/** A refresh whose servers never come to an end: it is given up in time, and holds no connection after that. */
import { afterEach, describe, expect, test, vi } from 'vitest'
import {
  type Answer,
  endlessly,
  expectProblem,
  holdAnswer,
  openPublishingWorkshop,
  type PublishingWorkshop,
} from '../../../test/list-server.js'
import { openWorkshop } from '../../../test/workshop.js'

afterEach(() => {
  vi.useRealTimers()
})

describe('a server that keeps its caller waiting', () => {
  const STALLS: readonly (readonly [what: string, stall: Answer])[] = [
    ['before its answer', () => undefined],
    ['in the middle of it', (_, response) => response.write('eyJ')],
  ]

  test.each(STALLS)('%s is given up by a signal, and the connection closed', async (_, stall) => {
    const workshop = await openPublishingWorkshop()
    const { stalled, closed } = stallAt(workshop, stall)
    const controller = new AbortController()
    const verifier = workshop.verifier()
    const refreshing = verifier.refresh({ signal: controller.signal })
    await stalled
    controller.abort(new Error('the page was left'))
    expectProblem(await refreshing, workshop.source.url, /the page was left/)
    await closed
    await workshop.publishTrust()
    expect(await verifier.refresh()).toMatchObject({ ok: true })
  })

  test.each(STALLS)('%s is given up after fifteen seconds', async (_, stall) => {
    const workshop = await openPublishingWorkshop()
    const { stalled, closed } = stallAt(workshop, stall)
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const refreshing = workshop.verifier().refresh()
    await stalled
    vi.advanceTimersByTime(14_999)
    const first = await Promise.race([refreshing, new Promise(resolve => setImmediate(resolve, 'waiting'))])
    expect(first).toBe('waiting')
    vi.advanceTimersByTime(1)
    expectProblem(await refreshing, workshop.source.url, /15 s/)
    await closed
  })

  test('is not asked at all when the signal was aborted before', async () => {
    const workshop = await openPublishingWorkshop()
    const report = await workshop.verifier().refresh({ signal: AbortSignal.abort() })
    expectProblem(report, workshop.source.url, /abort/)
    expect(workshop.server.asked).toEqual([])
  })

  /** Lets the trust list stall, and tells when it does and when its connection is closed. */
  function stallAt({ server }: PublishingWorkshop, stall: Answer) {
    let close = () => {}
    const closed = new Promise<void>(resolve => (close = resolve))
    const stalled = new Promise<void>(resolve => {
      server.answers.set('/trust', (request, response) => {
        request.socket.on('close', close)
        if (typeof stall === 'function') stall(request, response)
        setImmediate(resolve)
      })
    })
    return { stalled, closed }
  }
})

test('a connection on which a list never ends is closed', async () => {
  const workshop = await openPublishingWorkshop()
  let close = () => {}
  const closed = new Promise<void>(resolve => (close = resolve))
  workshop.server.answers.set('/trust', (request, response) => {
    request.socket.on('close', close)
    endlessly(request, response)
  })
  await workshop.verifier().refresh()
  await closed
})

test.each([404, 410, 500])('a body that comes with a %i and is not read is let go', async status => {
  let isLetGo = false
  const body = new ReadableStream({
    cancel() {
      isLetGo = true
    },
  })
  const { root, verifier: openVerifier } = await openWorkshop()
  const verifier = openVerifier({
    trust: { url: 'https://qym.example/trust', root: root.publicJwk },
    fetch: async (_, { signal }) => {
      signal?.addEventListener('abort', () => (isLetGo = true))
      return new Response(body, { status })
    },
  })
  await verifier.refresh()
  expect(isLetGo).toBe(true)
})

test('a signal that comes after the refresh does nothing', async () => {
  const workshop = await openPublishingWorkshop()
  const controller = new AbortController()
  const verifier = workshop.verifier()
  const held = holdAnswer(await workshop.signTrust())
  workshop.server.answers.set('/trust', held.answer)
  const refreshing = verifier.refresh({ signal: controller.signal })
  await held.reached
  held.letGo()
  expect(await refreshing).toMatchObject({ ok: true })
  controller.abort()
  expect(await verifier.verify((await workshop.print()).link)).toMatchObject({ outcome: 'valid' })
})
