/** Signs codes: every limit of the format is checked before anything is signed. */
import type { JWK } from 'jose'
import { QiyemaError, type QiyemaErrorCode } from '../../errors.js'
import { parseUscc } from '../../uscc.js'
import { fromBase64url, toBase64url, utf8 } from '../format/bytes.js'
import { credentialSigningInput, kidPrefix } from '../format/credential.js'
import { LIFETIMES, type Lifetime, secondsOfClass } from '../format/lifetime.js'
import { writeLink } from '../format/link.js'
import { isOnCurve, type Point } from '../format/p256.js'
import { EPOCH, encodeDigits, MAX_NAME_WITH_HOLDER, nameFault } from '../format/wire.js'
import type { IssuerKey } from './issuer-key.js'

/** What a code is to say. */
export interface CodeRequest {
  /** Eighteen characters in their canonical spelling, both as GB 32100 wants them. */
  readonly uscc: string
  readonly lifetime: Lifetime
  /** The status list, 0 to 15, and the position in it, 0 to 1,048,575: drawn at random, never used twice. */
  readonly status: { readonly list: number; readonly index: number }
  /** The enterprise's name, 1 to 63 UTF-16 code units in NFC, beside a holder 1 to 50. Costs sixteen bits a unit in the square. */
  readonly name?: string
  /** The holder's public P-256 key; the code then counts only while its holder shows it. */
  readonly holder?: JWK
  /** Unix seconds, a whole minute; the present minute unless given. */
  readonly issuedAt?: number
}

/** What every signed code tells of itself. Times are Unix seconds. */
export interface SignedCode {
  readonly uscc: string
  readonly name?: string
  readonly issuedAt: number
  readonly expiresAt: number
  readonly iss: string
  readonly kid: string
  readonly status: { readonly list: number; readonly index: number }
  /** The SD-JWT VC, ending in `~`. */
  readonly credential: string
}

/** A code for print or for a screen: complete as it is. */
export interface PrintableCode extends SignedCode {
  readonly isHolderBound: false
  /** The text of the square. */
  readonly link: string
  readonly digits: string
}

/** A code that only its holder can show: `presentCode` makes link and digits of it, each time anew. */
export interface HolderBoundCode extends SignedCode {
  readonly isHolderBound: true
}

/**
 * Signs a code.
 *
 * @param request - see {@link CodeRequest}; with `holder` the result has no link before its holder presents it
 * @param key - from {@link importIssuerKey}
 * @throws {QiyemaError} `ERR_USCC`, `ERR_LIFETIME`, `ERR_STATUS_INDEX`, `ERR_NAME`, `ERR_HOLDER`, `ERR_ISSUED_AT` for
 *   what the format cannot hold, `ERR_OUT_OF_REGION` outside the issuer's regions, and what the key throws
 * @see code format, sections 2 to 4
 *
 * @example
 * ```ts
 * import { generateIssuerKey, importIssuerKey, signCode } from '@qiyema/core/sign'
 *
 * const issuer = { iss: 'https://qym.example', status: 'https://qym.example/status' }
 * const key = await importIssuerKey(await generateIssuerKey(), issuer)
 * const code = await signCode({ uscc: '91330100799655058B', lifetime: '1y', status: { list: 0, index: 4711 } }, key)
 * console.log(code.link.startsWith('https://QYM.EXAMPLE/Q/')) // true
 * ```
 */
export async function signCode(
  request: CodeRequest & { readonly holder: JWK },
  key: IssuerKey,
): Promise<HolderBoundCode>
export async function signCode(
  request: CodeRequest & { readonly holder?: never },
  key: IssuerKey,
): Promise<PrintableCode>
export async function signCode(request: CodeRequest, key: IssuerKey): Promise<PrintableCode | HolderBoundCode>
export async function signCode(
  request: CodeRequest,
  key: IssuerKey,
): Promise<PrintableCode | HolderBoundCode> {
  const fields = checkedFields(request, key)
  const input = credentialSigningInput(fields, key)
  const signature = await key.sign(utf8(input))
  const signed: SignedCode = {
    uscc: fields.uscc,
    ...(request.name !== undefined && { name: request.name }),
    issuedAt: fields.issuedAt,
    expiresAt: fields.issuedAt + secondsOfClass(fields.lifetimeClass),
    iss: key.iss,
    kid: key.kid,
    status: { list: fields.list, index: fields.index },
    credential: `${input}.${toBase64url(signature)}~`,
  }
  if (fields.holder) return { ...signed, isHolderBound: true }
  const digits = encodeDigits({ ...fields, signature })
  return { ...signed, isHolderBound: false, digits, link: writeLink(key.iss, digits) }
}

function checkedFields({ uscc, lifetime, status, name, holder, issuedAt }: CodeRequest, key: IssuerKey) {
  const lifetimeClass = LIFETIMES.indexOf(lifetime)
  if (lifetimeClass < 0) refuse('ERR_LIFETIME', `The lifetime is one of ${LIFETIMES.join(' ')}.`)
  if (!isUpTo(status?.list, 15)) refuse('ERR_STATUS_INDEX', 'The status list is a whole number from 0 to 15.')
  if (!isUpTo(status.index, 2 ** 20 - 1))
    refuse('ERR_STATUS_INDEX', 'The position in the status list is a whole number from 0 to 1048575.')
  const fault = name === undefined ? undefined : nameFault(String(name))
  if (fault) refuse('ERR_NAME', `This name cannot be in a code: ${fault}.`)
  if (holder && name !== undefined && name.length > MAX_NAME_WITH_HOLDER)
    refuse(
      'ERR_NAME',
      `Beside a holder a code has room for a name of ${MAX_NAME_WITH_HOLDER} UTF-16 code units.`,
    )
  return {
    kidPrefix: kidPrefix(fromBase64url(key.kid) ?? new Uint8Array(8)),
    uscc: checkedUscc(uscc, key.regions),
    issuedAt: checkedTime(issuedAt),
    lifetimeClass,
    list: status.list,
    index: status.index,
    ...(name !== undefined && { name }),
    ...(holder && { holder: checkedHolder(holder) }),
  }
}

function checkedUscc(uscc: string, regions: readonly string[] | undefined): string {
  const parsed = parseUscc(uscc)
  if (!parsed.ok) refuse('ERR_USCC', parsed.message)
  const { value, region } = parsed.uscc
  if (value !== uscc) refuse('ERR_USCC', `Write the Unified Social Credit Code as ${value}.`)
  if (regions && !regions.some(prefix => region.startsWith(prefix))) {
    refuse(
      'ERR_OUT_OF_REGION',
      `This issuer may not speak for region ${region}, only for ${regions.join(', ')}.`,
    )
  }
  return value
}

function checkedTime(issuedAt: number | undefined): number {
  if (issuedAt === undefined) return Math.floor(Date.now() / 60_000) * 60
  if (isUpTo((issuedAt - EPOCH) / 60, 2 ** 24 - 1)) return issuedAt
  return refuse('ERR_ISSUED_AT', 'The time of issue is Unix seconds on a whole minute, from 2020 to 2051.')
}

function checkedHolder({ kty, crv, x, y, d }: JWK): Point {
  const point = { x: fromBase64url(x), y: fromBase64url(y) }
  const isPoint =
    kty === 'EC' &&
    crv === 'P-256' &&
    d === undefined &&
    point.x?.length === 32 &&
    point.y?.length === 32 &&
    isOnCurve(point as Point)
  return isPoint ? (point as Point) : refuse('ERR_HOLDER', 'The holder key is not a public JWK on P-256.')
}

function isUpTo(value: unknown, limit: number): boolean {
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) <= limit
}

function refuse(code: QiyemaErrorCode, message: string): never {
  throw new QiyemaError(code, message)
}
