/** Arithmetic on P-256 against Node's own: points compressed and back, points that are none, signatures with low s. */
import { createECDH, createHash, createPublicKey, ECDH, generateKeyPairSync, sign, verify } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { type Bytes, bytesToInteger, fromBase64url, integerToBytes } from './bytes.js'
import { decompress, isOnCurve, isYOdd, type Point, toJwk, toLowS } from './p256.js'

const P = 2n ** 256n - 2n ** 224n + 2n ** 192n + 2n ** 96n - 1n
const N = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n

const coordinate = (integer: bigint): Bytes => integerToBytes(integer, 32)

/** A point as Node makes it; each seed is a private key, so that runs are alike. */
function pointOf(seed: number): Point {
  const ecdh = createECDH('prime256v1')
  ecdh.setPrivateKey(createHash('sha256').update(String(seed)).digest())
  const raw = new Uint8Array(ecdh.getPublicKey())
  return { x: raw.slice(1, 33), y: raw.slice(33) }
}

/** What Node makes of a compressed point: the same point, or nothing. */
function nodeDecompress(x: Bytes, isOdd: boolean): Point | undefined {
  try {
    const compressed = Buffer.from([isOdd ? 3 : 2, ...x])
    const raw = new Uint8Array(
      Buffer.from(
        ECDH.convertKey(compressed, 'prime256v1', undefined, 'hex', 'uncompressed').toString(),
        'hex',
      ),
    )
    return { x: raw.slice(1, 33), y: raw.slice(33) }
  } catch {
    return undefined
  }
}

describe('a point', () => {
  test('comes back from its x and the parity of its y', () => {
    const parities = new Set<boolean>()
    for (let seed = 0; seed < 40; seed++) {
      const point = pointOf(seed)
      parities.add(isYOdd(point))
      expect(isOnCurve(point)).toBe(true)
      expect(decompress(point.x, isYOdd(point))).toEqual(point)
      const mirrored = decompress(point.x, !isYOdd(point))
      expect(mirrored?.y).toEqual(coordinate(P - bytesToInteger(point.y)))
    }
    expect(parities.size).toBe(2)
  })

  test('is decompressed as Node does it, from any x, and where Node finds none there is none', () => {
    let found = 0
    for (let seed = 0; seed < 60; seed++) {
      const x = new Uint8Array(createHash('sha256').update(`x${seed}`).digest())
      const point = decompress(x, seed % 2 === 1)
      expect(point).toEqual(nodeDecompress(x, seed % 2 === 1))
      if (point) found++
    }
    expect(found).toBeGreaterThan(10)
    expect(found).toBeLessThan(50)
  })

  test('becomes a JWK that Node takes, its members in their order', () => {
    const jwk = toJwk(pointOf(1))
    expect(Object.keys(jwk)).toEqual(['kty', 'crv', 'x', 'y'])
    expect(createPublicKey({ key: jwk, format: 'jwk' }).asymmetricKeyDetails?.namedCurve).toBe('prime256v1')
  })

  test.each<[string, (point: Point) => Point]>([
    ['one bit of y changed', ({ x, y }) => ({ x, y: y.map((byte, index) => byte ^ (index === 31 ? 1 : 0)) })],
    [
      'one bit of x changed',
      ({ x, y }) => ({ x: x.map((byte, index) => byte ^ (index === 0 ? 128 : 0)), y }),
    ],
    ['its coordinates exchanged', ({ x, y }) => ({ x: y, y: x })],
    ['both zero', () => ({ x: coordinate(0n), y: coordinate(0n) })],
    ['y and p too', ({ x }) => ({ x, y: coordinate(P) })],
    ['coordinates of all ones', () => ({ x: coordinate(2n ** 256n - 1n), y: coordinate(2n ** 256n - 1n) })],
  ])('with %s is off the curve', (_, damage) => {
    expect(isOnCurve(damage(pointOf(2)))).toBe(false)
  })

  test('whose x is spelt with p added is none, though the arithmetic would hold', () => {
    // 5 is the x of a point, and 5 + p still fits into 32 bytes.
    const small = decompress(coordinate(5n), false)
    if (!small) throw new Error('5 is the x of a point')
    expect(isOnCurve(small)).toBe(true)
    expect(isOnCurve({ x: coordinate(5n + P), y: small.y })).toBe(false)
    expect(decompress(coordinate(5n + P), false)).toBeUndefined()
    for (const x of [P, P + 1n, 2n ** 256n - 1n])
      for (const isOdd of [false, true]) expect(decompress(coordinate(x), isOdd)).toBeUndefined()
  })
})

describe('a signature', () => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const s = (signature: Bytes) => bytesToInteger(signature.subarray(32))

  test('has s in its lower half afterwards, and still verifies', () => {
    const halves = new Set<boolean>()
    for (let run = 0; run < 40; run++) {
      const message = Buffer.from(String(run))
      const signature = new Uint8Array(
        sign('sha256', message, { key: privateKey, dsaEncoding: 'ieee-p1363' }),
      )
      const before = signature.slice()
      const low = toLowS(signature)
      halves.add(low === signature)
      expect(s(low) <= N / 2n).toBe(true)
      expect(low.subarray(0, 32)).toEqual(signature.subarray(0, 32))
      expect([s(signature), N - s(signature)]).toContain(s(low))
      expect(verify('sha256', message, { key: publicKey, dsaEncoding: 'ieee-p1363' }, low)).toBe(true)
      expect(signature).toEqual(before)
      expect(toLowS(low)).toBe(low)
    }
    expect(halves.size).toBe(2)
  })

  test.each([
    ['0', 0n, true],
    ['1', 1n, true],
    ['half of n', N / 2n, true],
    ['half of n and one', N / 2n + 1n, false],
    ['n less one', N - 1n, false],
  ])('with s = %s is left alone: %s', (_, value, isLow) => {
    const signature = new Uint8Array([...coordinate(7n), ...coordinate(value)])
    expect(toLowS(signature) === signature).toBe(isLow)
    expect(s(toLowS(signature))).toBe(isLow ? value : N - value)
  })

  test.each([
    ['n', N],
    ['n and one', N + 1n],
    ['all ones', 2n ** 256n - 1n],
  ])('with s = %s is never the one spelling', (_, value) => {
    const signature = new Uint8Array([...coordinate(7n), ...coordinate(value)])
    expect(toLowS(signature)).not.toBe(signature)
  })
})

test('coordinates of a JWK are 32 bytes even when they begin with zeros', () => {
  const { x, y } = toJwk({ x: coordinate(5n), y: coordinate(0n) })
  expect(fromBase64url(x)).toEqual(coordinate(5n))
  expect(y).toBe('A'.repeat(43))
})
