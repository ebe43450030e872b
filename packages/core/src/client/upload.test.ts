import { afterEach, expect, it, vi } from 'vitest'
import { busy, callOrigin, closeOrigins, write } from '../../test/called-origin.js'
import { answerJson } from '../../test/origin.js'
import type { Progress } from './message.js'

afterEach(closeOrigins)
afterEach(() => void vi.unstubAllGlobals())

it('uploads a file, tells how far it is, and sends it again whole', async () => {
  const text = '企'.repeat(100_000)
  const file = new Blob([text], { type: 'image/png' })
  const { origin, transport } = await callOrigin((arrived, number, response) =>
    number === 1 ? busy(arrived, number, response) : answerJson(response, {}),
  )
  const progress: Progress[] = []
  await transport.send({
    ...write,
    body: file,
    idempotencyKey: 'key-1',
    onProgress: step => progress.push(step),
  })
  expect(origin.arrived.map(({ body }) => body === text)).toEqual([true, true])
  expect(origin.arrived.map(({ headers }) => headers['content-type'])).toEqual(['image/png', 'image/png'])
  expect(origin.arrived[1]?.headers['content-length']).toBe('300000')
  const sent = progress.map(({ sentBytes }) => sentBytes)
  expect(sent.length).toBeGreaterThan(3)
  expect(sent).toEqual(sent.toSorted((a, b) => a - b))
  expect([progress[0], progress.at(-1)]).toEqual([
    { sentBytes: 0, totalBytes: 300_000 },
    { sentBytes: 300_000, totalBytes: 300_000 },
  ])
})

it('sends a stream once, whatever happens to it', async () => {
  const { origin, transport } = await callOrigin(busy, { authorise: () => ({}) })
  const body = new Blob(['stream']).stream()
  await expect(transport.send({ ...write, body, idempotencyKey: 'key-1' })).rejects.toMatchObject({
    status: 503,
    attempts: 1,
  })
  expect(origin.arrived.map(arrived => arrived.body)).toEqual(['stream'])
})

it('sends a file whole where it may be sent only once, and tells its start and its end', async () => {
  const { origin, transport } = await callOrigin((_arrived, _number, response) => answerJson(response, {}))
  const progress: Progress[] = []
  const body = new Blob(['x'.repeat(200_000)])
  await transport.send({ ...write, body, onProgress: step => progress.push(step) })
  expect(origin.arrived[0]?.headers['content-length']).toBe('200000')
  expect(progress.map(({ sentBytes }) => sentBytes)).toEqual([0, 200_000])
})

it('counts a stream as it goes, without knowing its length', async () => {
  const { transport } = await callOrigin((_arrived, _number, response) => answerJson(response, {}))
  const progress: Progress[] = []
  const body = new Blob(['x'.repeat(1_000), 'y'.repeat(1_000)]).stream()
  await transport.send({ ...write, body, onProgress: step => progress.push(step) })
  expect(progress).toEqual([{ sentBytes: 0 }, { sentBytes: 1_000 }, { sentBytes: 2_000 }])
})

it('sends a file whole in a browser that takes a stream for a text, and tells its start and its end', async () => {
  vi.stubGlobal(
    'Request',
    class extends Request {
      constructor(
        input: Request | string,
        { body, duplex: _, ...init }: RequestInit & { duplex?: string } = {},
      ) {
        const read = body instanceof ReadableStream ? String(body) : body
        super(input, read === undefined ? init : { ...init, body: read })
      }
    },
  )
  const { origin, transport } = await callOrigin((_arrived, _number, response) => answerJson(response, {}))
  const progress: Progress[] = []
  const body = new Blob(['x'.repeat(200_000)])
  await transport.send({
    ...write,
    body,
    idempotencyKey: 'key-1',
    onProgress: step => progress.push(step),
  })
  expect(origin.arrived[0]?.headers['content-length']).toBe('200000')
  expect(progress.map(({ sentBytes }) => sentBytes)).toEqual([0, 200_000])
})
