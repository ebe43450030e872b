import fc from 'fast-check'
import { exportJWK, SignJWT } from 'jose'
import { beforeAll, describe, expect, test } from 'vitest'
import {
  createTokens,
  generateTokenKey,
  publicJwkSet,
  type TokenKey,
  type Tokens,
  tokenKeyOf,
} from './tokens.js'

const ISSUER = 'https://qym.example'
const clock = { now: new Date('2026-03-02T01:00:00Z') }
const seconds = clock.now.getTime() / 1000
const now = () => clock.now
const partner = { kind: 'partner', partnerId: 'par_bank', scopes: ['bulk'] } as const
const widget = {
  kind: 'widget',
  sessionId: 'ses_1',
  partnerId: 'par_bank',
  enterpriseId: 'ent_1',
  keyThumbprint: 'thumb',
} as const

let key: TokenKey
let tokens: Tokens
beforeAll(async () => {
  key = await generateTokenKey('k1')
  tokens = createTokens({ issuer: ISSUER, keys: [key], now })
})

/** A token by the platform's own key, but not as the platform would make it. */
async function odd(claims: object, header: object = {}): Promise<string> {
  const base = { iss: ISSUER, aud: ISSUER, sub: 'par_bank', client_id: 'par_bank', scope: '', jti: 'j' }
  if (!key.privateKey) throw new Error('The key of this test has a private half.')
  return new SignJWT({ ...base, iat: seconds, exp: seconds + 300, ...claims })
    .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: 'k1', ...header })
    .sign(key.privateKey)
}

test.each([partner, widget])('what is issued to a $kind is read again', async subject => {
  expect(await tokens.read(await tokens.issue(subject, 300))).toEqual({ outcome: 'good', subject })
})

test('a token expires at its second, and is told apart from a bad one', async () => {
  const text = await tokens.issue(partner, 300)
  const later = createTokens({ issuer: ISSUER, keys: [key], now: () => new Date((seconds + 299) * 1000) })
  const tooLate = createTokens({ issuer: ISSUER, keys: [key], now: () => new Date((seconds + 300) * 1000) })
  expect(await later.read(text)).toMatchObject({ outcome: 'good' })
  expect(await tooLate.read(text)).toEqual({ outcome: 'expired' })
})

test('a token that was good before expires all the same, and lends nothing to one that is like it', async () => {
  let moment = clock.now
  const reader = createTokens({ issuer: ISSUER, keys: [key], now: () => moment })
  const text = await reader.issue(partner, 300)
  for (let reading = 0; reading < 3; reading++)
    expect(await reader.read(text)).toEqual({ outcome: 'good', subject: partner })
  const other = await reader.issue({ ...partner, partnerId: 'par_other' }, 300)
  const [header, claims] = other.split('.')
  expect(await reader.read(`${header}.${claims}.${text.split('.')[2]}`)).toEqual({ outcome: 'bad' })
  moment = new Date((seconds + 300) * 1000)
  expect(await reader.read(text)).toEqual({ outcome: 'expired' })
  // A clock that is set back makes nothing of it but what it was.
  moment = new Date((seconds - 11) * 1000)
  expect(await reader.read(text)).toEqual({ outcome: 'bad' })
})

test('no token is issued for more than ten minutes', async () => {
  await expect(tokens.issue(partner, 601)).rejects.toThrow(RangeError)
})

test('an old key still verifies while a new one signs', async () => {
  const next = await generateTokenKey('k2')
  const { privateKey: _, ...old } = key
  const rotated = createTokens({ issuer: ISSUER, keys: [next, old], now })
  expect(await rotated.read(await tokens.issue(partner, 300))).toMatchObject({ outcome: 'good' })
  expect(await tokens.read(await rotated.issue(partner, 300))).toEqual({ outcome: 'bad' })
})

describe('a token by the right key is bad', () => {
  test.each([
    ['for another audience', { aud: 'https://other.example' }],
    ['for several audiences', { aud: [ISSUER] }],
    ['of another issuer', { iss: 'https://other.example' }],
    ['from the future', { iat: seconds + 11 }],
    ['without a beginning', { iat: undefined }],
    ['without an end', { exp: undefined }],
    ['with a longer life than any', { exp: seconds + 601 }],
    ['that ends before it begins', { iat: seconds + 5, exp: seconds + 5 }],
    ['without a name', { jti: undefined }],
    ['of nobody', { sub: undefined }],
    ['whose subject is not its client', { sub: 'par_other' }],
    ['bound to nothing', { cnf: {} }],
    ['bound to null', { cnf: null }],
    ['that is half a widget’s', { enterprise: 'ent_1' }],
  ])('%s', async (_, claims) => {
    expect(await tokens.read(await odd(claims))).toEqual({ outcome: 'bad' })
  })

  test.each([
    ['of another type', { typ: 'JWT' }],
    ['of no type', { typ: undefined }],
    ['with something beside', { x5u: 'https://evil.example' }],
    ['by a key nobody knows', { kid: 'k9' }],
  ])('%s', async (_, header) => {
    expect(await tokens.read(await odd({}, header))).toEqual({ outcome: 'bad' })
  })

  test('in any other spelling', async () => {
    const text = await odd({})
    const [header = '', claims = '', signature = ''] = text.split('.')
    const stray = signature.slice(0, -1) + (signature.endsWith('A') ? 'B' : 'A')
    for (const spelling of [
      `${text}=`,
      ` ${text}`,
      `${text}\n`,
      `${header}.${claims}.${stray}`,
      `${header}.${claims}.${signature}.${signature}`,
      `${header}=.${claims}.${signature}`,
      `${header}.${claims}.${signature.replaceAll('-', '+').replaceAll('_', '/')}+`,
      text.slice(0, -1),
    ])
      expect(await tokens.read(spelling)).toEqual({ outcome: 'bad' })
  })
})

test('whatever else is shown is bad, and nothing throws', async () => {
  const part = fc.stringMatching(/^[\w-]{0,40}$/)
  const text = fc.oneof(
    fc.string(),
    fc.array(part, { maxLength: 5 }).map(parts => parts.join('.')),
  )
  await fc.assert(
    fc.asyncProperty(text, async shown => {
      expect(await tokens.read(shown)).toEqual({ outcome: 'bad' })
    }),
    { numRuns: 1000 },
  )
})

test('no bit of a token may change', async () => {
  const text = await odd({})
  await fc.assert(
    fc.asyncProperty(fc.nat(text.length - 1), fc.integer({ min: 1, max: 127 }), async (place, change) => {
      const other = String.fromCharCode(text.charCodeAt(place) ^ change)
      expect(await tokens.read(text.slice(0, place) + other + text.slice(place + 1))).toEqual({
        outcome: 'bad',
      })
    }),
    { numRuns: 500 },
  )
})

test('a key from configuration is private, named, and on P-256', async () => {
  const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, [
    'sign',
    'verify',
  ])
  const jwk = { ...(await exportJWK(pair.privateKey)), kid: 'k3' }
  const configured = createTokens({ issuer: ISSUER, keys: [await tokenKeyOf(jwk)], now })
  expect(await configured.read(await configured.issue(partner, 1))).toMatchObject({ outcome: 'good' })
  for (const member of ['d', 'kid', 'x', 'crv'] as const)
    await expect(tokenKeyOf({ ...jwk, [member]: '' })).rejects.toThrow(TypeError)
})

test('what is published of keys has no private half', async () => {
  const { keys } = await publicJwkSet([key])
  expect(keys).toEqual([
    {
      kty: 'EC',
      crv: 'P-256',
      x: expect.any(String),
      y: expect.any(String),
      kid: 'k1',
      alg: 'ES256',
      use: 'sig',
    },
  ])
})
