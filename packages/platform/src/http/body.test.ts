import { createHash } from 'node:crypto'
import { contract } from '@qiyema/core/contract'
import { describe, expect, test } from 'vitest'
import { MAX_JSON_BYTES, readBody } from './body.js'
import { MAX_UPLOAD_BYTES, sniff } from './upload.js'

const json = contract.code.claim
const upload = contract.finance.applications.supply
const without = contract.card.exchanges.accept

function post(body: NonNullable<RequestInit['body']> | null, contentType?: string): Request {
  const headers = contentType === undefined ? {} : { 'content-type': contentType }
  return new Request('https://qym.example/', { method: 'POST', body, headers, duplex: 'half' } as RequestInit)
}

const bytes = (...values: number[]) => new Uint8Array(values)
const ascii = (text: string) => new TextEncoder().encode(text)
const PNG = bytes(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0)
const JPEG = bytes(0xff, 0xd8, 0xff, 0xe0)
const WEBP = ascii('RIFF\x01\x02\x03\x04WEBPVP8 ')
const PDF = ascii('%PDF-1.7\n')

/** A body that goes on for ever, and counts how much of it was taken. */
function endless(size = 65_536) {
  const taken = { bytes: 0, isCancelled: false }
  const stream = new ReadableStream<Uint8Array>({
    pull(controller) {
      taken.bytes += size
      controller.enqueue(new Uint8Array(size).fill(0x20))
    },
    cancel() {
      taken.isCancelled = true
    },
  })
  return { stream, taken }
}

describe('a JSON body', () => {
  test.each([
    'application/json',
    'Application/JSON',
    'application/json; charset=utf-8',
    'application/json;charset="UTF-8"',
  ])('is taken as %s', async type => {
    expect(await readBody(json, post('{"uscc":"x"}', type))).toEqual({ uscc: 'x' })
  })

  test.each([
    undefined,
    'text/plain',
    'application/x-www-form-urlencoded',
    'application/jsonp',
    'application/json; charset=gbk',
  ])('is refused as %s', async type => {
    await expect(readBody(json, post(ascii('{}'), type))).rejects.toMatchObject({
      code: 'unsupported_media_type',
    })
  })

  test('that is missing is said to be', async () => {
    for (const body of [null, ''])
      await expect(readBody(json, post(body, 'application/json'))).rejects.toMatchObject({
        code: 'malformed_request',
        facts: { errors: [{ pointer: '', code: 'body_missing' }] },
      })
  })

  test('that is no strict JSON is refused by name and place', async () => {
    await expect(readBody(json, post('{"a":1,"a":2}', 'application/json'))).rejects.toMatchObject({
      code: 'malformed_request',
      facts: { errors: [{ pointer: '/a', code: 'duplicate_member' }] },
    })
  })

  test('may have a mebibyte and not a byte more', async () => {
    const text = (length: number) => `"${'a'.repeat(length - 2)}"`
    expect(await readBody(json, post(text(MAX_JSON_BYTES), 'application/json'))).toHaveLength(
      MAX_JSON_BYTES - 2,
    )
    await expect(readBody(json, post(text(MAX_JSON_BYTES + 1), 'application/json'))).rejects.toMatchObject({
      code: 'payload_too_large',
    })
  })

  test('without an end is given up soon after the limit, and told so', async () => {
    const { stream, taken } = endless()
    await expect(readBody(json, post(stream, 'application/json'))).rejects.toMatchObject({
      code: 'payload_too_large',
    })
    expect(taken.bytes).toBeLessThan(MAX_JSON_BYTES + 4 * 65_536)
    expect(taken.isCancelled).toBe(true)
  })

  test('that announces too much is not even begun', async () => {
    const { stream, taken } = endless()
    const request = new Request('https://qym.example/', {
      method: 'POST',
      body: stream,
      headers: { 'content-type': 'application/json', 'content-length': '99999999' },
      duplex: 'half',
    } as RequestInit)
    await expect(readBody(json, request)).rejects.toMatchObject({ code: 'payload_too_large' })
    expect(taken.bytes).toBeLessThanOrEqual(65_536)
  })

  test('that breaks off is malformed', async () => {
    const broken = new ReadableStream({ start: controller => controller.error(new Error('reset')) })
    await expect(readBody(json, post(broken, 'application/json'))).rejects.toMatchObject({
      code: 'malformed_request',
    })
  })
})

describe('no body', () => {
  test('is what an operation without one takes', async () => {
    expect(await readBody(without, post(null))).toBeUndefined()
    expect(await readBody(without, post('', 'application/json'))).toBeUndefined()
    await expect(readBody(without, post('{}', 'application/json'))).rejects.toMatchObject({
      facts: { errors: [{ pointer: '', code: 'body_unexpected' }] },
    })
  })
})

describe('an upload', () => {
  test.each([
    ['application/pdf', PDF],
    ['image/png', PNG],
    ['image/jpeg', JPEG],
  ])('of %s is hashed and given whole', async (contentType, content) => {
    const sha256 = createHash('sha256').update(content).digest('hex')
    expect(await readBody(upload, post(content, contentType))).toEqual({ content, contentType, sha256 })
  })

  test('that is not what it says is refused', async () => {
    for (const [type, content] of [
      ['application/pdf', PNG],
      ['image/png', JPEG],
      ['image/jpeg', ascii('<script>alert(1)</script>')],
      ['image/png', PNG.slice(0, 7)],
    ] as const)
      await expect(readBody(upload, post(content, type))).rejects.toMatchObject({
        code: 'file_type_mismatch',
      })
  })

  test('of a type that is not taken is refused', async () => {
    for (const type of ['image/svg+xml', 'text/html', 'image/webp', 'application/json'])
      await expect(readBody(upload, post(WEBP, type))).rejects.toMatchObject({
        code: 'unsupported_media_type',
      })
  })

  test('of nothing is refused', async () => {
    await expect(readBody(upload, post(null, 'image/png'))).rejects.toMatchObject({
      code: 'malformed_request',
    })
  })

  test('may have twenty mebibytes and not a byte more', async () => {
    const file = new Uint8Array(MAX_UPLOAD_BYTES + 1)
    file.set(PDF)
    const whole = await readBody(upload, post(file.subarray(0, MAX_UPLOAD_BYTES), 'application/pdf'))
    expect(whole).toMatchObject({ contentType: 'application/pdf' })
    await expect(readBody(upload, post(file, 'application/pdf'))).rejects.toMatchObject({
      code: 'payload_too_large',
    })
  })
})

test('files are told by their first bytes', () => {
  expect([PNG, JPEG, WEBP, PDF].map(sniff)).toEqual([
    'image/png',
    'image/jpeg',
    'image/webp',
    'application/pdf',
  ])
  expect(sniff(ascii('RIFF\x01\x02\x03\x04WAVE'))).toBeUndefined()
  expect(sniff(ascii('GIF89a'))).toBeUndefined()
  expect(sniff(new Uint8Array())).toBeUndefined()
})
