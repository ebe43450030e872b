/** Holder keys where there is no browser: of a JWK, a WebCrypto pair that cannot be read out, or a signer. */
import { createPrivateKey, generateKeyPairSync, sign as signWithNode } from 'node:crypto'
import type { JWK } from 'jose'
import { expect, test } from 'vitest'
import { AT, errorWith, openDesk, request } from '../../../test/signing-desk.js'
import { generateSm2Key } from '../suites/sm2.js'
import { generateHolderKey, holderKeyStore, importHolderKey } from './holder-key.js'
import { generateIssuerKey, type KeyMaterial } from './issuer-key.js'
import { presentCode } from './present.js'
import { signCode } from './sign.js'

test('a new holder key has a public half to give away and nothing else to read', async () => {
  const [one, other] = [await generateHolderKey(), await generateHolderKey()]
  expect(one).toStrictEqual({
    publicJwk: { kty: 'EC', crv: 'P-256', x: expect.any(String), y: expect.any(String) },
    sign: expect.any(Function),
  })
  expect(one.publicJwk.x).not.toBe(other.publicJwk.x)
})

test.each<[string, () => Promise<KeyMaterial>]>([
  ['a private JWK', generateIssuerKey],
  ['a pair whose private half cannot be read out', () => webCryptoPair(false)],
  ['a pair that can be read out', () => webCryptoPair(true)],
  ['a signer', signer],
])('%s shows the codes that are bound to it', async (_, material) => {
  const [desk, holder] = [await openDesk(), await importHolderKey(await material())]
  expect(holder.publicJwk).not.toHaveProperty('d')
  const code = await signCode(request({ holder: holder.publicJwk }), desk.key)
  const { link } = await presentCode(code, holder, { at: AT })
  expect(await desk.verify(link)).toMatchObject({ outcome: 'valid', assurance: 'present' })
})

test('a key of another kind is no holder key', async () => {
  const ed25519 = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' }) as JWK
  await expect(importHolderKey(ed25519)).rejects.toThrow(errorWith('ERR_HOLDER'))
  await expect(importHolderKey(generateSm2Key())).rejects.toThrow(errorWith('ERR_UNSUPPORTED_ALG'))
})

test('a public key alone is no holder key', async () => {
  const { d: _, ...publicJwk } = await generateIssuerKey()
  await expect(importHolderKey(publicJwk as JWK)).rejects.toThrow(errorWith('ERR_KEY'))
})

test('a store can be made where there is no IndexedDB, and fails only when it is used', async () => {
  const store = holderKeyStore()
  await expect(store.open('anything')).rejects.toThrow()
})

function webCryptoPair(extractable: boolean): Promise<CryptoKeyPair> {
  return crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, extractable, ['sign', 'verify'])
}

async function signer(): Promise<KeyMaterial> {
  const jwk = await generateIssuerKey()
  const key = createPrivateKey({ key: { ...jwk }, format: 'jwk' })
  const sign = (data: Uint8Array) => signWithNode('sha256', data, { key, dsaEncoding: 'ieee-p1363' })
  return { alg: 'ES256', publicJwk: jwk, sign }
}
