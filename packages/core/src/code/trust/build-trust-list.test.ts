/** Building, linting, signing and merging trust lists: nothing with an error in it is signed. */
import { generateKeyPairSync } from 'node:crypto'
import { calculateJwkThumbprint, type JWK } from 'jose'
import { beforeAll, describe, expect, test } from 'vitest'
import { AT, errorWith, openDesk } from '../../../test/signing-desk.js'
import { generateIssuerKey, importSigningKey } from '../sign/issuer-key.js'
import { generateSm2Key } from '../suites/sm2.js'
import { buildTrustedKey, lintTrustList, mergeTrustLists, signTrustList } from './build-trust-list.js'
import type { TrustedIssuer, TrustedKey, TrustList } from './trust-list.js'

const EDITION = { seq: 5, iat: AT, exp: AT + 100 }

let sound: TrustList
let issuer: TrustedIssuer
let codeKey: TrustedKey
let statusKey: TrustedKey
beforeAll(async () => {
  sound = (await openDesk()).trust
  const [first] = sound.issuers
  const [code, status] = first?.keys ?? []
  if (!first || !code || !status) throw new Error('a desk has an issuer and its keys')
  issuer = first
  codeKey = code
  statusKey = status
})

function listOf(...issuers: readonly Partial<TrustedIssuer>[]): TrustList {
  return { ...sound, issuers: issuers.map(changes => ({ ...issuer, ...changes })) }
}

function lint(value: unknown, previous?: TrustList) {
  return lintTrustList(value, { at: AT, ...(previous && { previous }) })
}

describe('the entry of a key', () => {
  test.each<[string, () => JWK | Promise<JWK>]>([
    ['ES256', generateIssuerKey],
    ['EdDSA', () => generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' }) as JWK],
    ['SGD_SM3_SM2', generateSm2Key],
  ])('of %s has its id and its public half only', async (alg, generate) => {
    const { d: _, ...jwk } = await generate()
    const whole = { ...jwk, d: 'AA', use: 'sig', key_ops: ['sign'] } as JWK
    const thumbprint = Buffer.from(await calculateJwkThumbprint(jwk as JWK), 'base64url')
    expect(await buildTrustedKey(whole, { use: 'code', nbf: 1, exp: 2 })).toStrictEqual({
      kid: thumbprint.subarray(0, 8).toString('base64url'),
      alg,
      jwk,
      use: 'code',
      nbf: 1,
      exp: 2,
    })
  })
})

describe('lint', () => {
  test('finds nothing in a sound list, nor in the same as its next edition', async () => {
    expect(await lint(sound)).toEqual([])
    expect(await lint({ ...sound, seq: 2 }, sound)).toEqual([])
  })

  test('finds nothing in a sound list that is published again as it is', async () => {
    expect(await lint(sound, sound)).toEqual([])
  })

  test('finds one error in what is no list', async () => {
    for (const value of [undefined, 'text', { ...sound, seq: -1 }])
      expect(await lint(value)).toEqual([{ level: 'error', message: expect.any(String) }])
  })

  test.each<[string, RegExp, () => TrustList | Promise<TrustList>]>([
    ['an expired list', /expired/, () => ({ ...sound, iat: AT - 9, exp: AT })],
    [
      'a key that ends as it begins',
      /ends/,
      () => listOf({ keys: [{ ...codeKey, nbf: AT, exp: AT }, statusKey] }),
    ],
    [
      'an algorithm that is not of its curve',
      /EdDSA/,
      () => listOf({ keys: [{ ...codeKey, alg: 'EdDSA' }, statusKey] }),
    ],
    [
      'an id that is not of its key',
      /thumbprint/,
      () => listOf({ keys: [{ ...codeKey, kid: 'AAAAAAAAAAA' }, statusKey] }),
    ],
  ])('finds an error in %s, and it is not signed', async (_, word, make) => {
    const list = await make()
    const errors = (await lint(list)).filter(({ level }) => level === 'error')
    expect(errors).toEqual([{ level: 'error', message: expect.stringMatching(word) }])
    const root = await importSigningKey(await generateIssuerKey())
    await expect(signTrustList(list, root, { at: AT })).rejects.toThrow(errorWith('ERR_TRUST_LIST'))
  })

  test.each<[string, RegExp, () => TrustList]>([
    ['a list from the future', /future/, () => ({ ...sound, iat: AT + 61 })],
    ['a list that lives long', /31 days/, () => ({ ...sound, exp: AT + 31 * 86400 + 1 })],
    ['an issuer without a region', /region/, () => listOf({ regions: [] })],
    [
      'an issuer whose code key is revoked',
      /live key/,
      () => listOf({ keys: [{ ...codeKey, revoked: true }, statusKey] }),
    ],
    [
      'an issuer whose code key is over',
      /live key/,
      () => listOf({ keys: [{ ...codeKey, exp: AT }, statusKey] }),
    ],
    [
      'an issuer whose code key is to come',
      /live key/,
      () => listOf({ keys: [{ ...codeKey, nbf: AT + 1 }, statusKey] }),
    ],
    ['an issuer without a status key', /status key/, () => listOf({ keys: [codeKey] })],
  ])('warns of %s, and it is signed', async (_, word, make) => {
    expect(await lint(make())).toEqual([{ level: 'warning', message: expect.stringMatching(word) }])
    const root = await importSigningKey(await generateIssuerKey())
    expect(await signTrustList(make(), root, { at: AT })).toMatch(/^[\w-]+\.[\w-]+\.[\w-]{86}$/)
  })

  test('says nothing of a list at the edge of these', async () => {
    expect(await lint({ ...sound, iat: AT + 60, exp: AT + 60 + 31 * 86400 })).toEqual([])
    expect(await lint({ ...sound, iat: AT - 9, exp: AT + 1 })).toEqual([])
    expect(await lint(listOf({ keys: [{ ...codeKey, nbf: AT, exp: AT + 1 }, statusKey] }))).toEqual([])
  })

  test('puts errors before warnings', async () => {
    const found = await lint(listOf({ regions: [], keys: [{ ...codeKey, kid: 'AAAAAAAAAAA' }] }))
    expect(found.map(({ level }) => level)).toEqual(['error', 'warning', 'warning'])
  })

  test.each<[string, 'error' | 'warning', RegExp, () => TrustList]>([
    ['regions that changed', 'error', /regions/, () => listOf({ regions: ['44'] })],
    ['a key that is gone', 'warning', /no longer/, () => listOf({ keys: [codeKey] })],
    [
      'a key that begins later',
      'warning',
      /less time/,
      () => listOf({ keys: [{ ...codeKey, nbf: AT }, statusKey] }),
    ],
    [
      'a key that ends earlier',
      'warning',
      /less time/,
      () => listOf({ keys: [{ ...codeKey, exp: AT + 1 }, statusKey] }),
    ],
    [
      'a key that begins earlier',
      'warning',
      /more time/,
      () => listOf({ keys: [{ ...codeKey, nbf: 1 }, statusKey] }),
    ],
    [
      'a key that ends later',
      'warning',
      /more time/,
      () => listOf({ keys: [{ ...codeKey, exp: AT * 2 }, statusKey] }),
    ],
  ])('looks at the edition before, and finds %s', async (_, level, word, make) => {
    const found = await lint({ ...make(), seq: 2 }, sound)
    expect(found).toContainEqual({ level, message: expect.stringMatching(word) })
  })

  test('tells the two uses of one key apart', async () => {
    const both = listOf({ keys: [codeKey, { ...codeKey, use: 'status', nbf: AT - 1, exp: AT + 1 }] })
    expect(await lint({ ...both, seq: 2 }, both)).toEqual([])
  })
})

describe('signing', () => {
  test('refuses what may not follow the edition before, and signs what may', async () => {
    const root = await importSigningKey(await generateIssuerKey())
    const follow = (next: TrustList) => signTrustList(next, root, { previous: sound, at: AT })
    await expect(follow({ ...sound, seq: 0 })).rejects.toThrow(errorWith('ERR_TRUST_LIST'))
    await expect(follow({ ...sound, exp: AT + 5 })).rejects.toThrow(errorWith('ERR_TRUST_LIST'))
    await expect(follow({ ...listOf({ regions: ['44'] }), seq: 2 })).rejects.toThrow(
      errorWith('ERR_TRUST_LIST'),
    )
    expect(await follow({ ...sound, seq: 2 })).toEqual(expect.any(String))
  })

  test('leaves out what is none of the format', async () => {
    const root = await importSigningKey(await generateIssuerKey())
    const [, payload = ''] = (
      await signTrustList({ ...sound, note: 'a' } as TrustList, root, { at: AT })
    ).split('.')
    expect(JSON.parse(Buffer.from(payload, 'base64url').toString())).toEqual(sound)
  })

  test('refuses a list that is too long for any reader', async () => {
    const root = await importSigningKey(await generateIssuerKey())
    const name = { 'zh-CN': '长', en: 'x'.repeat(800_000) }
    await expect(signTrustList(listOf({ name }), root, { at: AT })).rejects.toThrow(errorWith('ERR_OPTIONS'))
  })
})

describe('merging', () => {
  test('puts issuers of several lists under one edition, in any order', async () => {
    const other = (await openDesk()).trust.issuers.map(entry => ({ ...entry, iss: 'https://other.example' }))
    const lists = [sound, { ...sound, seq: 9, issuers: other }]
    expect(mergeTrustLists(lists, EDITION)).toEqual({ ...EDITION, issuers: [...sound.issuers, ...other] })
    expect(mergeTrustLists([...lists].reverse(), EDITION).issuers).toHaveLength(2)
    expect(mergeTrustLists([], EDITION)).toEqual({ ...EDITION, issuers: [] })
  })

  test('puts the keys of one issuer together, each once', () => {
    const merged = mergeTrustLists(
      [listOf({ keys: [codeKey] }), sound, listOf({ keys: [statusKey] })],
      EDITION,
    )
    expect(merged.issuers).toEqual([issuer])
  })

  test('keeps both entries of a key that has two uses', () => {
    const second: TrustedKey = { ...codeKey, use: 'status' }
    const lists = [listOf({ keys: [codeKey] }), listOf({ keys: [second] })]
    expect(mergeTrustLists(lists, EDITION).issuers[0]?.keys).toEqual([codeKey, second])
  })

  test.each<[string, () => TrustList]>([
    ['its regions', () => listOf({ regions: ['44'] })],
    ['its status address', () => listOf({ status: 'https://qym.example/other' })],
    ['its name', () => listOf({ name: { 'zh-CN': '另', en: 'Other' } })],
    ['the time of a key', () => listOf({ keys: [{ ...codeKey, exp: AT }] })],
    ['whether a key is revoked', () => listOf({ keys: [{ ...codeKey, revoked: true }] })],
    ['the material of a key', () => listOf({ keys: [{ ...codeKey, jwk: statusKey.jwk }] })],
  ])('refuses two lists that contradict each other on an issuer in %s', (_, make) => {
    for (const lists of [
      [sound, make()],
      [make(), sound],
    ])
      expect(() => mergeTrustLists(lists, EDITION)).toThrow(errorWith('ERR_TRUST_CONFLICT'))
  })

  test('takes the same said in another order for the same', () => {
    const { kty, crv, x, y } = codeKey.jwk
    const jwk = { y, x, crv, kty } as JWK
    const regions = ['3301', '3305']
    const one = listOf({ regions, keys: [codeKey] })
    const other = listOf({ regions: [...regions].reverse(), keys: [{ ...codeKey, jwk }] })
    expect(mergeTrustLists([one, other], EDITION).issuers).toHaveLength(1)
  })

  test('refuses what becomes off the format only together', () => {
    const twin = { ...codeKey, kid: `${codeKey.kid.slice(0, 6)}AAAAA` }
    const other = listOf({ iss: 'https://other.example', keys: [twin] })
    expect(() => mergeTrustLists([sound, other], EDITION)).toThrow(errorWith('ERR_TRUST_LIST'))
    expect(() => mergeTrustLists([sound], { ...EDITION, exp: AT })).toThrow(errorWith('ERR_TRUST_LIST'))
    expect(() => mergeTrustLists([{ ...sound, seq: -1 }], EDITION)).toThrow(errorWith('ERR_TRUST_LIST'))
  })
})
