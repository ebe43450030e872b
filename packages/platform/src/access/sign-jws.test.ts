/** Statements that the platform signs, and keys it will not sign with. */
import { compactVerify, exportJWK, generateKeyPair, importJWK } from 'jose'
import { expect, test } from 'vitest'
import { algorithmOf, createJwsSigner } from './sign-jws.js'

test.each(['ES256', 'EdDSA'] as const)(
  'a statement is signed by %s, of its own type, and names its key',
  async alg => {
    const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true })
    const sign = createJwsSigner({ ...(await exportJWK(privateKey)), kid: 'k-1' }, 'test+jwt')
    const text = await sign({ says: '示例', not: undefined })
    const jwk = await exportJWK(publicKey)
    const { payload, protectedHeader } = await compactVerify(text, await importJWK(jwk, algorithmOf(jwk)))
    expect(protectedHeader).toEqual({ alg, typ: 'test+jwt', kid: 'k-1' })
    expect(JSON.parse(new TextDecoder().decode(payload))).toEqual({ says: '示例' })
  },
)

test('a key without a name, or on another curve, signs nothing', async () => {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true })
  const { kid: _, ...nameless } = await exportJWK(privateKey)
  expect(() => createJwsSigner(nameless, 'test+jwt')).toThrow(TypeError)
  const { privateKey: other } = await generateKeyPair('ES384', { extractable: true })
  const foreign = { ...(await exportJWK(other)), kid: 'k-1' }
  expect(() => createJwsSigner(foreign, 'test+jwt')).toThrow(TypeError)
  expect(() => createJwsSigner({ kty: 'oct', k: 'c2VjcmV0', kid: 'k-1' }, 'test+jwt')).toThrow(TypeError)
})
