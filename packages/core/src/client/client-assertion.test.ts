import { decodeProtectedHeader, exportJWK, generateKeyPair, jwtVerify } from 'jose'
import { expect, it } from 'vitest'
import { createClientAssertion } from './client-assertion.js'

const audience = 'https://qym.example'
const clientId = 'par_bank'

it.each(['ES256', 'EdDSA'] as const)(
  'proves a partner by a key of %s, as a JWK and as a WebCrypto key',
  async alg => {
    const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true })
    const jwk = { ...(await exportJWK(privateKey)), kid: 'bank-2026' }
    const given = [
      { clientId, audience, key: jwk },
      { clientId, audience, key: privateKey, kid: 'bank-2026' },
    ]
    const ids = new Set()
    for (const request of given) {
      const form = await createClientAssertion(request)
      expect(form.client_id).toBe(clientId)
      expect(form.client_assertion_type).toBe('urn:ietf:params:oauth:client-assertion-type:jwt-bearer')
      expect(decodeProtectedHeader(form.client_assertion)).toEqual({
        alg,
        kid: 'bank-2026',
        typ: 'client-authentication+jwt',
      })
      const { payload } = await jwtVerify(form.client_assertion, publicKey, {
        issuer: clientId,
        subject: clientId,
        audience,
        algorithms: [alg],
        requiredClaims: ['jti', 'iat', 'exp'],
      })
      ids.add(payload.jti)
    }
    expect(ids.size).toBe(2)
  },
)

it('holds for sixty seconds from the whole second it was made in', async () => {
  const { privateKey, publicKey } = await generateKeyPair('ES256')
  const made = Date.UTC(2026, 10, 23, 8) + 700
  const { client_assertion } = await createClientAssertion({
    clientId,
    audience,
    key: privateKey,
    kid: 'a',
    now: () => made,
  })
  const at = (milliseconds: number) =>
    jwtVerify(client_assertion, publicKey, { currentDate: new Date(made + milliseconds) })
  expect((await at(0)).payload).toMatchObject({ iat: (made - 700) / 1000, exp: (made - 700) / 1000 + 60 })
  await expect(at(60_000)).rejects.toMatchObject({ code: 'ERR_JWT_EXPIRED' })
})

it('refuses a key without a name, without its private half, or on another curve', async () => {
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true })
  const jwk = await exportJWK(privateKey)
  const other = await exportJWK((await generateKeyPair('ES384', { extractable: true })).privateKey)
  const publicJwk = await exportJWK(publicKey)
  for (const request of [
    { key: jwk },
    { key: privateKey },
    { key: publicJwk, kid: 'a' },
    { key: publicKey, kid: 'a' },
    { key: other, kid: 'a' },
    { key: { ...jwk, d: 'AA' }, kid: 'a' },
  ])
    await expect(createClientAssertion({ clientId, audience, ...request })).rejects.toMatchObject({
      code: 'ERR_KEY',
    })
})
