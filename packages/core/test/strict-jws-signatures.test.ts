/** Signatures that are none, in each of the three places that read a signed text: every class that public suites know. */
import { generateKeyPairSync, sign } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { ACCEPTED, judge, macRows, resigned, testRefusals, withHeader } from './flaws.js'
import { openPlaces, seal, signatureOf } from './strict-jws.js'

const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n

const r = (signature: Uint8Array) => signature.slice(0, 32)
const s = (signature: Uint8Array) => signature.slice(32)
const half = (integer: bigint) => Buffer.from(integer.toString(16).padStart(64, '0'), 'hex')
const join = (...parts: Uint8Array[]) => new Uint8Array(Buffer.concat(parts))
const toInteger = (bytes: Uint8Array) => BigInt(`0x${Buffer.from(bytes).toString('hex')}`)

/** The signature as other software writes it: two integers in ASN.1. */
function toDer(signature: Uint8Array): Uint8Array {
  const integers = [r(signature), s(signature)].map(bytes => {
    const content = (bytes[0] ?? 0) > 127 ? join(Buffer.of(0), bytes) : bytes
    return join(Buffer.of(2, content.length), content)
  })
  const content = join(...integers)
  return join(Buffer.of(0x30, content.length), content)
}

describe('refused is a token whose signature', () => {
  testRefusals([
    ['is empty', resigned(() => new Uint8Array())],
    ['has one byte', resigned(() => new Uint8Array(1))],
    ['has 32 bytes', resigned(r)],
    ['has 63 bytes', resigned(signature => signature.slice(0, 63))],
    ['has 65 bytes', resigned(signature => join(signature, Buffer.of(0)))],
    ['has 65 bytes, a zero first', resigned(signature => join(Buffer.of(0), signature))],
    [
      'has 66 bytes, a zero before each half',
      resigned(signature => join(Buffer.of(0), r(signature), Buffer.of(0), s(signature))),
    ],
    ['has 128 bytes', resigned(signature => join(signature, signature))],
    ['is in DER', resigned(toDer)],
    ['is all zeros', resigned(() => new Uint8Array(64)), 'bad_signature'],
    ['has r = 0', resigned(signature => join(half(0n), s(signature))), 'bad_signature'],
    ['has s = 0', resigned(signature => join(r(signature), half(0n))), 'bad_signature'],
    ['has r = 1 and s = 1', resigned(() => join(half(1n), half(1n))), 'bad_signature'],
    ['has r = n', resigned(signature => join(half(ORDER), s(signature))), 'bad_signature'],
    ['has s = n', resigned(signature => join(r(signature), half(ORDER))), 'bad_signature'],
    ['has r = n and s = n', resigned(() => join(half(ORDER), half(ORDER))), 'bad_signature'],
    ['has r = n and s = 0', resigned(() => join(half(ORDER), half(0n))), 'bad_signature'],
    ['has s = n + 1', resigned(signature => join(r(signature), half(ORDER + 1n))), 'bad_signature'],
    ['has r and s of ones alone', resigned(() => new Uint8Array(64).fill(255)), 'bad_signature'],
    ['has its halves exchanged', resigned(signature => join(s(signature), r(signature))), 'bad_signature'],
    [
      'has the negative of r',
      resigned(signature => join(half(ORDER - toInteger(r(signature))), s(signature))),
      'bad_signature',
    ],
    [
      'differs by one bit',
      resigned(signature => signature.map((byte, index) => byte ^ (index === 40 ? 1 : 0))),
      'bad_signature',
    ],
    [
      'is of other bytes',
      resigned((_, place) => signatureOf(place.privateKey, Buffer.from('other bytes'))),
      'bad_signature',
    ],
    [
      'is of the payload alone',
      resigned((_, place) => signatureOf(place.privateKey, Buffer.from(place.payload))),
      'bad_signature',
    ],
    ['is of another key', place => seal({ ...place, privateKey: otherKey }), 'bad_signature'],
    [
      'is that of another token',
      place => `${seal(place).replace(/[^.]+$/, '')}${lastPart(seal(place, { payload: '{}' }))}`,
      'bad_signature',
    ],
  ])

  test('has s in its upper half, when it is that of a code; lists take what other software signs', async () => {
    const high = resigned(signature => join(r(signature), half(ORDER - toInteger(s(signature)))))
    expect(await judge(high)).toEqual({ ...ACCEPTED, code: 'bad_signature' })
  })
})

const edwards = await openPlaces('EdDSA')
const ED_ORDER = 2n ** 252n + 27742317777372353535851937790883648493n
const reverse = (bytes: Uint8Array) => Uint8Array.from(bytes).reverse()

/** The scalar of an Ed25519 signature, which is written with its lowest byte first. */
function withScalar(change: (scalar: bigint) => bigint) {
  return (signature: Uint8Array) =>
    join(r(signature), reverse(half(change(toInteger(reverse(s(signature)))))))
}

describe('refused is a token of an Ed25519 key whose', () => {
  testRefusals(
    [
      ['algorithm is that of P-256', withHeader({ alg: 'ES256' })],
      ['algorithm is in lower case', withHeader({ alg: 'eddsa' })],
      ['algorithm is none', withHeader({ alg: 'none' })],
      ...macRows('HS512'),
      ['signature has 63 bytes', resigned(signature => signature.slice(0, 63))],
      ['signature has 65 bytes', resigned(signature => join(signature, Buffer.of(0)))],
      ['signature is all zeros', resigned(() => new Uint8Array(64)), 'bad_signature'],
      ['signature has a scalar of 0', resigned(withScalar(() => 0n)), 'bad_signature'],
      [
        'signature has the scalar and the order of the group',
        resigned(withScalar(scalar => scalar + ED_ORDER)),
        'bad_signature',
      ],
      [
        'signature has the order of the group for its scalar',
        resigned(withScalar(() => ED_ORDER)),
        'bad_signature',
      ],
      [
        'signature has the neutral point and a scalar of 0',
        resigned(() => join(reverse(half(1n)), half(0n))),
        'bad_signature',
      ],
      [
        'signature differs by one bit',
        resigned(signature => signature.map((byte, index) => byte ^ (index === 0 ? 1 : 0))),
        'bad_signature',
      ],
      [
        'signature is of another key',
        resigned((_, { payload }) =>
          sign(null, Buffer.from(payload), generateKeyPairSync('ed25519').privateKey),
        ),
        'bad_signature',
      ],
    ],
    edwards,
  )
})

const { privateKey: otherKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })

function lastPart(token: string): string {
  return token.slice(token.lastIndexOf('.') + 1)
}
