/** Reading status lists: believed under their issuer's live status key only, bounded in size, and for a time. */
import { constants, createDeflate, deflateRawSync, deflateSync, gzipSync } from 'node:zlib'
import { type CompactJWSHeaderParameters, CompactSign, importJWK, type JWK } from 'jose'
import { beforeAll, describe, expect, test } from 'vitest'
import { AT, openDesk, request } from '../../../test/signing-desk.js'
import { generateIssuerKey } from '../sign/issuer-key.js'
import { signCode } from '../sign/sign.js'
import { DEFAULT_SUITES } from '../suites/known-suites.js'
import { createVerifier } from '../verify/verify.js'
import { buildTrustedKey } from './build-trust-list.js'
import { freshnessAt, MAX_STATUS_BYTES, readStatusList, type StatusList, stateAt } from './status-list.js'
import type { TrustedKey } from './trust-list.js'

const URI = 'https://qym.example/status/0'
const WEEK = 7 * 86400

let statusJwk: JWK
let statusKey: TrustedKey
beforeAll(async () => {
  statusJwk = await generateIssuerKey()
  statusKey = await buildTrustedKey(statusJwk, { use: 'status', nbf: AT - 10, exp: AT + 10 })
})

/** A token as other software could make it, with changes to a sound one. */
async function token(
  claims: Readonly<Record<string, unknown>> = {},
  header: Partial<CompactJWSHeaderParameters> = {},
  jwk = statusJwk,
): Promise<string> {
  const payload = {
    sub: URI,
    iat: AT,
    exp: AT + 600,
    ttl: 60,
    status_list: packed(deflateSync(Buffer.alloc(4))),
    ...claims,
  }
  return new CompactSign(new TextEncoder().encode(JSON.stringify(payload)))
    .setProtectedHeader({ alg: 'ES256', kid: statusKey.kid, typ: 'statuslist+jwt', ...header })
    .sign(await importJWK(jwk, 'ES256'))
}

function packed(compressed: Uint8Array): { bits: number; lst: string } {
  return { bits: 2, lst: Buffer.from(compressed).toString('base64url') }
}

function read(jwt: unknown, key: Partial<TrustedKey> = {}): Promise<StatusList | string> {
  return readStatusList(jwt, URI, { keys: [{ ...statusKey, ...key }] }, DEFAULT_SUITES)
}

describe('a token is read', () => {
  test('with its times and its bits', async () => {
    const lst = packed(deflateSync(Buffer.from([1, 2, 3])))
    expect(await read(await token({ status_list: lst }))).toEqual({
      uri: URI,
      iat: AT,
      exp: AT + 600,
      ttl: 60,
      bits: new Uint8Array([1, 2, 3]),
    })
  })

  test('without exp, and without ttl: then it is fresh for twelve hours', async () => {
    const list = await read(await token({ exp: undefined, ttl: undefined }))
    expect(list).toMatchObject({ iat: AT, ttl: 43200 })
    expect(list).not.toHaveProperty('exp')
  })

  test.each([AT - 10, AT + 9])('when it was issued at the edge of the time of its key (%i)', async iat => {
    expect(await read(await token({ iat }))).toMatchObject({ iat })
  })

  test.each([
    ['an empty list', Buffer.alloc(0)],
    ['as much as a code can name', Buffer.alloc(MAX_STATUS_BYTES)],
  ])('that holds %s', async (_, bits) => {
    expect(await read(await token({ status_list: packed(deflateSync(bits)) }))).toMatchObject({
      bits: new Uint8Array(bits),
    })
  })
})

describe('a token is not believed', () => {
  test.each<[string, () => unknown, Partial<TrustedKey>?]>([
    ['when it is no text', () => undefined],
    ['when it is empty', () => ''],
    ['of another address', () => token({ sub: `${URI}1` })],
    ['of no address', () => token({ sub: undefined })],
    ['issued before the time of its key', () => token({ iat: AT - 11 })],
    ['issued at the end of the time of its key', () => token({ iat: AT + 10 })],
    ['without a time of issue', () => token({ iat: undefined })],
    ['with a time of issue in text', () => token({ iat: String(AT) })],
    ['with half a second', () => token({ iat: AT + 0.5 })],
    ['with an exp that is no number', () => token({ exp: 'never' })],
    ['with a negative ttl', () => token({ ttl: -1 })],
    ['with a ttl of null', () => token({ ttl: null })],
    ['under a revoked key', () => token(), { revoked: true }],
    ['under a key for codes', () => token(), { use: 'code' }],
    ['under another id', () => token({}, { kid: 'AAAAAAAAAAA' })],
    ['under no id', () => token({}, { kid: undefined as never })],
    ['under another algorithm than its key has', () => token(), { alg: 'EdDSA' }],
    ['signed by another key', async () => token({}, {}, await generateIssuerKey())],
    ['of another type', () => token({}, { typ: 'JWT' })],
    [
      'with one bit a code',
      () => token({ status_list: { ...packed(deflateSync(Buffer.alloc(4))), bits: 1 } }),
    ],
    [
      'with bits in text',
      () => token({ status_list: { ...packed(deflateSync(Buffer.alloc(4))), bits: '2' } }),
    ],
    ['without a list', () => token({ status_list: undefined })],
    ['with a list of lists', () => token({ status_list: [packed(deflateSync(Buffer.alloc(4)))] })],
    ['without bits', () => token({ status_list: { bits: 2 } })],
    [
      'with padding',
      () => token({ status_list: { bits: 2, lst: `${packed(deflateSync(Buffer.alloc(4))).lst}=` } }),
    ],
  ])('%s', async (_, make, key) => {
    expect(await read(await make(), key)).toEqual(expect.any(String))
  })

  const zlib = deflateSync(Buffer.from('a list that is long enough to be cut anywhere'))
  test.each<[string, Uint8Array]>([
    ['nothing', Buffer.alloc(0)],
    ['no zlib', Buffer.from('not compressed')],
    ['raw deflate', deflateRawSync(Buffer.alloc(4))],
    ['gzip', gzipSync(Buffer.alloc(4))],
    ['a stream cut in its middle', zlib.subarray(0, 20)],
    ['a stream without its checksum', zlib.subarray(0, -4)],
    ['a wrong checksum', Buffer.concat([zlib.subarray(0, -1), Buffer.from([(zlib.at(-1) ?? 0) ^ 1])])],
    ['a changed byte', zlib.map((byte, position) => (position === 12 ? byte ^ 0xff : byte))],
    ['more after its end', Buffer.concat([zlib, Buffer.from('more')])],
    ['two streams', Buffer.concat([zlib, zlib])],
    ['one byte more than a code can name', deflateSync(Buffer.alloc(MAX_STATUS_BYTES + 1))],
  ])('that holds %s', async (_, compressed) => {
    expect(await read(await token({ status_list: packed(compressed) }))).toEqual(expect.any(String))
  })
})

/** What inflates to an eighth of a gigabyte, made without ever having it. */
async function zipBomb(): Promise<Buffer> {
  const deflate = createDeflate({ level: constants.Z_BEST_COMPRESSION })
  const zeros = Buffer.alloc(1 << 20)
  const chunks: Buffer[] = []
  const feed = async () => {
    for (let megabyte = 0; megabyte < 128; megabyte++)
      if (!deflate.write(zeros)) await new Promise(resolve => deflate.once('drain', resolve))
    deflate.end()
  }
  const feeding = feed()
  for await (const chunk of deflate) chunks.push(chunk as Buffer)
  await feeding
  return Buffer.concat(chunks)
}

test('a token that inflates without end is given up at once and takes no memory', {
  timeout: 30_000,
}, async () => {
  const jwt = await token({ status_list: packed(await zipBomb()) })
  const held = () => process.memoryUsage().external + process.memoryUsage().heapUsed
  const before = held()
  let most = 0
  let isOver = false
  const watch = () => {
    most = Math.max(most, held() - before)
    if (!isOver) setImmediate(watch)
  }
  watch()
  const began = performance.now()
  expect(await read(jwt)).toEqual(expect.any(String))
  isOver = true
  watch()
  expect(performance.now() - began).toBeLessThan(1000)
  // The bound itself is a quarter of a MiB; the rest is the token, read, and the stream's own chunks.
  expect(most).toBeLessThan(8 * 2 ** 20)
})

describe('a position', () => {
  const list = { uri: URI, iat: AT, ttl: 60, bits: new Uint8Array([0b11_10_01_00, 0]) }
  test.each([
    [0, 'valid'],
    [1, 'revoked'],
    [2, 'suspended'],
    [3, undefined],
    [4, 'valid'],
    [7, 'valid'],
    [8, undefined],
    [2 ** 20 - 1, undefined],
  ])('%i says %s', (index, state) => {
    expect(stateAt(list, index)).toBe(state)
  })

  test.each([
    [0, 'valid'],
    [1, 'revoked'],
    [2, 'suspended'],
    [3, 'unconfirmed'],
    [8, 'unconfirmed'],
  ])('%i makes a code %s', async (index, outcome) => {
    const { key, trust } = await openDesk()
    const issuers = trust.issuers.map(issuer => ({ ...issuer, keys: [...issuer.keys, statusKey] }))
    const statusLists = { [URI]: await token({ status_list: packed(deflateSync(list.bits)) }) }
    const verifier = createVerifier({ trust: { ...trust, issuers }, statusLists })
    const { link } = await signCode(request({ status: { list: 0, index } }), key)
    expect(await verifier.verify(link, { at: AT })).toMatchObject({ outcome })
  })
})

describe('a list of one minute is', () => {
  const list = { uri: URI, iat: AT, ttl: 60, bits: new Uint8Array(1) }
  test.each([
    ['fresh', 'before its time, by a clock that is behind', -1, {}],
    ['fresh', 'when it is issued', 0, {}],
    ['fresh', 'a second before its ttl is over', 59, {}],
    ['aging', 'when its ttl is over', 60, {}],
    ['aging', 'at seven days exactly', WEEK, {}],
    ['too_old', 'a second after seven days', WEEK + 1, {}],
    ['aging', 'a second before its exp', 99, { exp: AT + 100 }],
    ['too_old', 'at its exp', 100, { exp: AT + 100 }],
    ['too_old', 'at its exp even when its ttl is not over', 30, { exp: AT + 30 }],
    ['too_old', 'after seven days though its exp is later', WEEK + 1, { exp: AT + 2 * WEEK }],
    ['aging', 'at once with a ttl of 0', 0, { ttl: 0 }],
    ['fresh', 'at seven days with a longer ttl', WEEK, { ttl: 2 * WEEK }],
    ['too_old', 'after seven days with a longer ttl', WEEK + 1, { ttl: 2 * WEEK }],
  ] as const)('%s %s', (freshness, _, age, changes) => {
    expect(freshnessAt({ ...list, ...changes }, AT + age)).toBe(freshness)
  })
})
