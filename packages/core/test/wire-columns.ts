/** Codes written column by column for tests of their digits, by the table of the code format and not by its program. */
import { createECDH, createHash } from 'node:crypto'
import type { Bytes } from '../src/code/format/bytes.js'
import type { Point } from '../src/code/format/p256.js'
import { type CodeFields, EPOCH } from '../src/code/format/wire.js'

export const FIELDS: CodeFields = {
  kidPrefix: 0x4caf9,
  uscc: '91330100799655058B',
  issuedAt: EPOCH + 60 * 3_620_000,
  lifetimeClass: 12,
  list: 3,
  index: 4711,
  signature: filled(64, 0xa5),
}

export const HOLDER = pointOf(0)

export const PRESENTATION = {
  presentedAt: FIELDS.issuedAt + 86_400,
  nonce: 123_456_789,
  signature: filled(64, 0x5a),
}

/** A value and how many bits it takes. */
export type Column = readonly [value: bigint, bits: number]

/** The columns one after the other behind the sentinel, in decimal. */
export function digitsOf(columns: readonly Column[], sentinel = 1n): string {
  return columns.reduce((integer, [value, bits]) => (integer << BigInt(bits)) + value, sentinel).toString()
}

/** The columns that every code begins with: those of `FIELDS`, but for template and subject. */
export function head({ template = 0n, subject = 0n }: { template?: bigint; subject?: bigint }): Column[] {
  return [
    [template, 4],
    [BigInt(FIELDS.kidPrefix), 32],
    [subject, 85],
    [3_620_000n, 24],
    [12n, 4],
    [3n, 4],
    [4711n, 20],
  ]
}

/** The column of the issuer's signature. */
export const SIGNATURE: Column = [integerOf(FIELDS.signature), 512]

/** The columns of a name, with its own length or another. */
export function nameColumns(name: string, length = name.length): Column[] {
  const units = Array.from(
    { length: name.length },
    (_, index): Column => [BigInt(name.charCodeAt(index)), 16],
  )
  return [[BigInt(length), 6], ...units]
}

/** The columns of a holder's key. */
export function holderColumns({ x, y }: Point): Column[] {
  return [
    [integerOf(x), 256],
    [integerOf(y) & 1n, 1],
  ]
}

/** A point of P-256, another for each number. */
export function pointOf(number: number): Point {
  const ecdh = createECDH('prime256v1')
  ecdh.setPrivateKey(createHash('sha256').update(String(number)).digest())
  const raw = new Uint8Array(ecdh.getPublicKey())
  return { x: raw.slice(1, 33), y: raw.slice(33) }
}

export function filled(length: number, byte: number): Bytes {
  return new Uint8Array(length).fill(byte)
}

export function integerOf(bytes: Uint8Array): bigint {
  return BigInt(`0x${Buffer.from(bytes).toString('hex')}`)
}
