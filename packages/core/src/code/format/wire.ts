/** Digits <-> fields: the one big integer that a code's digits are (code format, sections 1 and 2). */
import { usccBodyToInteger, usccFromInteger } from '../../uscc.js'
import { type Bytes, bytesToInteger, integerToBytes } from './bytes.js'
import { decompress, isYOdd, type Point } from './p256.js'
import { malformed, type Refusal } from './refusal.js'

/** 2020-01-01T00:00:00Z, from which the minutes of issue are counted. */
export const EPOCH = 1577836800

/** The fields of a code as the integer holds them, in their own units. */
export interface CodeFields {
  /** The first four bytes of the key id, as one unsigned integer. */
  readonly kidPrefix: number
  /** All eighteen characters; the last is recomputed when read. */
  readonly uscc: string
  /** Unix seconds, a whole minute. */
  readonly issuedAt: number
  /** 0 to 15, see lifetime.ts. */
  readonly lifetimeClass: number
  /** Number of the status list, 0 to 15. */
  readonly list: number
  /** Position in that list, 0 to 2^20 - 1. */
  readonly index: number
  readonly name?: string
  /** The holder's P-256 key, a point of the curve. */
  readonly holder?: Point
  /** r and s, or Ed25519's 64 bytes. */
  readonly signature: Bytes
  /** Present exactly when `holder` is. */
  readonly presentation?: PresentationFields
}

/** What a holder adds when a code is shown. */
export interface PresentationFields {
  /** Unix seconds. */
  readonly presentedAt: number
  /** 0 to 2^30 - 1. */
  readonly nonce: number
  /** r and s under the holder's key. */
  readonly signature: Bytes
}

/** With a holder and a longer name, a code would have more than 701 digits. In UTF-16 code units. */
export const MAX_NAME_WITH_HOLDER = 50

const DIGITS = /^[1-9][0-9]{150,700}$/
const HAS_NAME = 1
const HAS_HOLDER = 2

/**
 * Why a name cannot be in a code, or undefined when it can: 1 to 63 UTF-16 code units in NFC, without control
 * characters, quotation marks, backslashes and lone surrogates (all that JSON would have to escape).
 */
export function nameFault(name: string): string | undefined {
  if (name.length < 1 || name.length > 63) return 'a name has 1 to 63 UTF-16 code units'
  if (/[\p{Cc}\p{Cs}"\\]/u.test(name))
    return 'a name has no control character, quotation mark, backslash or lone surrogate'
  if (name.normalize('NFC') !== name) return 'a name is in Unicode normalisation form C'
  return undefined
}

/** Writes fields that are known to be within their limits. */
export function encodeDigits(fields: CodeFields): string {
  const { name, holder, presentation } = fields
  let integer = 1n
  const put = (value: number | bigint, bits: number): void => {
    integer = (integer << BigInt(bits)) | BigInt(value)
  }
  put((name === undefined ? 0 : HAS_NAME) | (holder === undefined ? 0 : HAS_HOLDER), 4)
  put(fields.kidPrefix, 32)
  put(usccBodyToInteger(fields.uscc.slice(0, 17)) ?? 0n, 85)
  put((fields.issuedAt - EPOCH) / 60, 24)
  put(fields.lifetimeClass, 4)
  put(fields.list, 4)
  put(fields.index, 20)
  if (name !== undefined) {
    put(name.length, 6)
    for (let unit = 0; unit < name.length; unit++) put(name.charCodeAt(unit), 16)
  }
  if (holder) {
    put(bytesToInteger(holder.x), 256)
    put(isYOdd(holder) ? 1 : 0, 1)
  }
  put(bytesToInteger(fields.signature), 512)
  if (presentation) {
    put(presentation.presentedAt - fields.issuedAt, 28)
    put(presentation.nonce, 30)
    put(bytesToInteger(presentation.signature), 512)
  }
  return integer.toString()
}

/** Reads digits. What they say is checked against the format and nothing else: no key, no clock. */
export function decodeDigits(digits: string): CodeFields | Refusal {
  if (!DIGITS.test(digits)) return malformed('a code is 151 to 701 ASCII digits and begins with no zero')

  const integer = BigInt(digits)
  let left = integer.toString(2).length - 1 // without the sentinel
  // Past the end it gives rubbish, which nobody gets to see: `left` is then not 0.
  const takeBig = (bits: number): bigint => {
    left -= bits
    return BigInt.asUintN(bits, integer >> BigInt(left))
  }
  const take = (bits: number): number => Number(takeBig(bits))

  const template = take(4)
  if (template > 3) return { refusal: 'unsupported', detail: `template ${template} is reserved` }
  const kidPrefix = take(32)
  const uscc = usccFromInteger(takeBig(85))
  if (uscc === undefined) return malformed('the subject is no Unified Social Credit Code')
  const issuedAt = EPOCH + take(24) * 60
  const lifetimeClass = take(4)
  const list = take(4)
  const index = take(20)
  const name = template & HAS_NAME ? takeText(take(6), take) : undefined
  const isHolderBound = (template & HAS_HOLDER) !== 0
  const holder = isHolderBound ? decompress(integerToBytes(takeBig(256), 32), take(1) === 1) : undefined
  const signature = integerToBytes(takeBig(512), 64)
  const presentation = isHolderBound && {
    presentedAt: issuedAt + take(28),
    nonce: take(30),
    signature: integerToBytes(takeBig(512), 64),
  }
  if (left !== 0) return malformed('the digits do not fit their template')
  if (isHolderBound && !holder) return malformed('the holder key is off the format')
  const fault = name === undefined ? undefined : nameFault(name)
  if (fault) return malformed(fault)

  return {
    kidPrefix,
    uscc,
    issuedAt,
    lifetimeClass,
    list,
    index,
    signature,
    ...(name !== undefined && { name }),
    ...(holder && presentation && { holder, presentation }),
  }
}

function takeText(length: number, take: (bits: number) => number): string {
  return String.fromCharCode(...Array.from({ length }, () => take(16)))
}
