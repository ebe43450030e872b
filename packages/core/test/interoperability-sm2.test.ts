/** SM2 both ways against the openssl command: what we sign it verifies, and what it signs we verify, codes included. */
import { execFile, spawnSync } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { JWK } from 'jose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { importIssuerKey, importSigningKey, type Signer } from '../src/code/sign/issuer-key.js'
import { signCode } from '../src/code/sign/sign.js'
import { generateSm2Key, sm2 } from '../src/code/suites/sm2.js'
import { ISSUER, openDesk, request } from './signing-desk.js'

// The openssl that macOS has is another program.
const openssl = process.env.OPENSSL ?? 'openssl'
const run = promisify(execFile)
const found = spawnSync(openssl, ['version'], { encoding: 'utf8' }).stdout ?? ''
const isThere = Number(/^OpenSSL (\d+)/.exec(found)?.[1]) >= 3

// object identifiers of id-ecPublicKey and of the SM2 curve
const EC = Buffer.from('06072a8648ce3d0201', 'hex')
const CURVE = Buffer.from('06082a811ccf5501822d', 'hex')
const SCHEME = ['-rawin', '-digest', 'sm3', '-pkeyopt']

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'qiyema-sm2-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

test.skipIf(process.env.CI !== 'true')('openssl 3 or later is there wherever everything is tested', () => {
  expect(found).toMatch(/^OpenSSL ([3-9]|\d\d)\./)
})

describe.skipIf(!isThere)('with openssl', () => {
  const sizes = [0, 1, 31, 55, 56, 63, 64, 65, 119, 1000]
  const messages = sizes.map(size =>
    Uint8Array.from({ length: size }, (_, position) => (position * 31 + size) & 255),
  )

  test('our signatures verify there, over messages of every length around a block', async () => {
    const jwk = generateSm2Key()
    const key = await importSigningKey(jwk, { suites: [sm2] })
    for (const message of messages) {
      const signature = await key.sign(message)
      expect(await verifyThere(jwk, signature, message)).toBe(true)
      expect(await verifyThere(jwk, signature, Uint8Array.from([...message, 0]))).toBe(false)
    }
  })

  test('signatures from there verify here', async () => {
    const jwk = generateSm2Key()
    const key = await sm2.importKey(jwk, 'verify')
    for (const message of messages) {
      const signature = await signThere(jwk, message)
      expect(await sm2.verify(key, signature, message)).toBe(true)
      expect(await sm2.verify(key, signature, Uint8Array.from([...message, 0]))).toBe(false)
    }
  })

  test('a signature under another user id is refused on both sides', async () => {
    const jwk = generateSm2Key()
    const [message = new Uint8Array()] = messages
    const foreign = await signThere(jwk, message, 'someone@else')
    expect(await sm2.verify(await sm2.importKey(jwk, 'verify'), foreign, message)).toBe(false)
    const ours = await (await importSigningKey(jwk, { suites: [sm2] })).sign(message)
    expect(await verifyThere(jwk, ours, message, 'someone@else')).toBe(false)
  })

  test('a key made there signs codes there that verify here', async () => {
    const path = join(folder, 'made.der')
    await run(openssl, ['genpkey', '-algorithm', 'SM2', '-outform', 'DER', '-out', path])
    const der = await readFile(path)
    // The private number follows its tag and length; the point is at the end.
    const d = der.subarray(der.indexOf(Buffer.from('0420', 'hex')) + 2).subarray(0, 32)
    const [x, y] = [der.subarray(-64, -32), der.subarray(-32)]
    const jwk = { ...sm2Jwk(x, y), d: d.toString('base64url') }
    const signer: Signer = { alg: 'SGD_SM3_SM2', publicJwk: sm2Jwk(x, y), sign: data => signThere(jwk, data) }
    const key = await importIssuerKey(signer, ISSUER, { suites: [sm2] })
    const desk = await openDesk(jwk, [sm2])
    const { link } = await signCode(request({ name: '示例' }), key)
    expect(await desk.verify(link)).toMatchObject({ outcome: 'valid', code: { kid: desk.key.kid } })
  })

  test('the signed text of a code verifies there', async () => {
    const jwk = generateSm2Key()
    const { key, verify } = await openDesk(jwk, [sm2])
    const result = await verify((await signCode(request({}), key)).link)
    if (result.outcome !== 'valid') throw new Error(result.detail)
    const [header, payload, signature = ''] = result.code.credential.slice(0, -1).split('.')
    const signed = new TextEncoder().encode(`${header}.${payload}`)
    expect(await verifyThere(jwk, Buffer.from(signature, 'base64url'), signed)).toBe(true)
  })
})

function sm2Jwk(x: Buffer, y: Buffer): JWK {
  return { kty: 'EC', crv: 'SM2-P-256', x: x.toString('base64url'), y: y.toString('base64url') }
}

async function signThere(jwk: JWK, message: Uint8Array, userId = '1234567812345678') {
  const [key, data] = [await keyFile(privateKeyPem(jwk)), join(folder, crypto.randomUUID())]
  await writeFile(data, message)
  const args = ['pkeyutl', '-sign', '-inkey', key, '-in', data, ...SCHEME, `distid:${userId}`]
  const { stdout } = await run(openssl, args, { encoding: 'buffer' })
  return fromDer(stdout)
}

async function verifyThere(
  jwk: JWK,
  signature: Uint8Array,
  message: Uint8Array,
  userId = '1234567812345678',
) {
  const [key, data] = [await keyFile(publicKeyPem(jwk)), join(folder, crypto.randomUUID())]
  await writeFile(data, message)
  await writeFile(`${data}.sig`, toDer(signature))
  const args = [
    'pkeyutl',
    '-verify',
    '-pubin',
    '-inkey',
    key,
    '-in',
    data,
    '-sigfile',
    `${data}.sig`,
    ...SCHEME,
  ]
  try {
    const { stdout } = await run(openssl, [...args, `distid:${userId}`])
    return stdout.includes('Verified Successfully')
  } catch (error) {
    // What says in words that a signature does not hold is an answer; anything else is a fault of this test.
    const told =
      error instanceof Error && 'stdout' in error && 'stderr' in error ? `${error.stdout}${error.stderr}` : ''
    if (told.includes('Verification Failure')) return false
    throw error
  }
}

async function keyFile(pem: string): Promise<string> {
  const path = join(folder, `${crypto.randomUUID()}.pem`)
  await writeFile(path, pem)
  return path
}

/** RFC 5280: SubjectPublicKeyInfo. */
function publicKeyPem(jwk: JWK): string {
  const bits = tlv(0x03, Buffer.concat([Buffer.alloc(1), pointOf(jwk)]))
  return pem('PUBLIC KEY', tlv(0x30, tlv(0x30, EC, CURVE), bits))
}

/** RFC 5915: ECPrivateKey. */
function privateKeyPem(jwk: JWK): string {
  const version = Buffer.from('020101', 'hex')
  const secret = tlv(0x04, Buffer.from(jwk.d ?? '', 'base64url'))
  const bits = tlv(0x03, Buffer.concat([Buffer.alloc(1), pointOf(jwk)]))
  return pem('EC PRIVATE KEY', tlv(0x30, version, secret, tlv(0xa0, CURVE), tlv(0xa1, bits)))
}

function pointOf({ x = '', y = '' }: JWK): Buffer {
  return Buffer.concat([Buffer.from([4]), Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')])
}

function pem(label: string, der: Buffer): string {
  return `-----BEGIN ${label}-----\n${der.toString('base64')}\n-----END ${label}-----\n`
}

/** r and s as the two integers of DER: without leading zeros, but with one where the first bit would mean a minus. */
function toDer(signature: Uint8Array): Buffer {
  const integer = (half: Uint8Array) => {
    const digits = Buffer.from(
      half.subarray(
        Math.max(
          half.findIndex(byte => byte !== 0),
          0,
        ),
      ),
    )
    return tlv(0x02, (digits[0] ?? 0) & 0x80 ? Buffer.concat([Buffer.alloc(1), digits]) : digits)
  }
  return tlv(0x30, integer(signature.subarray(0, 32)), integer(signature.subarray(32)))
}

function fromDer(der: Buffer): Uint8Array<ArrayBuffer> {
  const raw = new Uint8Array(64)
  let offset = 2
  for (const end of [32, 64]) {
    const length = der[offset + 1] ?? 0
    const digits = der.subarray(offset + 2, offset + 2 + length)
    const significant = digits.subarray(Math.max(length - 32, 0))
    raw.set(significant, end - significant.length)
    offset += 2 + length
  }
  return raw
}

/** Tag, length, value; no value here is longer than 127 bytes. */
function tlv(tag: number, ...values: Buffer[]): Buffer {
  const value = Buffer.concat(values)
  return Buffer.concat([Buffer.from([tag, value.length]), value])
}
