/** EdDSA and SM2 the whole way: signed, linked, shown, verified; and never believed where their suite is missing or wrong. */
import { generateKeyPairSync } from 'node:crypto'
import { base64url, type JWK } from 'jose'
import { describe, expect, test } from 'vitest'
import { generateHolderKey } from '../src/code/sign/holder-key.js'
import { generateIssuerKey, importSigningKey } from '../src/code/sign/issuer-key.js'
import { presentCode } from '../src/code/sign/present.js'
import { signCode } from '../src/code/sign/sign.js'
import { generateSm2Key, sm2 } from '../src/code/suites/sm2.js'
import { createStatusList, signStatusList } from '../src/code/trust/build-status-list.js'
import { buildTrustedKey } from '../src/code/trust/build-trust-list.js'
import type { TrustedKey, TrustList } from '../src/code/trust/trust-list.js'
import { createVerifier } from '../src/code/verify/verify.js'
import { AT, ISSUER, openDesk, request, type SigningDesk, USCC } from './signing-desk.js'

const URI = `${ISSUER.status}/0`
const L = 2n ** 252n + 27742317777372353535851937790883648493n

function newEd25519Key(): JWK {
  return generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' }) as JWK
}

/** The trust list with changes to the key that signs codes. */
function withCodeKey({ trust }: SigningDesk, changes: Partial<TrustedKey>): TrustList {
  const change = (key: TrustedKey) => (key.use === 'code' ? { ...key, ...changes } : key)
  return { ...trust, issuers: trust.issuers.map(issuer => ({ ...issuer, keys: issuer.keys.map(change) })) }
}

function withSignature(credential: string, change: (signature: Uint8Array) => Uint8Array): string {
  const [header, payload, signature = ''] = credential.slice(0, -1).split('.')
  return `${header}.${payload}.${base64url.encode(change(base64url.decode(signature)))}~`
}

describe.each<[string, () => JWK]>([
  ['EdDSA', newEd25519Key],
  ['SGD_SM3_SM2', generateSm2Key],
])('a code signed with %s', (alg, newKey) => {
  test('is valid as link, digits and text, with a name and without', async () => {
    const desk = await openDesk(newKey(), [sm2])
    for (const fields of [{}, { name: '杭州市示例科技有限公司' }]) {
      const { link, digits, credential } = await signCode(request(fields), desk.key)
      for (const text of [link, digits, credential])
        expect(await desk.verify(text)).toMatchObject({
          outcome: 'valid',
          assurance: 'registered',
          code: { uscc: USCC, credential, kid: desk.key.kid, ...fields },
        })
      const header = JSON.parse(new TextDecoder().decode(base64url.decode(String(credential.split('.')[0]))))
      expect(header).toEqual({ alg, kid: desk.key.kid, typ: 'dc+sd-jwt' })
    }
  })

  test('is shown by its holder, whose own key is on P-256 as ever', async () => {
    const [desk, holder] = [await openDesk(newKey(), [sm2]), await generateHolderKey()]
    const code = await signCode(request({ holder: holder.publicJwk }), desk.key)
    const shown = await presentCode(code, holder, { at: AT })
    for (const text of [shown.link, shown.credential])
      expect(await desk.verify(text)).toMatchObject({ outcome: 'valid', assurance: 'present' })
    expect(await desk.verify(shown.link, AT + 91)).toMatchObject({ outcome: 'stale' })
  })

  test('is not believed once a digit is another', async () => {
    const desk = await openDesk(newKey(), [sm2])
    const { link } = await signCode(request({}), desk.key)
    for (let position = 30; position < link.length; position += 11) {
      const digit = (Number(link[position]) + 1) % 10
      const result = await desk.verify(`${link.slice(0, position)}${digit}${link.slice(position + 1)}`)
      expect(result).not.toHaveProperty('code')
      expect(result.outcome).not.toBe('unconfirmed')
    }
  })

  test.each<[string, (signature: Uint8Array) => Uint8Array]>([
    ['zeros', () => new Uint8Array(64)],
    ['ones', () => new Uint8Array(64).fill(255)],
    [
      'halves changed over',
      signature => Uint8Array.from([...signature.subarray(32), ...signature.subarray(0, 32)]),
    ],
    ['a half of zeros', signature => Uint8Array.from([...signature.subarray(0, 32), ...new Uint8Array(32)])],
  ])('is not believed with a signature of %s', async (_, change) => {
    const desk = await openDesk(newKey(), [sm2])
    const { credential } = await signCode(request({}), desk.key)
    expect(await desk.verify(withSignature(credential, change))).toMatchObject({ outcome: 'bad_signature' })
  })

  test('is revoked by a status list under a key of the same kind', async () => {
    const desk = await openDesk(newKey(), [sm2])
    const statusKey = await importSigningKey(newKey(), { suites: [sm2] })
    const entry = await buildTrustedKey(statusKey.publicJwk, { use: 'status', nbf: AT, exp: AT + 1 })
    const issuers = desk.trust.issuers.map(issuer => ({ ...issuer, keys: [...issuer.keys, entry] }))
    const list = createStatusList({ uri: URI })
    list.set(4711, 'revoked')
    const statusLists = { [URI]: await signStatusList(list, statusKey, { iat: AT }) }
    const verifier = createVerifier({ trust: { ...desk.trust, issuers }, statusLists, suites: [sm2] })
    const { link } = await signCode(request({}), desk.key)
    expect(await verifier.verify(link, { at: AT })).toMatchObject({ outcome: 'revoked' })
  })

  test('is unconfirmed, with nothing told of it, under a trust entry of another algorithm or an unknown one', async () => {
    const desk = await openDesk(newKey(), [sm2])
    const { link } = await signCode(request({}), desk.key)
    const others = ['ES256', 'EdDSA', 'SGD_SM3_SM2', 'ML-DSA-44', 'none'].filter(other => other !== alg)
    for (const other of others) {
      const trust = withCodeKey(desk, { alg: other })
      const verifier = createVerifier({ trust, statusLists: desk.statusLists, suites: [sm2] })
      const result = await verifier.verify(link, { at: AT })
      expect(result).toStrictEqual({ outcome: 'unconfirmed', warnings: [], detail: expect.any(String) })
    }
  })

  test('is not of its issuer when the trust list has another key under its id', async () => {
    const desk = await openDesk(newKey(), [sm2])
    const other = await openDesk(newKey(), [sm2])
    const { link } = await signCode(request({}), desk.key)
    const trust = withCodeKey(desk, { jwk: other.key.publicJwk })
    const verifier = createVerifier({ trust, statusLists: desk.statusLists, suites: [sm2] })
    expect(await verifier.verify(link, { at: AT })).toMatchObject({ outcome: 'bad_signature' })
  })

  test('is unconfirmed under a key that is damaged', async () => {
    const desk = await openDesk(newKey(), [sm2])
    const { link } = await signCode(request({}), desk.key)
    const trust = withCodeKey(desk, { jwk: { ...desk.key.publicJwk, x: 'AA' } as JWK })
    const verifier = createVerifier({ trust, statusLists: desk.statusLists, suites: [sm2] })
    expect(await verifier.verify(link, { at: AT })).toMatchObject({ outcome: 'unconfirmed' })
  })
})

test('an SM2 code is unconfirmed where its suite was not given, even when status need not be known', async () => {
  const desk = await openDesk(generateSm2Key(), [sm2])
  const { link } = await signCode(request({}), desk.key)
  for (const requireStatus of [true, false]) {
    const verifier = createVerifier({ trust: desk.trust, statusLists: desk.statusLists, requireStatus })
    const result = await verifier.verify(link, { at: AT })
    expect(result).toStrictEqual({ outcome: 'unconfirmed', warnings: [], detail: expect.any(String) })
  }
})

test('other codes verify as ever where the SM2 suite was given', async () => {
  for (const jwk of [await generateIssuerKey(), newEd25519Key()]) {
    const desk = await openDesk(jwk, [sm2])
    expect(await desk.verify((await signCode(request({}), desk.key)).link)).toMatchObject({
      outcome: 'valid',
    })
  }
})

test('an EdDSA signature has no twin: s with the order of the group added is refused', async () => {
  const desk = await openDesk(newEd25519Key())
  const { credential } = await signCode(request({}), desk.key)
  const twin = withSignature(credential, signature => {
    const s = [...signature.subarray(32)].reduceRight((integer, byte) => (integer << 8n) | BigInt(byte), 0n)
    const bytes = Array.from({ length: 32 }, (_, index) => Number(((s + L) >> BigInt(8 * index)) & 255n))
    return Uint8Array.from([...signature.subarray(0, 32), ...bytes])
  })
  expect(twin).not.toBe(credential)
  expect(await desk.verify(credential)).toMatchObject({ outcome: 'valid' })
  expect(await desk.verify(twin)).toMatchObject({ outcome: 'bad_signature' })
})
