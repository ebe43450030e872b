/** What may change from one edition of a trust list to the next: for a published key, little. */
import type { JWK } from 'jose'
import { beforeAll, describe, expect, test } from 'vitest'
import { AT, openDesk } from '../../../test/signing-desk.js'
import type { TrustedIssuer, TrustedKey, TrustList } from './trust-list.js'
import { successionFaults } from './trust-succession.js'

interface Changes {
  readonly list?: Partial<TrustList>
  readonly issuer?: Partial<TrustedIssuer>
  readonly key?: Partial<TrustedKey>
}

let first: TrustList
let issuer: TrustedIssuer
let keys: readonly TrustedKey[]
let newcomer: TrustedIssuer
beforeAll(async () => {
  const other = await openDesk()
  const { trust } = await openDesk()
  first = { ...trust, issuers: trust.issuers.map(entry => ({ ...entry, regions: ['3301', '3305'] })) }
  const [published] = first.issuers
  const [added] = other.trust.issuers
  if (!published || !added) throw new Error('a desk has an issuer')
  issuer = published
  keys = issuer.keys
  newcomer = { ...added, iss: 'https://other.example' }
})

/** The next edition, in which the first issuer or its code key is changed. */
function next({ list = {}, issuer: self = {}, key = {} }: Changes): TrustList {
  const [codeKey, ...others] = keys
  if (!codeKey) throw new Error('an issuer has a key')
  return {
    ...first,
    seq: first.seq + 1,
    issuers: [{ ...issuer, keys: [{ ...codeKey, ...key }, ...others], ...self }],
    ...list,
  }
}

describe('an edition may', () => {
  test.each<[string, () => TrustList]>([
    ['be the same again', () => structuredClone(first)],
    ['say the same under a later number', () => next({})],
    ['leave numbers out', () => next({ list: { seq: 99 } })],
    ['have other times', () => next({ list: { iat: AT + 1, exp: AT + 2 } })],
    ['name an issuer otherwise', () => next({ issuer: { name: { 'zh-CN': '新', en: 'New' } } })],
    ['list regions in another order', () => next({ issuer: { regions: [...issuer.regions].reverse() } })],
    ['add an issuer', () => next({ list: { issuers: [newcomer, issuer] } })],
    ['add a key', () => next({ issuer: { keys: [...keys, ...newcomer.keys] } })],
    ['drop an issuer', () => next({ list: { issuers: [] } })],
    ['drop a key', () => next({ issuer: { keys: keys.slice(1) } })],
    ['revoke a key', () => next({ key: { revoked: true } })],
    ['end a key earlier', () => next({ key: { exp: AT } })],
    ['say more of a key than was said', () => next({ key: { jwk: { ...keys[0]?.jwk, kid: 'a' } as JWK } })],
    [
      'give an issuer new regions with a new key',
      () => next({ list: { issuers: [{ ...newcomer, regions: ['44'] }] } }),
    ],
  ])('%s', (_, edition) => {
    expect(successionFaults(first, edition())).toEqual([])
  })
})

describe('an edition may not', () => {
  test.each<[string, string, () => TrustList]>([
    ['have an earlier number', 'seq', () => next({ list: { seq: 0 } })],
    ['be rewritten', 'edition', () => next({ list: { seq: first.seq, exp: first.exp + 1 } })],
    ['be rewritten in a key', 'edition', () => next({ list: { seq: first.seq }, key: { revoked: true } })],
    ['move a key to another issuer', 'issuer', () => next({ issuer: { iss: 'https://other.example' } })],
    [
      'move the status address of a key',
      'status',
      () => next({ issuer: { status: 'https://qym.example/other' } }),
    ],
    ['add a region to a key', 'regions', () => next({ issuer: { regions: [...issuer.regions, '44'] } })],
    ['take a region from a key', 'regions', () => next({ issuer: { regions: [] } })],
    ['narrow a region of a key', 'regions', () => next({ issuer: { regions: ['330100'] } })],
    [
      'put another key under an id',
      'material',
      () => next({ key: { jwk: newcomer.keys[0]?.jwk ?? ({} as never) } }),
    ],
    [
      'put the mirrored point under an id',
      'material',
      () => next({ key: { jwk: { ...keys[0]?.jwk, y: 'AA' } as JWK } }),
    ],
    ['put another algorithm under an id', 'material', () => next({ key: { alg: 'EdDSA' } })],
  ])('%s', (_, word, edition) => {
    const [fault] = successionFaults(first, edition())
    expect(fault).toContain(word)
  })

  test('bring a revoked key back', () => {
    const revoked = next({ key: { revoked: true } })
    expect(successionFaults(revoked, next({ list: { seq: 3 } }))).toEqual([
      expect.stringContaining('revoked'),
    ])
    expect(successionFaults(revoked, next({ list: { seq: 3 }, key: { revoked: true } }))).toEqual([])
  })

  test('do two of these without both being told, for each key', () => {
    const faults = successionFaults(
      first,
      next({ issuer: { status: 'https://qym.example/other', regions: ['44'] } }),
    )
    expect(faults).toHaveLength(2 * keys.length)
    for (const { kid } of keys) expect(faults.filter(fault => fault.includes(kid))).toHaveLength(2)
  })
})
