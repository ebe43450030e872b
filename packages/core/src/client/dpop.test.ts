import { calculateJwkThumbprint, decodeJwt, decodeProtectedHeader, importJWK, jwtVerify } from 'jose'
import { expect, it } from 'vitest'
import { authoriseByProof } from './authorise.js'
import { dpopKeyOf, generateDpopKey } from './dpop.js'
import { newIdempotencyKey } from './idempotency.js'
import { createSessionSource } from './session-source.js'

const now = () => Date.UTC(2026, 10, 23, 8)
const iat = now() / 1000

it('proves possession as RFC 9449 wants it, by the judgement of jose', async () => {
  const key = await generateDpopKey({ now })
  const proof = await key.prove({
    method: 'POST',
    url: 'https://qym.example/v1/needs?phone=13800138000#there',
    accessToken: 'Kz~8mXK1EalYznwH-LC-1fBAo.4Ljp~zsPE_NeO.gxU',
    nonce: 'eyJ7S_zG.eyJH0-Z.HX4w-7v',
  })
  expect(decodeProtectedHeader(proof)).toEqual({ typ: 'dpop+jwt', alg: 'ES256', jwk: key.publicJwk })
  const { payload } = await jwtVerify(proof, await importJWK({ ...key.publicJwk }, 'ES256'), {
    typ: 'dpop+jwt',
    algorithms: ['ES256'],
    currentDate: new Date(now()),
  })
  expect(payload).toEqual({
    jti: expect.stringMatching(/^[\w-]{22}$/),
    htm: 'POST',
    htu: 'https://qym.example/v1/needs',
    iat,
    // Section 7.1 of the RFC has this token and this hash.
    ath: 'fUHyO2r2Z3DZ53EsNrWBb0xWXoaNy59IiKCAqksmQEo',
    nonce: 'eyJ7S_zG.eyJH0-Z.HX4w-7v',
  })
  expect(key.thumbprint).toBe(await calculateJwkThumbprint({ ...key.publicJwk }))
})

it('says nothing of a token or a nonce where there is none, and never proves the same twice', async () => {
  const key = await generateDpopKey({ now })
  const request = { method: 'GET', url: 'https://qym.example/v1/card' }
  const claims = decodeJwt(await key.prove(request))
  expect(Object.keys(claims).toSorted()).toEqual(['htm', 'htu', 'iat', 'jti'])
  expect(decodeJwt(await key.prove(request)).jti).not.toBe(claims.jti)
})

it('keeps its private half from everybody, and takes a pair kept elsewhere', async () => {
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256' }
  const pair = await crypto.subtle.generateKey(algorithm, false, ['sign', 'verify'])
  await expect(crypto.subtle.exportKey('jwk', pair.privateKey)).rejects.toThrow()
  const [one, other] = [await dpopKeyOf(pair), await dpopKeyOf(pair)]
  expect(one.thumbprint).toBe(other.thumbprint)
  expect(JSON.stringify(one)).not.toContain('"d"')
  const wrong = await crypto.subtle.generateKey({ ...algorithm, namedCurve: 'P-384' }, false, [
    'sign',
    'verify',
  ])
  await expect(dpopKeyOf(wrong)).rejects.toMatchObject({ code: 'ERR_KEY' })
})

it('puts token and proof on a request, bound to each other and to the last nonce', async () => {
  const key = await generateDpopKey({ now })
  let fetched = 0
  const source = createSessionSource(async () => ({ token: `token-${++fetched}`, expiresInSeconds: 600 }))
  const authorise = authoriseByProof(source, key)
  const request = { method: 'GET', url: 'https://qym.example/v1/card', dpopNonce: 'nonce-1' }
  const refused = await authorise(request)
  expect(refused.authorization).toBe('DPoP token-1')
  expect(decodeJwt(refused.dpop ?? '')).toMatchObject({ htm: 'GET', htu: request.url, nonce: 'nonce-1' })
  expect((await authorise({ ...request, refused })).authorization).toBe('DPoP token-2')
})

it('makes idempotency keys of 22 characters that never repeat', () => {
  const keys = Array.from({ length: 10_000 }, newIdempotencyKey)
  expect(new Set(keys).size).toBe(10_000)
  expect(keys.every(key => /^[\w-]{22}$/.test(key))).toBe(true)
})
