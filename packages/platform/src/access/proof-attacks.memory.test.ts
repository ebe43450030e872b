/** Promise 15: proofs of possession that are not what RFC 9449 wants are refused, each for one thing. */
import { createHash } from 'node:crypto'
import { CompactSign } from 'jose'
import { describe, expect, test } from 'vitest'
import { proofOf, widgetHeaders } from '../../test/browser-key.js'
import { BASE_URL, ORIGIN } from '../../test/desk.js'
import { outcome, PATH, sessionDesk } from '../../test/session-desk.js'

const { scene, ask, askWithProof, askWithText, later } = sessionDesk()

describe('a proof', () => {
  test('for another method is refused', async () => {
    expect(await askWithProof({ method: 'POST' })).toBe('401 invalid_proof')
    expect(await askWithProof({ claims: { htm: 'get' } })).toBe('401 invalid_proof')
  })

  test.each([
    ['another path', `${BASE_URL}/v1/loan-queue`],
    ['another host', `https://evil.example${PATH}`],
    ['plain http', `http://qym.example${PATH}`],
    ['another port', `https://qym.example:8443${PATH}`],
    ['a user in front of the host', `https://qym.example@evil.example${PATH}`],
    ['a query', `${BASE_URL}${PATH}?limit=1`],
    ['a longer path', `${BASE_URL}${PATH}/`],
    ['no address at all', 'loan-needs'],
  ])('for %s is refused', async (_, htu) => {
    expect(await askWithProof({ claims: { htu } })).toBe('401 invalid_proof')
  })

  test('for another token, or for none, is refused', async () => {
    const ath = createHash('sha256').update('another').digest('base64url')
    expect(await askWithProof({ claims: { ath } })).toBe('401 invalid_proof')
    expect(await askWithProof({ token: undefined })).toBe('401 invalid_proof')
  })

  test('counts once', async () => {
    const headers = await widgetHeaders(scene.desk, scene.session, 'GET', PATH)
    expect(await ask(headers)).toBe('200')
    expect(await ask(headers)).toBe('401 invalid_proof')
  })

  test('counts once among many at the same time', async () => {
    const headers = await widgetHeaders(scene.desk, scene.session, 'GET', PATH)
    const answers = await Promise.all(Array.from({ length: 8 }, () => ask(headers)))
    expect(answers.toSorted()).toEqual(['200', ...Array(7).fill('401 invalid_proof')])
  })

  test('counts once also where the request it came with failed', async () => {
    const path = '/v1/loan-queue'
    const headers = await widgetHeaders(scene.desk, scene.session, 'GET', path)
    expect(await ask(headers, path)).toBe('403 forbidden')
    expect(await ask(headers, path)).toBe('401 invalid_proof')
  })

  test('that is a minute old is refused', async () => {
    const at = (seconds: number) => new Date(scene.desk.clock.now.getTime() + seconds * 1000)
    expect(await askWithProof({ at: at(-59) })).toBe('200')
    expect(await askWithProof({ at: at(-60) })).toBe('401 invalid_proof')
  })

  test('of a clock more than ten seconds ahead is refused', async () => {
    const at = (seconds: number) => new Date(scene.desk.clock.now.getTime() + seconds * 1000)
    expect(await askWithProof({ at: at(10) })).toBe('200')
    expect(await askWithProof({ at: at(11) })).toBe('401 invalid_proof')
  })

  test.each([
    ['another type', { typ: 'jwt' }],
    ['no type', { typ: undefined }],
    ['another member beside', { kid: 'mine' }],
    ['a critical extension', { crit: ['exp'], exp: 1 }],
    ['no key', { jwk: undefined }],
    ['a key on another curve', { jwk: { kty: 'EC', crv: 'P-384', x: 'A'.repeat(43), y: 'A'.repeat(43) } }],
    [
      'a point that is not on the curve',
      { jwk: { kty: 'EC', crv: 'P-256', x: 'A'.repeat(43), y: 'A'.repeat(43) } },
    ],
  ])('with %s in its header is refused', async (_, header) => {
    const signed = await proofOf(scene.desk, scene.session.key, {
      method: 'GET',
      path: PATH,
      token: scene.session.token,
    })
    const [, claims] = signed.split('.')
    const honest = { alg: 'ES256', typ: 'dpop+jwt', jwk: scene.session.key.publicJwk }
    const input = new TextEncoder().encode(Buffer.from(claims ?? '', 'base64url').toString())
    const text = JSON.stringify({ ...honest, ...header })
    const first = Buffer.from(text).toString('base64url')
    const signature = await crypto.subtle.sign(
      { name: 'ECDSA', hash: 'SHA-256' },
      scene.session.key.privateKey,
      new TextEncoder().encode(`${first}.${Buffer.from(input).toString('base64url')}`),
    )
    const dpop = `${first}.${claims}.${Buffer.from(signature).toString('base64url')}`
    expect(await askWithText(dpop)).toBe('401 invalid_proof')
  })

  test('that shows its private key is refused', async () => {
    expect(await askWithProof({ header: { jwk: scene.session.key.privateJwk } })).toBe('401 invalid_proof')
  })

  test('without an algorithm, or with a shared secret, is refused', async () => {
    const signed = await proofOf(scene.desk, scene.session.key, {
      method: 'GET',
      path: PATH,
      token: scene.session.token,
    })
    const claims = signed.split('.')[1] ?? ''
    const none = Buffer.from(
      JSON.stringify({ alg: 'none', typ: 'dpop+jwt', jwk: scene.session.key.publicJwk }),
    )
    const secret = new TextEncoder().encode(JSON.stringify(scene.session.key.publicJwk))
    const shared = await new CompactSign(Buffer.from(claims, 'base64url'))
      .setProtectedHeader({ alg: 'HS256', typ: 'dpop+jwt', jwk: scene.session.key.publicJwk })
      .sign(secret)
    for (const dpop of [
      `${none.toString('base64url')}.${claims}.`,
      `${none.toString('base64url')}.${claims}.AAAA`,
      shared,
    ])
      expect(await askWithText(dpop)).toBe('401 invalid_proof')
  })

  test('in a spelling of its own is refused', async () => {
    const honest = await proofOf(scene.desk, scene.session.key, {
      method: 'GET',
      path: PATH,
      token: scene.session.token,
    })
    for (const dpop of [
      `${honest}=`,
      `${honest}==`,
      ` ${honest},${honest}`,
      honest.replace('.', '..'),
      `${honest}.`,
    ])
      expect(await askWithText(dpop)).toBe('401 invalid_proof')
  })

  test.each([
    ['no name', { jti: undefined }],
    ['a name too short to be one', { jti: '1' }],
    ['no time', { iat: undefined }],
    ['a time that is no number', { iat: '1772413200' }],
    ['no method', { htm: undefined }],
    ['no address', { htu: undefined }],
  ])('with %s is refused', async (_, claims) => {
    expect(await askWithProof({ claims })).toBe('401 invalid_proof')
  })
})

describe('a nonce', () => {
  const refused = async (at: Date, claims = {}) => {
    const dpop = await proofOf(scene.desk, scene.session.key, {
      method: 'GET',
      path: PATH,
      token: scene.session.token,
      at,
      claims,
    })
    return scene.desk.app.request(BASE_URL + PATH, {
      headers: { authorization: `DPoP ${scene.session.token}`, origin: ORIGIN, dpop },
    })
  }

  test('lets a browser in whose clock is wrong, for a while', async () => {
    const wrong = new Date('2031-01-01T00:00:00Z')
    const first = await refused(wrong)
    expect(first.headers.get('www-authenticate')).toContain('use_dpop_nonce')
    const nonce = first.headers.get('dpop-nonce')
    expect((await refused(wrong, { nonce })).status).toBe(200)
    later(241)
    expect(await outcome(refused(wrong, { nonce }))).toBe('401 invalid_proof')
  })

  test('that is not ours makes even a fresh proof worthless', async () => {
    expect(await outcome(refused(scene.desk.clock.now, { nonce: 'A'.repeat(43) }))).toBe('401 invalid_proof')
    expect(await outcome(refused(scene.desk.clock.now, { nonce: 7 }))).toBe('401 invalid_proof')
  })
})
