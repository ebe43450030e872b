/** Signed trust lists: believed under a pinned root key and under no other, whatever the list says of itself. */
import { generateKeyPairSync } from 'node:crypto'
import { type CompactJWSHeaderParameters, CompactSign, importJWK, type JWK } from 'jose'
import { beforeAll, describe, expect, test } from 'vitest'
import { AT, errorWith, openDesk } from '../../../test/signing-desk.js'
import { generateIssuerKey, importSigningKey, type SigningKey } from '../sign/issuer-key.js'
import { generateSm2Key, sm2 } from '../suites/sm2.js'
import { signTrustList } from './build-trust-list.js'
import { verifyTrustList } from './signed-trust-list.js'
import type { TrustList } from './trust-list.js'

let list: TrustList
let rootJwk: JWK
let root: SigningKey
let jwt: string
beforeAll(async () => {
  list = (await openDesk()).trust
  rootJwk = await generateIssuerKey()
  root = await importSigningKey(rootJwk)
  jwt = await signTrustList(list, root, { at: AT })
})

async function strangers(): Promise<JWK[]> {
  const ed25519 = generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' }) as JWK
  return [
    (await importSigningKey(await generateIssuerKey())).publicJwk,
    ed25519,
    { kty: 'EC', crv: 'P-256', x: 'AA', y: 'AA' },
  ]
}

/** Signed under the right root, by other software, with any header and payload. */
async function signed(payload: unknown, header: Partial<CompactJWSHeaderParameters> = {}): Promise<string> {
  return new CompactSign(new TextEncoder().encode(JSON.stringify(payload)))
    .setProtectedHeader({ alg: 'ES256', typ: 'qym-trust+jwt', ...header })
    .sign(await importJWK(rootJwk, 'ES256'))
}

describe('a signed list', () => {
  test('is read under its root', async () => {
    expect(await verifyTrustList(jwt, root.publicJwk)).toEqual(list)
  })

  test('is read when its root is the first or the last of several', async () => {
    const others = await strangers()
    expect(await verifyTrustList(jwt, [root.publicJwk, ...others])).toEqual(list)
    expect(await verifyTrustList(jwt, [...others, root.publicJwk])).toEqual(list)
  })

  test('is read under a root of either default suite, and of SM2 with its suite', async () => {
    const ed25519 = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' }) as JWK
    for (const material of [ed25519, generateSm2Key()]) {
      const other = await importSigningKey(material, { suites: [sm2] })
      const text = await signTrustList(list, other, { at: AT })
      expect(await verifyTrustList(text, [root.publicJwk, other.publicJwk], { suites: [sm2] })).toEqual(list)
    }
  })

  test('needs no key id in its header, and any is taken', async () => {
    expect(await verifyTrustList(await signed(list), root.publicJwk)).toEqual(list)
    expect(await verifyTrustList(await signed(list, { kid: 'any' }), root.publicJwk)).toEqual(list)
  })

  test('that has expired is still read: its reader asks for its time', async () => {
    expect(await verifyTrustList(await signed({ ...list, iat: 1, exp: 2 }), root.publicJwk)).toMatchObject({
      exp: 2,
    })
  })
})

describe('no list is believed', () => {
  test('under other roots, or none', async () => {
    for (const roots of [await strangers(), []])
      await expect(verifyTrustList(jwt, roots)).rejects.toThrow(errorWith('ERR_TRUST_LIST'))
  })

  test('under an SM2 root without its suite', async () => {
    const other = await importSigningKey(generateSm2Key(), { suites: [sm2] })
    const text = await signTrustList(list, other, { at: AT })
    await expect(verifyTrustList(text, other.publicJwk)).rejects.toThrow(errorWith('ERR_TRUST_LIST'))
  })

  test.each<[string, () => unknown]>([
    ['undefined', () => undefined],
    ['an unsigned list', () => list],
    ['its JSON', () => JSON.stringify(list)],
    ['an empty text', () => ''],
    ['a list with a changed signature', () => `${jwt.slice(0, -4)}AAAA`],
    ['a list with a line break after it', () => `${jwt}\n`],
    ['of another type', () => signed(list, { typ: 'statuslist+jwt' })],
    ['of no type', () => signed(list, { typ: undefined as never })],
    ['that brings its key', () => signed(list, { jwk: root.publicJwk })],
    [
      'that names another algorithm',
      () => jwt.replace(/^[^.]+/, Buffer.from('{"alg":"EdDSA","typ":"qym-trust+jwt"}').toString('base64url')),
    ],
    [
      'that is not signed at all',
      () => jwt.replace(/^[^.]+/, Buffer.from('{"alg":"none","typ":"qym-trust+jwt"}').toString('base64url')),
    ],
    ['signed, but off the format', () => signed({ ...list, seq: -1 })],
    ['signed, but no object', () => signed([list])],
  ])('%s', async (_, make) => {
    await expect(verifyTrustList(await make(), root.publicJwk)).rejects.toThrow(errorWith('ERR_TRUST_LIST'))
  })

  test('off the format under the right root, and the member is named', async () => {
    await expect(
      verifyTrustList(await signed({ ...list, seq: -1 }), [...(await strangers()), root.publicJwk]),
    ).rejects.toThrow('seq')
  })
})
