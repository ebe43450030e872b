/** Making status lists: set, packed, signed, and opened again for the next edition. */
import { createHash } from 'node:crypto'
import { inflateSync } from 'node:zlib'
import fc from 'fast-check'
import { type JWTPayload, SignJWT } from 'jose'
import { describe, expect, test } from 'vitest'
import { AT, errorWith, openDesk, request } from '../../../test/signing-desk.js'
import { generateIssuerKey, importSigningKey } from '../sign/issuer-key.js'
import { signCode } from '../sign/sign.js'
import { DEFAULT_SUITES } from '../suites/known-suites.js'
import { generateSm2Key, sm2 } from '../suites/sm2.js'
import { createVerifier } from '../verify/verify.js'
import { createStatusList, reopenStatusList, signStatusList } from './build-status-list.js'
import { buildTrustedKey } from './build-trust-list.js'
import { readStatusList, type StatusState, stateAt } from './status-list.js'

const URI = 'https://qym.example/status/0'
const STATES = ['valid', 'revoked', 'suspended'] as const

async function newKey() {
  return importSigningKey(await generateIssuerKey())
}

/** What a token carries. */
function payloadOf(jwt: string): JWTPayload & { status_list: { bits: number; lst: string } } {
  return JSON.parse(Buffer.from(String(jwt.split('.')[1]), 'base64url').toString())
}

describe('a list that can be changed', () => {
  test('begins with every position valid, a million of them unless told otherwise', () => {
    const list = createStatusList({ uri: URI })
    expect(list.size).toBe(2 ** 20)
    expect(list.bits).toHaveLength(2 ** 18)
    expect([list.get(0), list.get(2 ** 20 - 1)]).toEqual(['valid', 'valid'])
  })

  test('keeps what is set, beside what is not', () => {
    const state = fc.constantFrom<StatusState[]>('suspended', 'revoked', 'valid')
    fc.assert(
      fc.property(fc.uniqueArray(fc.tuple(fc.nat(99), state), { selector: ([index]) => index }), settings => {
        const list = createStatusList({ uri: URI, size: 100 })
        for (const [index, set] of settings) list.set(index, set)
        const expected = new Map(settings)
        for (let index = 0; index < 100; index++) expect(list.get(index)).toBe(expected.get(index) ?? 'valid')
      }),
    )
  })

  test('packs four positions a byte, the lowest bits first', () => {
    const list = createStatusList({ uri: URI, size: 6 })
    list.set(0, 'revoked')
    list.set(1, 'suspended')
    list.set(3, 'revoked')
    list.set(5, 'suspended')
    expect([...list.bits]).toEqual([0b01_00_10_01, 0b00_00_10_00])
  })

  test('lets a suspended code come back, and a revoked one never', () => {
    const list = createStatusList({ uri: URI, size: 4 })
    list.set(1, 'suspended')
    list.set(1, 'valid')
    list.set(2, 'suspended')
    list.set(2, 'revoked')
    list.set(2, 'revoked')
    for (const state of ['valid', 'suspended'] as const)
      expect(() => list.set(2, state)).toThrow(errorWith('ERR_STATUS_INDEX'))
    expect([0, 1, 2, 3].map(list.get)).toEqual(['valid', 'valid', 'revoked', 'valid'])
  })

  test.each([-1, 10, 0.5, Number.NaN, 2 ** 32])('has no position %d', index => {
    const list = createStatusList({ uri: URI, size: 10 })
    expect(() => list.get(index)).toThrow(errorWith('ERR_STATUS_INDEX'))
    expect(() => list.set(index, 'revoked')).toThrow(errorWith('ERR_STATUS_INDEX'))
    expect([...list.bits]).toEqual([0, 0, 0])
  })

  test('leaves everything as it was when it is set to what is no state', () => {
    const list = createStatusList({ uri: URI, size: 4 })
    expect(() => list.set(0, 'REVOKED' as StatusState)).toThrow()
    expect([...list.bits]).toEqual([0])
  })

  test('takes the value that means nothing for revoked, so that it is never made valid by chance', () => {
    const list = createStatusList({ uri: URI, bits: new Uint8Array([0b11]) })
    expect(list.get(0)).toBe('revoked')
    expect(() => list.set(0, 'valid')).toThrow(errorWith('ERR_STATUS_INDEX'))
  })

  test('is a copy of the bits it is made of', () => {
    const bits = new Uint8Array(1)
    createStatusList({ uri: URI, bits }).set(0, 'revoked')
    expect([...bits]).toEqual([0])
  })

  test.each([0, -1, 1.5, 2 ** 20 + 1, Number.NaN])('cannot have room for %d', size => {
    expect(() => createStatusList({ uri: URI, size })).toThrow(errorWith('ERR_STATUS_LIST'))
  })

  test.each([0, 2 ** 18 + 1])('cannot be made of %d bytes', length => {
    expect(() => createStatusList({ uri: URI, bits: new Uint8Array(length) })).toThrow(
      errorWith('ERR_STATUS_LIST'),
    )
  })

  test.each([
    'https://qym.example/status',
    'https://qym.example/status/',
    'https://qym.example/status/16',
    'https://qym.example/status/01',
    'https://qym.example/status/0?x',
    'http://qym.example/status/0',
    'status/0',
    '',
  ])('cannot stand at %j', uri => {
    expect(() => createStatusList({ uri })).toThrow(errorWith('ERR_STATUS_LIST'))
  })
})

describe('a signed edition', () => {
  test('says its address and times, and has the bits in zlib', async () => {
    const key = await newKey()
    const list = createStatusList({ uri: `${URI.slice(0, -1)}15`, size: 8 })
    list.set(7, 'revoked')
    const jwt = await signStatusList(list, key, { iat: AT, ttl: 60, exp: AT + 600 })
    const { status_list: packed, ...claims } = payloadOf(jwt)
    expect(claims).toEqual({ sub: 'https://qym.example/status/15', iat: AT, ttl: 60, exp: AT + 600 })
    expect(packed).toEqual({ bits: 2, lst: expect.any(String) })
    expect([...inflateSync(Buffer.from(packed.lst, 'base64url'))]).toEqual([0, 0b01_00_00_00])
    expect(JSON.parse(Buffer.from(String(jwt.split('.')[0]), 'base64url').toString())).toEqual({
      alg: 'ES256',
      kid: key.kid,
      typ: 'statuslist+jwt',
    })
  })

  test('is fresh for twelve hours and ends in seven days, unless told otherwise', async () => {
    const jwt = await signStatusList(createStatusList({ uri: URI, size: 4 }), await newKey(), { iat: AT })
    expect(payloadOf(jwt)).toMatchObject({ iat: AT, ttl: 43200, exp: AT + 7 * 86400 })
  })

  test.each([
    { iat: AT, exp: AT },
    { iat: AT, exp: AT - 1 },
    { iat: AT + 0.5 },
    { iat: -1 },
    { iat: AT, ttl: -1 },
    { iat: AT, ttl: 0.5 },
    { iat: Number.NaN },
    { iat: AT, exp: Number.POSITIVE_INFINITY },
  ])('is refused with %j', async edition => {
    const list = createStatusList({ uri: URI, size: 4 })
    await expect(signStatusList(list, await newKey(), edition)).rejects.toThrow(errorWith('ERR_STATUS_LIST'))
  })

  test('of a million codes in all states is read again, each of them, and judges the last', async () => {
    const desk = await openDesk()
    const key = await newKey()
    const list = createStatusList({ uri: URI })
    // The worst for deflate: there is no pattern to find.
    const noise = createHash('shake256', { outputLength: 2 ** 20 })
      .update('noise')
      .digest()
    const stateOf = (index: number) => STATES[(noise[index] ?? 0) % 3] ?? 'valid'
    for (let index = 0; index < 2 ** 20 - 1; index++) list.set(index, stateOf(index))
    list.set(2 ** 20 - 1, 'suspended')
    const jwt = await signStatusList(list, key, { iat: AT })
    const keys = [await buildTrustedKey(key.publicJwk, { use: 'status', nbf: AT, exp: AT + 1 })]
    const read = await readStatusList(jwt, URI, { keys }, DEFAULT_SUITES)
    if (typeof read === 'string') throw new Error(read)
    let wrong = 0
    for (let index = 0; index < 2 ** 20 - 1; index++) if (stateAt(read, index) !== stateOf(index)) wrong++
    expect(wrong).toBe(0)

    const issuers = desk.trust.issuers.map(issuer => ({ ...issuer, keys: [...issuer.keys, ...keys] }))
    const verifier = createVerifier({ trust: { ...desk.trust, issuers }, statusLists: { [URI]: jwt } })
    const { link } = await signCode(request({ status: { list: 0, index: 2 ** 20 - 1 } }), desk.key)
    expect(await verifier.verify(link, { at: AT })).toMatchObject({ outcome: 'suspended' })
  })
})

describe('an edition opened again', () => {
  test('has what was set, under the same address', async () => {
    const key = await newKey()
    const list = createStatusList({ uri: URI, size: 40 })
    list.set(33, 'suspended')
    list.set(34, 'revoked')
    const again = await reopenStatusList(await signStatusList(list, key, { iat: AT }), key)
    expect(again).toMatchObject({ uri: URI, size: 40, bits: list.bits })
    expect([32, 33, 34].map(again.get)).toEqual(['valid', 'suspended', 'revoked'])
    expect(() => again.set(34, 'valid')).toThrow(errorWith('ERR_STATUS_INDEX'))
  })

  test('may be of any age', async () => {
    const key = await newKey()
    const jwt = await signStatusList(createStatusList({ uri: URI, size: 4 }), key, { iat: 1, exp: 2 })
    expect(await reopenStatusList(jwt, key)).toMatchObject({ uri: URI })
  })

  test('may be signed under SM2, with its suite', async () => {
    const key = await importSigningKey(generateSm2Key(), { suites: [sm2] })
    const jwt = await signStatusList(createStatusList({ uri: URI, size: 4 }), key, { iat: AT })
    expect(await reopenStatusList(jwt, key, { suites: [sm2] })).toMatchObject({ size: 4 })
    await expect(reopenStatusList(jwt, key)).rejects.toThrow(errorWith('ERR_STATUS_LIST'))
  })

  test('must be what this key signed', async () => {
    const [key, other] = [await newKey(), await newKey()]
    const jwt = await signStatusList(createStatusList({ uri: URI, size: 4 }), key, { iat: AT })
    const foreign = await new SignJWT({ sub: URI, iat: AT })
      .setProtectedHeader({ alg: 'HS256' })
      .sign(new Uint8Array(32))
    for (const text of [jwt.slice(0, -1), '', 'text', foreign])
      await expect(reopenStatusList(text, key)).rejects.toThrow(errorWith('ERR_STATUS_LIST'))
    await expect(reopenStatusList(jwt, other)).rejects.toThrow(errorWith('ERR_STATUS_LIST'))
  })
})
