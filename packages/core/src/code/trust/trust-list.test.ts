/** Reading trust lists from anything: what is sound comes back whole, and what is not is named. */
import { beforeAll, describe, expect, test } from 'vitest'
import { AT, errorWith, openDesk } from '../../../test/signing-desk.js'
import { indexByKidPrefix, readTrustList, type TrustList } from './trust-list.js'

type Json = Record<string, unknown>

let sound: TrustList
beforeAll(async () => {
  sound = (await openDesk()).trust
})

/** The sound list with changes to itself, to its issuer and to the key that signs codes. */
function changed({ list = {}, issuer = {}, key = {} }: { list?: Json; issuer?: Json; key?: Json }): unknown {
  const [first] = sound.issuers
  const [codeKey, statusKey] = first?.keys ?? []
  return { ...sound, issuers: [{ ...first, keys: [{ ...codeKey, ...key }, statusKey], ...issuer }], ...list }
}

describe('a sound list', () => {
  test('comes back as it was', () => {
    expect(readTrustList(JSON.parse(JSON.stringify(sound)))).toEqual(sound)
  })

  test('comes back without members that are none of the format', () => {
    const more = changed({ list: { note: 1 }, issuer: { note: 2 }, key: { note: 3 } })
    expect(readTrustList(more)).toEqual(sound)
  })

  test.each([{ issuers: [] }, { seq: 0 }, { iat: 0 }])('may have %j', list => {
    expect(readTrustList(changed({ list }))).toMatchObject(list)
  })

  test.each([
    { regions: [] },
    { regions: ['3', '33', '330', '3301', '33010', '330100'] },
    { keys: [] },
    { iss: 'http://localhost:8080', status: 'http://localhost:8080/s' },
    { status: 'https://other.example' },
  ])('may have an issuer with %j', issuer => {
    expect(readTrustList(changed({ issuer })).issuers[0]).toMatchObject(issuer)
  })

  test('keeps that a key is revoked, and leaves out that it is not', () => {
    expect(readTrustList(changed({ key: { revoked: true } })).issuers[0]?.keys[0]).toHaveProperty(
      'revoked',
      true,
    )
    expect(readTrustList(changed({ key: { revoked: false } }))).toStrictEqual(sound)
  })

  test('may have an algorithm that this version does not know', () => {
    expect(readTrustList(changed({ key: { alg: 'ML-DSA-44' } })).issuers[0]?.keys[0]?.alg).toBe('ML-DSA-44')
  })
})

describe('the member that is wrong is named', () => {
  test.each([null, undefined, 'text', 7, [], () => sound])('when the list is %s', value => {
    expect(() => readTrustList(value)).toThrow(errorWith('ERR_TRUST_LIST'))
  })

  test.each<[string, Parameters<typeof changed>[0]]>([
    ['seq', { list: { seq: -1 } }],
    ['seq', { list: { seq: 1.5 } }],
    ['seq', { list: { seq: '1' } }],
    ['seq', { list: { seq: 2 ** 53 } }],
    ['iat', { list: { iat: undefined } }],
    ['iat', { list: { iat: AT + 0.5 } }],
    ['exp', { list: { exp: null } }],
    ['exp', { list: { exp: AT } }],
    ['exp', { list: { exp: Number.NaN } }],
    ['issuers', { list: { issuers: undefined } }],
    ['issuers', { list: { issuers: {} } }],
    ['issuer', { list: { issuers: [null] } }],
    ['issuer', { list: { issuers: [[]] } }],
    ['iss', { issuer: { iss: 'https://qym.example/' } }],
    ['iss', { issuer: { iss: 'http://qym.example' } }],
    ['iss', { issuer: { iss: 'https://QYM.example' } }],
    ['iss', { issuer: { iss: 7 } }],
    ['status', { issuer: { status: 'https://qym.example/status/' } }],
    ['status', { issuer: { status: 'https://qym.example/status?x' } }],
    ['status', { issuer: { status: 'https://user:word@qym.example/status' } }],
    ['status', { issuer: { status: undefined } }],
    ['name', { issuer: { name: 'Sample' } }],
    ['zh-CN', { issuer: { name: { en: 'Sample' } } }],
    ['zh-CN', { issuer: { name: { 'zh-CN': '', en: 'Sample' } } }],
    ['en', { issuer: { name: { 'zh-CN': '示例', en: 7 } } }],
    ['regions', { issuer: { regions: '3301' } }],
    ['region', { issuer: { regions: [''] } }],
    ['region', { issuer: { regions: ['3301', '3301001'] } }],
    ['region', { issuer: { regions: ['33A'] } }],
    ['region', { issuer: { regions: [3301] } }],
    ['region', { issuer: { regions: ['3301\n'] } }],
    ['keys', { issuer: { keys: undefined } }],
    ['key', { issuer: { keys: [7] } }],
    ['use', { key: { use: 'sig' } }],
    ['use', { key: { use: undefined } }],
    ['kid', { key: { kid: '' } }],
    ['kid', { key: { kid: 'a b' } }],
    ['kid', { key: { kid: 'a'.repeat(65) } }],
    ['id', { key: { kid: 'AAAAAAAAAAA=' } }],
    ['8 bytes', { key: { kid: 'AAAAAAAAAA' } }],
    ['8 bytes', { key: { kid: 'AAAAAAAAAAAA' } }],
    ['8 bytes', { key: { kid: 'AAAAAAAAAAB' } }],
    ['alg', { key: { alg: '' } }],
    ['alg', { key: { alg: 7 } }],
    ['jwk', { key: { jwk: 'text' } }],
    ['jwk', { key: { jwk: undefined } }],
    ['nbf', { key: { nbf: '0' } }],
    ['nbf', { key: { nbf: -1 } }],
    ['exp', { key: { exp: undefined } }],
    ['revoked', { key: { revoked: 'no' } }],
    ['revoked', { key: { revoked: null } }],
    ['private', { key: { jwk: { kty: 'EC', crv: 'P-256', x: 'AA', y: 'AA', d: 'AA' } } }],
  ])('%s, with %j', (member, changes) => {
    const read = () => readTrustList(changed(changes))
    expect(read).toThrow(errorWith('ERR_TRUST_LIST'))
    expect(read).toThrow(member)
  })

  test('and a private key that stands in a list is not repeated in the error', () => {
    const jwk = { kty: 'EC', crv: 'P-256', x: 'AA', y: 'AA', d: 'secretsecret' }
    expect(() => readTrustList(changed({ key: { jwk } }))).toThrow(/^(?!.*secretsecret)/s)
  })
})

describe('two that may not stand beside each other', () => {
  test('are issuers of one origin', () => {
    expect(() => readTrustList({ ...sound, issuers: [...sound.issuers, ...sound.issuers] })).toThrow('twice')
  })

  test('are keys whose ids begin with the same 32 bits, at one issuer or two', () => {
    const [issuer] = sound.issuers
    const [key, statusKey] = issuer?.keys ?? []
    // 5 letters and 2 bits of the sixth are the prefix.
    const close = `${key?.kid.slice(0, 6)}${key?.kid.endsWith('AAAAA') ? 'AAAAE' : 'AAAAA'}`
    const twin = { ...key, kid: close }
    const other = { ...issuer, iss: 'https://other.example', keys: [twin] }
    for (const list of [changed({ issuer: { keys: [key, twin] } }), { ...sound, issuers: [issuer, other] }]) {
      expect(() => readTrustList(list)).toThrow(errorWith('ERR_TRUST_LIST'))
      expect(() => readTrustList(list)).toThrow('32 bits')
    }
    const asStatusKey = changed({ issuer: { keys: [key, { ...statusKey, kid: close }] } })
    expect(readTrustList(asStatusKey).issuers[0]?.keys).toHaveLength(2)
  })
})

test('an index holds the keys that sign codes, by the first 32 bits of their id', () => {
  const [key] = sound.issuers[0]?.keys ?? []
  const index = indexByKidPrefix(sound)
  expect([...index.keys()]).toEqual([Buffer.from(key?.kid ?? '', 'base64url').readUInt32BE()])
  expect([...index.values()]).toMatchObject([
    { key, host: 'qym.example', issuer: { iss: 'https://qym.example' } },
  ])
})
