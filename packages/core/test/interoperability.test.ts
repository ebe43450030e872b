/**
 * What others make of our signed texts, and we of theirs: plain `jose` and the SD-JWT VC library of the OpenWallet
 * Foundation, which know nothing of codes. SM2 has a file of its own.
 */
import { createHash, generateKeyPairSync } from 'node:crypto'
import { deflateSync } from 'node:zlib'
import { SDJwtVcInstance } from '@sd-jwt/sd-jwt-vc'
import { base64url, CompactSign, compactVerify, importJWK, type JWK, jwtVerify } from 'jose'
import { beforeAll, describe, expect, test } from 'vitest'
import { generateHolderKey, type HolderKey } from '../src/code/sign/holder-key.js'
import { generateIssuerKey, importSigningKey, type SigningKey } from '../src/code/sign/issuer-key.js'
import { presentCode } from '../src/code/sign/present.js'
import { signCode } from '../src/code/sign/sign.js'
import { createStatusList, signStatusList } from '../src/code/trust/build-status-list.js'
import { signTrustList } from '../src/code/trust/build-trust-list.js'
import { verifyTrustList } from '../src/code/trust/signed-trust-list.js'
import { createVerifier } from '../src/code/verify/verify.js'
import { AT, ISSUER, openDesk, request, type SigningDesk, USCC } from './signing-desk.js'

const NAME = '杭州市示例科技有限公司'
const MOMENT = { currentDate: new Date(AT * 1000) }
const URI = `${ISSUER.status}/0`

const generators: Readonly<Record<'ES256' | 'EdDSA', () => Promise<JWK>>> = {
  ES256: generateIssuerKey,
  EdDSA: async () => generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' }) as JWK,
}

let holder: HolderKey
beforeAll(async () => {
  holder = await generateHolderKey()
})

/** The links of all four kinds of code, and what a verifier rebuilds of them. */
async function rebuilt(desk: SigningDesk): Promise<string[]> {
  const links: string[] = []
  for (const name of [undefined, NAME]) {
    const fields = name === undefined ? {} : { name }
    links.push((await signCode(request(fields), desk.key)).link)
    const bound = await signCode(request({ ...fields, holder: holder.publicJwk }), desk.key)
    links.push((await presentCode(bound, holder, { at: AT, nonce: 77 })).link)
  }
  const results = await Promise.all(links.map(link => desk.verify(link)))
  return results.map(result => {
    if (result.outcome !== 'valid') throw new Error(result.detail)
    return result.code.credential
  })
}

async function verifierOf(jwk: JWK, alg: string) {
  const key = await importJWK(jwk, alg)
  return (data: string, signature: string) =>
    compactVerify(`${data}.${signature}`, key, { algorithms: [alg] }).then(
      () => true,
      () => false,
    )
}

describe.each(['ES256', 'EdDSA'] as const)('codes signed with %s', alg => {
  test('are JWTs that jose verifies, of issuer, subject and lifetime', async () => {
    const desk = await openDesk(await generators[alg]())
    const key = await importJWK(desk.key.publicJwk, alg)
    const expected = { algorithms: [alg], typ: 'dc+sd-jwt', issuer: ISSUER.iss, subject: USCC, ...MOMENT }
    for (const credential of await rebuilt(desk)) {
      const [jws = ''] = credential.split('~')
      const { payload, protectedHeader } = await jwtVerify(jws, key, expected)
      expect(protectedHeader).toEqual({ alg, kid: desk.key.kid, typ: 'dc+sd-jwt' })
      expect(payload).toMatchObject({ vct: 'urn:qiyema:code:1', iat: AT, exp: AT + 365 * 86400 })
      const late = { ...expected, currentDate: new Date((AT + 365 * 86400 + 1) * 1000) }
      await expect(jwtVerify(jws, key, late)).rejects.toThrow()
    }
  })

  test('have key bindings that jose verifies, over the hash of what was presented', async () => {
    const presented = (await rebuilt(await openDesk(await generators[alg]()))).filter(
      text => !text.endsWith('~'),
    )
    expect(presented).toHaveLength(2)
    for (const credential of presented) {
      const end = credential.indexOf('~') + 1
      const { payload } = await jwtVerify(credential.slice(end), await importJWK(holder.publicJwk, 'ES256'), {
        algorithms: ['ES256'],
        typ: 'kb+jwt',
        audience: 'urn:qiyema:offline',
        ...MOMENT,
      })
      const hash = createHash('sha256').update(credential.slice(0, end)).digest('base64url')
      expect(payload).toEqual({ iat: AT, aud: 'urn:qiyema:offline', nonce: '0000000077', sd_hash: hash })
    }
  })

  test('are SD-JWT VCs that the library verifies, with key binding and status', async () => {
    const desk = await openDesk(await generators[alg]())
    const statusKey = desk.trust.issuers[0]?.keys[1]?.jwk ?? {}
    const asked: string[] = []
    const library = new SDJwtVcInstance({
      verifier: await verifierOf(desk.key.publicJwk, alg),
      statusVerifier: await verifierOf(statusKey as JWK, 'ES256'),
      kbVerifier: async (data, signature, { cnf }) =>
        (await verifierOf(cnf?.jwk as JWK, 'ES256'))(data, signature),
      hasher: data => createHash('sha256').update(String(data)).digest(),
      statusListFetcher: async uri => {
        asked.push(uri)
        return String(desk.statusLists[uri])
      },
    })
    for (const credential of await rebuilt(desk)) {
      const isPresented = !credential.endsWith('~')
      const options = { currentDate: AT, ...(isPresented && { keyBindingNonce: '0000000077' }) }
      const { payload, kb } = await library.verify(credential, options)
      expect(payload).toMatchObject({ iss: ISSUER.iss, sub: USCC, vct: 'urn:qiyema:code:1' })
      expect(kb?.payload.aud).toBe(isPresented ? 'urn:qiyema:offline' : undefined)
      if (isPresented)
        await expect(
          library.verify(credential, { ...options, keyBindingNonce: '0000000078' }),
        ).rejects.toThrow()
      const altered = credential.replace(/\.[\w-]{8}/, '.AAAAAAAA')
      await expect(library.verify(altered, options)).rejects.toThrow()
    }
    expect(new Set(asked)).toEqual(new Set([URI]))
  })
})

test.each([
  ['revoked', 1],
  ['suspended', 2],
] as const)('a code that is %s here has the status %i for the library', async (state, status) => {
  const desk = await openDesk()
  const statusKey = await importSigningKey(await generateIssuerKey())
  const list = createStatusList({ uri: URI, size: 5000 })
  list.set(4711, state)
  const token = await signStatusList(list, statusKey, { iat: AT })
  const found: number[] = []
  const library = new SDJwtVcInstance({
    verifier: await verifierOf(desk.key.publicJwk, 'ES256'),
    statusVerifier: await verifierOf(statusKey.publicJwk, 'ES256'),
    hasher: data => createHash('sha256').update(String(data)).digest(),
    statusListFetcher: async () => token,
    statusValidator: async value => void found.push(value),
  })
  for (const index of [4710, 4711, 4712])
    await library.verify((await signCode(request({ status: { list: 0, index } }), desk.key)).credential, {
      currentDate: AT,
    })
  expect(found).toEqual([0, status, 0])
})

describe('signed lists', () => {
  let desk: SigningDesk
  let rootJwk: JWK
  let root: SigningKey
  beforeAll(async () => {
    desk = await openDesk()
    rootJwk = await generateIssuerKey()
    root = await importSigningKey(rootJwk)
  })

  const signWithJose = async (payload: unknown, header: { typ: string; kid?: string }, jwk: JWK) =>
    new CompactSign(new TextEncoder().encode(JSON.stringify(payload)))
      .setProtectedHeader({ alg: 'ES256', ...header })
      .sign(await importJWK(jwk, 'ES256'))

  test('of ours are verified by jose', async () => {
    const jwt = await signTrustList(desk.trust, root, { at: AT })
    const trust = await compactVerify(jwt, await importJWK(root.publicJwk, 'ES256'))
    expect(trust.protectedHeader).toEqual({ alg: 'ES256', kid: root.kid, typ: 'qym-trust+jwt' })
    expect(JSON.parse(new TextDecoder().decode(trust.payload))).toEqual(desk.trust)

    const token = await signStatusList(createStatusList({ uri: URI, size: 4 }), root, { iat: AT })
    const status = await jwtVerify(token, await importJWK(root.publicJwk, 'ES256'), {
      typ: 'statuslist+jwt',
      ...MOMENT,
    })
    expect(status.payload).toMatchObject({ sub: URI, status_list: { bits: 2 } })
  })

  test('made by jose are accepted by us, s in whichever half it falls', async () => {
    const statusJwk = await generateIssuerKey()
    const { publicJwk: jwk, kid } = await importSigningKey(statusJwk)
    const statusEntry = { kid, alg: 'ES256', use: 'status', jwk, nbf: 0, exp: AT + 1 }
    const issuers = desk.trust.issuers.map(issuer => ({ ...issuer, keys: [issuer.keys[0], statusEntry] }))
    const { link } = await signCode(request({}), desk.key)
    const bits = new Uint8Array(2000)
    const halves = new Set<boolean>()
    for (let edition = 0; edition < 12; edition++) {
      const jwt = await signWithJose({ ...desk.trust, issuers }, { typ: 'qym-trust+jwt' }, rootJwk)
      const lst = deflateSync(bits).toString('base64url')
      const claims = { sub: URI, iat: AT, ttl: 60, exp: AT + 600, status_list: { bits: 2, lst } }
      const token = await signWithJose(claims, { typ: 'statuslist+jwt', kid }, statusJwk)
      for (const text of [jwt, token])
        halves.add((base64url.decode(String(text.split('.')[2]))[32] ?? 0) < 0x80)
      const trust = await verifyTrustList(jwt, root.publicJwk)
      const verifier = createVerifier({ trust, statusLists: { [URI]: token } })
      expect(await verifier.verify(link, { at: AT })).toMatchObject({ outcome: 'valid' })
    }
    // Of 24 signatures all fall into one half once in eight million runs.
    expect(halves.size).toBe(2)
  })
})
