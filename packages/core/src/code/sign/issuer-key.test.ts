/** Keys that sign: every kind of material they may be made of, signers of the caller's own that misbehave, and damaged keys. */
import { createHash, createPrivateKey, generateKeyPairSync, sign as signWithNode } from 'node:crypto'
import { inspect } from 'node:util'
import { base64url, type JWK } from 'jose'
import { describe, expect, test } from 'vitest'
import { errorWith, ISSUER, isLowS, twinOf } from '../../../test/signing-desk.js'
import { utf8 } from '../format/bytes.js'
import { eddsa } from '../suites/eddsa.js'
import { es256 } from '../suites/es256.js'
import { generateSm2Key, sm2 } from '../suites/sm2.js'
import { generateIssuerKey, importIssuerKey, importSigningKey, kidOf, type Signer } from './issuer-key.js'

const MESSAGE = utf8('a message')
const SUITES = { ES256: es256, EdDSA: eddsa, SGD_SM3_SM2: sm2 } as const

const generators = {
  ES256: generateIssuerKey,
  EdDSA: async (): Promise<JWK> => generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' }) as JWK,
  SGD_SM3_SM2: async (): Promise<JWK> => generateSm2Key(),
}

function publicHalf({ d: _, ...jwk }: JWK): JWK {
  return jwk as JWK
}

/** A hardware module as Node's own cryptography plays it; what it signs is changed before it answers. */
async function hardware(
  change: (signature: Buffer) => Uint8Array | Promise<Uint8Array> = signature => signature,
  dsaEncoding: 'der' | 'ieee-p1363' = 'ieee-p1363',
): Promise<Signer> {
  const jwk = await generateIssuerKey()
  const key = createPrivateKey({ key: { ...jwk }, format: 'jwk' })
  const sign = (data: Uint8Array) => change(signWithNode('sha256', data, { key, dsaEncoding }))
  return { alg: 'ES256', publicJwk: publicHalf(jwk), sign }
}

function toHighS(signature: Uint8Array): Uint8Array {
  return isLowS(signature) ? twinOf(signature) : signature
}

describe('what a key is made of', () => {
  test.each(['ES256', 'EdDSA', 'SGD_SM3_SM2'] as const)(
    'a private JWK of %s signs under its public half',
    async alg => {
      const jwk = await generators[alg]()
      const key = await importIssuerKey(jwk, { ...ISSUER, regions: ['3301'] }, { suites: [sm2] })
      expect(key).toEqual({
        ...ISSUER,
        regions: ['3301'],
        alg,
        kid: await kidOf(jwk),
        publicJwk: publicHalf(jwk),
        sign: expect.any(Function),
      })
      const suite = SUITES[alg]
      const signature = await key.sign(MESSAGE)
      expect(signature).toHaveLength(64)
      const publicKey = await suite.importKey(key.publicJwk, 'verify')
      expect(await suite.verify(publicKey, signature, MESSAGE)).toBe(true)
      expect(await suite.verify(publicKey, signature, utf8('another'))).toBe(false)
    },
  )

  test.each([
    ['ES256', { name: 'ECDSA', namedCurve: 'P-256' }],
    ['EdDSA', { name: 'Ed25519' }],
  ] as const)(
    'a pair of WebCrypto keys for %s signs though its private half cannot be read',
    async (alg, algorithm) => {
      const pair = await crypto.subtle.generateKey(algorithm, false, ['sign', 'verify'])
      if (!('privateKey' in pair)) throw new Error('a pair was asked for')
      const key = await importSigningKey(pair)
      expect(key.alg).toBe(alg)
      const publicKey = await SUITES[alg].importKey(key.publicJwk, 'verify')
      expect(await SUITES[alg].verify(publicKey, await key.sign(MESSAGE), MESSAGE)).toBe(true)
    },
  )

  test.each(['ES256', 'EdDSA', 'SGD_SM3_SM2'] as const)(
    'a signer for %s signs, at once or later',
    async alg => {
      const jwk = await generators[alg]()
      const suite = SUITES[alg]
      const inside = await suite.importKey(jwk, 'sign')
      const signer = {
        alg,
        publicJwk: jwk,
        sign: (data: Uint8Array<ArrayBuffer>) => suite.sign(inside, data),
      }
      const key = await importSigningKey(signer, { suites: [sm2] })
      expect(key).toMatchObject({ alg, publicJwk: publicHalf(jwk), kid: await kidOf(jwk) })
      expect(key.publicJwk).not.toHaveProperty('d')
      const publicKey = await suite.importKey(key.publicJwk, 'verify')
      expect(await suite.verify(publicKey, await key.sign(MESSAGE), MESSAGE)).toBe(true)
    },
  )

  test('a new issuer key is a private P-256 JWK, another each time', async () => {
    const [one, other] = [await generateIssuerKey(), await generateIssuerKey()]
    expect(one).toEqual({
      kty: 'EC',
      crv: 'P-256',
      x: expect.any(String),
      y: expect.any(String),
      d: expect.any(String),
    })
    expect(one.d).not.toBe(other.d)
  })

  test('the key id is the first 8 bytes of the RFC 7638 thumbprint', async () => {
    // RFC 8037, appendix A.3, gives this key's thumbprint: kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k.
    expect(
      await kidOf({ kty: 'OKP', crv: 'Ed25519', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo' }),
    ).toBe('kPrK_qmxVWY')
    for (const generate of Object.values(generators)) {
      const jwk = await generate()
      const { kty, crv, x, y } = jwk
      const digest = createHash('sha256').update(JSON.stringify({ crv, kty, x, y })).digest()
      expect(await kidOf(jwk)).toBe(base64url.encode(digest.subarray(0, 8)))
    }
  })
})

describe("a signer of the caller's own", () => {
  test('that gives s in its upper half is brought to the one spelling', async () => {
    const key = await importSigningKey(await hardware(toHighS))
    const signature = await key.sign(MESSAGE)
    expect(isLowS(signature)).toBe(true)
    expect(await es256.verify(await es256.importKey(key.publicJwk, 'verify'), signature, MESSAGE)).toBe(true)
  })

  test('that gives DER is told so', async () => {
    await expect(importSigningKey(await hardware(undefined, 'der'))).rejects.toThrow(
      errorWith('ERR_SIGNATURE'),
    )
  })

  test.each([0, 63, 65])('that gives %i bytes is refused', async length => {
    const signer = await hardware(async signature =>
      Buffer.concat([signature, signature]).subarray(0, length),
    )
    await expect(importSigningKey(signer)).rejects.toThrow(
      expect.objectContaining({ code: 'ERR_SIGNATURE', data: { length } }),
    )
  })

  test('that holds another key is refused', async () => {
    const signer = { ...(await hardware()), publicJwk: publicHalf(await generateIssuerKey()) }
    await expect(importSigningKey(signer)).rejects.toThrow(errorWith('ERR_KEY_MISMATCH'))
  })

  test.each(['at once', 'later'])('that fails %s fails with its own error', async when => {
    const fault = new Error('the module is locked')
    const signer = await hardware(() => {
      if (when === 'at once') throw fault
      return Promise.reject(fault)
    })
    await expect(importSigningKey(signer)).rejects.toBe(fault)
  })

  test('that was sound when it was taken and errs later lets nothing out', async () => {
    let calls = 0
    const key = await importSigningKey(
      await hardware(signature => (calls++ === 0 ? signature : signature.fill(1))),
    )
    await expect(key.sign(MESSAGE)).rejects.toThrow(errorWith('ERR_KEY_MISMATCH'))
  })

  test('whose public key is of another suite than it says is refused', async () => {
    const signer = { ...(await hardware()), alg: 'EdDSA' }
    await expect(importSigningKey(signer)).rejects.toThrow(errorWith('ERR_KEY'))
  })
})

describe('keys that are refused', () => {
  test('an SM2 key without its suite, with the remedy', async () => {
    const importing = importSigningKey(generateSm2Key())
    await expect(importing).rejects.toThrow(errorWith('ERR_UNSUPPORTED_ALG'))
    await expect(importing).rejects.toThrow('@qiyema/core/sm2')
  })

  test.each([
    ['P-384', { namedCurve: 'P-384' }],
    ['secp256k1', { namedCurve: 'secp256k1' }],
  ])('a key on %s', async (_, options) => {
    const jwk = generateKeyPairSync('ec', options).privateKey.export({ format: 'jwk' }) as JWK
    await expect(importSigningKey(jwk)).rejects.toThrow(errorWith('ERR_UNSUPPORTED_ALG'))
  })

  test('a pair on another curve, and a pair whose halves do not belong together', async () => {
    const pair = (namedCurve: string) =>
      crypto.subtle.generateKey({ name: 'ECDSA', namedCurve }, false, ['sign', 'verify'])
    await expect(importSigningKey(await pair('P-384'))).rejects.toThrow(errorWith('ERR_UNSUPPORTED_ALG'))
    const [one, other] = [await pair('P-256'), await pair('P-256')]
    await expect(
      importSigningKey({ privateKey: one.privateKey, publicKey: other.publicKey }),
    ).rejects.toThrow(errorWith('ERR_KEY_MISMATCH'))
  })

  describe.each(['ES256', 'EdDSA', 'SGD_SM3_SM2'] as const)('of %s', alg => {
    test.each<[string, (jwk: JWK, other: JWK) => JWK, ('ERR_KEY' | 'ERR_KEY_MISMATCH')[]]>([
      ['without its private member', jwk => publicHalf(jwk), ['ERR_KEY']],
      ['with an empty private member', jwk => ({ ...jwk, d: '' }), ['ERR_KEY']],
      ['with a private member that is no base64url', jwk => ({ ...jwk, d: '*'.repeat(43) }), ['ERR_KEY']],
      ['with a private member that was cut', jwk => ({ ...jwk, d: jwk.d?.slice(0, 22) ?? '' }), ['ERR_KEY']],
      ['with a public member that was cut', jwk => ({ ...jwk, x: jwk.x?.slice(0, 22) ?? '' }), ['ERR_KEY']],
      // Some runtimes find the contradiction when they take the key, others when it has signed.
      [
        'with the private half of another',
        (jwk, other) => ({ ...jwk, d: other.d ?? '' }),
        ['ERR_KEY', 'ERR_KEY_MISMATCH'],
      ],
    ])('%s', async (_, damage, codes) => {
      const jwk = await generators[alg]()
      const other = await generators[alg]()
      const error = await importSigningKey(damage(jwk, other), { suites: [sm2] }).catch(
        (thrown: unknown) => thrown,
      )
      expect(error).toMatchObject({
        name: 'QiyemaError',
        code: expect.stringMatching(`^(${codes.join('|')})$`),
      })
      const told = `${inspect(error, { depth: 20, showHidden: true })} ${JSON.stringify(error)}`
      for (const secret of [jwk.d, other.d]) expect(told).not.toContain(secret?.slice(0, 20))
    })
  })

  test.each(['ES256', 'SGD_SM3_SM2'] as const)(
    'a key of %s whose point is off its curve, or that lacks half of it',
    async alg => {
      const { y, ...jwk } = await generators[alg]()
      const offCurve = { ...jwk, y: base64url.encode(base64url.decode(String(y)).map(byte => byte ^ 1)) }
      for (const damaged of [offCurve, jwk])
        await expect(importSigningKey(damaged as JWK, { suites: [sm2] })).rejects.toThrow(
          errorWith('ERR_KEY'),
        )
    },
  )
})

test('a pair for another purpose', async () => {
  const purpose = { name: 'ECDH', namedCurve: 'P-256' }
  const agreeing = await crypto.subtle.generateKey(purpose, false, ['deriveBits'])
  await expect(importSigningKey(agreeing)).rejects.toThrow(errorWith('ERR_KEY'))
})

test('a signer without a public key', async () => {
  const signer = { ...(await hardware()), publicJwk: {} as JWK }
  await expect(importSigningKey(signer)).rejects.toThrow(errorWith('ERR_KEY'))
})

// The key id is made of these letters: a key spelt otherwise would sign under an id that no trust list has.
test.each(['=', '!'])('a key whose public members are spelt with %j is refused', async stray => {
  const jwk = await generateIssuerKey()
  await expect(importSigningKey({ ...jwk, x: `${jwk.x}${stray}` })).rejects.toThrow(errorWith('ERR_KEY'))
})

describe('an issuer is refused', () => {
  test.each([
    'http://qym.example',
    'https://qym.example/',
    'https://qym.example/path',
    'https://QYM.example',
    'https://user@qym.example',
    'https://qym.example:443',
    'ftp://qym.example',
    'qym.example',
    '',
  ])('by the origin %j', async iss => {
    await expect(importIssuerKey(await generateIssuerKey(), { ...ISSUER, iss })).rejects.toThrow(
      errorWith('ERR_ISSUER'),
    )
  })

  test.each([
    'https://qym.example/status/',
    'https://qym.example/status?list=',
    'https://qym.example/status#',
    'http://qym.example/status',
    'https://qym.example/a/../status',
    '/status',
  ])('by the status address %j', async status => {
    await expect(importIssuerKey(await generateIssuerKey(), { ...ISSUER, status })).rejects.toThrow(
      errorWith('ERR_ISSUER'),
    )
  })

  test('never for standing on this machine', async () => {
    const local = { iss: 'http://localhost:8080', status: 'http://127.0.0.1:8080/status' }
    expect(await importIssuerKey(await generateIssuerKey(), local)).toMatchObject(local)
  })
})
