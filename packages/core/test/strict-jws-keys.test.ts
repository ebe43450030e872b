/**
 * Every class of forged token that public suites know: algorithms exchanged, keys brought along, headers that ask for
 * something else. In each of the three places that read a signed text.
 */
import { generateKeyPairSync, sign } from 'node:crypto'
import { base64url, type JWK } from 'jose'
import { describe, expect, test } from 'vitest'
import type { Suite } from '../src/code/suites/suite.js'
import { verifyTrustList } from '../src/code/trust/signed-trust-list.js'
import {
  type Flaw,
  judge,
  macRows,
  places,
  type Row,
  refused,
  rewritten,
  signedAs,
  testRefusals,
  withHeader,
} from './flaws.js'
import { encode, seal, signatureOf } from './strict-jws.js'

function ellipticSigner(namedCurve: string, hash: string) {
  const { privateKey: key } = generateKeyPairSync('ec', { namedCurve })
  return (input: Buffer) => sign(hash, input, { key, dsaEncoding: 'ieee-p1363' })
}

function rsaSigner(modulusLength: number) {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength })
  return (input: Buffer) => sign('sha256', input, privateKey)
}

function edwardsSigner() {
  const { privateKey } = generateKeyPairSync('ed25519')
  return (input: Buffer) => sign(null, input, privateKey)
}

describe('refused is a token whose algorithm is', () => {
  testRefusals([
    ...['none', 'None', 'nOnE', 'NONE', ''].flatMap((alg): Row[] => [
      [`${JSON.stringify(alg)}, unsigned`, place => withHeader({ alg })(place).replace(/[^.]+$/, '')],
      [`${JSON.stringify(alg)}, though rightly signed`, withHeader({ alg })],
    ]),
    ['left out', rewritten('header', json => json.replace('"alg":"ES256",', ''))],
    ['null', withHeader({ alg: null })],
    ['a number', withHeader({ alg: 256 })],
    ['a list', withHeader({ alg: ['ES256'] })],
    ['in lower case', withHeader({ alg: 'es256' })],
    ['followed by a space', withHeader({ alg: 'ES256 ' })],
    ['a name from a prototype', withHeader({ alg: 'constructor' })],
    ['that of another kind of key', withHeader({ alg: 'EdDSA' })],
    ['that of another kind of key, and a key of that kind signed', signedAs('EdDSA', edwardsSigner())],
    ['of a suite that was not given', withHeader({ alg: 'SGD_SM3_SM2' })],
    ['ES384 over the same key', withHeader({ alg: 'ES384' })],
    ['ES384 by a key of that kind', signedAs('ES384', ellipticSigner('P-384', 'sha384'))],
    ['ES512 by a key of that kind', signedAs('ES512', ellipticSigner('P-521', 'sha512'))],
    [
      'ES256K by a key of that kind, whose signature has the same size',
      signedAs('ES256K', ellipticSigner('secp256k1', 'sha256')),
    ],
    ['RS256 by a key of 512 bits, whose signature has the same size', signedAs('RS256', rsaSigner(512))],
    ['RS256 by a key of 2048 bits', signedAs('RS256', rsaSigner(2048))],
    ['PS256', withHeader({ alg: 'PS256' })],
    [
      'ES256, though a key of secp256k1 signed',
      signedAs('ES256', ellipticSigner('secp256k1', 'sha256')),
      'bad_signature',
    ],
    ['ES256, though a key of Ed25519 signed', signedAs('ES256', edwardsSigner()), 'bad_signature'],
    ...macRows('HS256'),
    ...macRows('HS384'),
    ...macRows('HS512'),
  ])
})

test('a key is used with its own algorithm alone, even where a suite would take it for another', async () => {
  const anything: Suite = {
    alg: 'none',
    importKey: async () => ({ suite: 'none' }),
    sign: async () => new Uint8Array(64),
    verify: async () => true,
  }
  const root = places.trust.publicKey.export({ format: 'jwk' }) as JWK
  const token = withHeader({ alg: 'none' })(places.trust)
  await expect(verifyTrustList(token, root, { suites: [anything] })).rejects.toThrow(
    expect.objectContaining({ code: 'ERR_TRUST_LIST' }),
  )
  expect(await verifyTrustList(seal(places.trust), root, { suites: [anything] })).toMatchObject({ seq: 1 })
})

/** Brings a key of the attacker's along, signs with it, and keeps the key id of the right one. */
const ownKey: Flaw = place => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return seal(
    { ...place, privateKey },
    { header: { ...place.header, jwk: publicKey.export({ format: 'jwk' }) } },
  )
}

describe('refused is a token whose header brings along', () => {
  testRefusals([
    ['a key of its own that signed it', ownKey],
    ['the right key', place => withHeader({ jwk: place.publicKey.export({ format: 'jwk' }) })(place)],
    ['certificates', withHeader({ x5c: ['MIIB'] })],
    ['the address of keys', withHeader({ jku: 'https://qym.example/keys' })],
    ['the address of certificates', withHeader({ x5u: 'https://qym.example/certificates' })],
    ['the hash of a certificate', withHeader({ x5t: 'AAAAAAAAAAAAAAAAAAAAAAAAAAA' })],
    ['the SHA-256 of a certificate', withHeader({ 'x5t#S256': 'A'.repeat(43) })],
    ['something critical', withHeader({ crit: ['exp'], exp: 1 })],
    ['an empty list of what is critical', withHeader({ crit: [] })],
    ['the order not to decode the payload', withHeader({ b64: false, crit: ['b64'] })],
    ['the order to decode the payload, as is usual', withHeader({ b64: true })],
    ['the order to inflate the payload', withHeader({ zip: 'DEF' })],
    ['a content type', withHeader({ cty: 'JWT' })],
    ['an encryption', withHeader({ enc: 'A256GCM' })],
    ['claims', withHeader({ iss: 'https://qym.example' })],
    ['a URL', withHeader({ url: 'https://qym.example' })],
    ['a member without a name', withHeader({ '': 1 })],
    ['a prototype', rewritten('header', json => json.replace('{', '{"__proto__":{"x":1},'))],
  ])

  test('nothing that is decoded: an unencoded payload is refused too', async () => {
    const unencoded: Flaw = place => {
      const header = { ...place.header, b64: false, crit: ['b64'] }
      const input = `${encode(JSON.stringify(header))}.${place.payload}`
      return `${input}.${encode(signatureOf(place.privateKey, Buffer.from(input)))}`
    }
    expect(await judge(unencoded)).toEqual(refused())
  })
})

const OTHER_KID = base64url.encode(new Uint8Array(8).fill(7))

/** Another id that begins with the four bytes of the right one: all of it that a printed code carries. */
const similarKid: Flaw = place => {
  const bytes = base64url.decode(place.header.kid)
  return withHeader({ kid: base64url.encode(new Uint8Array([...bytes.subarray(0, 4), 9, 9, 9, 9])) })(place)
}

describe('the key id', () => {
  test.each<[string, Flaw, string]>([
    ['left out', rewritten('header', json => json.replace(/"kid":"[^"]+",/, '')), 'malformed'],
    ['that of another key', withHeader({ kid: OTHER_KID }), 'unknown_issuer'],
    ['one that begins like the right one', similarKid, 'unknown_issuer'],
    ['empty', withHeader({ kid: '' }), 'malformed'],
  ])('is what finds the key of a code and of a status list: %s it is refused', async (_, flaw, outcome) => {
    // A trust list is under a root key that its reader has pinned: what it calls that key does not matter.
    expect(await judge(flaw)).toEqual({ ...refused(outcome), trust: 'trusted' })
  })

  describe('is a string; refused is', () => {
    testRefusals([
      ['a number', withHeader({ kid: 1 })],
      ['null', withHeader({ kid: null })],
      ['a list', place => withHeader({ kid: [place.header.kid] })(place)],
      ['an object', withHeader({ kid: {} })],
    ])
  })
})

describe('refused is a token whose typ is', () => {
  testRefusals([
    ['left out', rewritten('header', json => json.replace(/,"typ":"[^"]+"/, ''))],
    ['JWT', withHeader({ typ: 'JWT' })],
    ['empty', withHeader({ typ: '' })],
    ['null', withHeader({ typ: null })],
    ['a list', place => withHeader({ typ: [place.header.typ] })(place)],
    ['in capitals', place => withHeader({ typ: place.header.typ.toUpperCase() })(place)],
    ['a full media type', place => withHeader({ typ: `application/${place.header.typ}` })(place)],
    ['followed by a space', place => withHeader({ typ: `${place.header.typ} ` })(place)],
    ['that of a key binding', withHeader({ typ: 'kb+jwt' })],
    [
      'that of another place',
      place => withHeader({ typ: place === places.code ? 'statuslist+jwt' : 'dc+sd-jwt' })(place),
    ],
  ])

  test('right elsewhere only: what one place accepts, the others refuse', async () => {
    const { code, trust, status } = places
    expect(await judge(() => seal(code))).toEqual({ ...refused(), code: 'valid' })
    expect(await judge(() => seal(trust))).toEqual({ ...refused(), trust: 'trusted' })
    expect(await judge(() => seal(status))).toEqual({ ...refused(), status: 'valid' })
  })
})
