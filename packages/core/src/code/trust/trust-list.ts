/** The trust list: whose keys count, for which regions (code format, section 6). Its shape, and the strict reader of it. */
import type { JWK } from 'jose'
import { QiyemaError } from '../../errors.js'
import { fromBase64url } from '../format/bytes.js'
import { type CredentialIssuer, encodeHeader, kidPrefix } from '../format/credential.js'
import { asObject, isWhole, type JsonObject } from '../format/json.js'
import { isIssuerOrigin, isSafeUrl } from '../format/link.js'

/** A name in the two languages every issuer gives. */
export interface LocalisedName {
  readonly 'zh-CN': string
  readonly en: string
}

/** A key an issuer publishes. `nbf` and `exp`, Unix seconds, bound the time of issue of what it signed. */
export interface TrustedKey {
  readonly kid: string
  readonly alg: string
  readonly use: 'code' | 'status'
  readonly jwk: JWK
  readonly nbf: number
  readonly exp: number
  readonly revoked?: boolean
}

/** An issuer of codes. */
export interface TrustedIssuer {
  /** An https origin: the host of every link this issuer's codes have. */
  readonly iss: string
  /** The address under which its status lists stand as `/0`, `/1` … */
  readonly status: string
  readonly name: LocalisedName
  /** Prefixes of characters 3 to 8 of the codes it may issue. */
  readonly regions: readonly string[]
  readonly keys: readonly TrustedKey[]
}

/** A trust list. Times are Unix seconds. */
export interface TrustList {
  /** Grows with every edition. */
  readonly seq: number
  readonly iat: number
  readonly exp: number
  readonly issuers: readonly TrustedIssuer[]
}

/** A code-signing key with the issuer it belongs to. */
export interface TrustEntry {
  readonly issuer: TrustedIssuer
  readonly key: TrustedKey
  /** The host that the links of this issuer have. */
  readonly host: string
  /** What a signed text takes from this entry. */
  readonly signer: CredentialIssuer
}

/** The media type of a signed trust list, in its header. */
export const TRUST_LIST_TYP = 'qym-trust+jwt'

/**
 * Reads a trust list from anything, member by member.
 *
 * @throws {QiyemaError} `ERR_TRUST_LIST`, naming the member that is missing or wrong
 */
export function readTrustList(value: unknown): TrustList {
  const list = object(value, 'the trust list')
  const issuers = array(list.issuers, 'issuers').map(readIssuer)
  const seen = new Set<string>()
  for (const { iss } of issuers) {
    if (seen.has(iss)) fail(`issuer ${iss} stands in it twice`)
    seen.add(iss)
  }
  const trustList = {
    seq: whole(list.seq, 'seq'),
    iat: whole(list.iat, 'iat'),
    exp: whole(list.exp, 'exp'),
    issuers,
  }
  if (trustList.exp <= trustList.iat) fail('exp is not after iat')
  indexByKidPrefix(trustList)
  return trustList
}

/**
 * The code-signing keys by the 32 bits of their key id that a code carries.
 *
 * @throws {QiyemaError} `ERR_TRUST_LIST` when two keys share them
 */
export function indexByKidPrefix(trustList: TrustList): ReadonlyMap<number, TrustEntry> {
  const entries = new Map<number, TrustEntry>()
  for (const issuer of trustList.issuers) {
    const { iss, status } = issuer
    const { host } = new URL(iss)
    for (const key of issuer.keys) {
      if (key.use !== 'code') continue
      const prefix = kidPrefix(codeKid(key.kid))
      if (entries.has(prefix)) fail(`key ${key.kid} shares its first 32 bits with another`)
      const signer = { alg: key.alg, kid: key.kid, iss, status, header: encodeHeader(key) }
      entries.set(prefix, { issuer, key, host, signer })
    }
  }
  return entries
}

function readIssuer(value: unknown): TrustedIssuer {
  const { iss, status, name, regions, keys } = object(value, 'an issuer')
  if (!isIssuerOrigin(iss)) fail('iss is not an https origin')
  if (!isSafeUrl(status) || status.endsWith('/'))
    fail(`the status address of ${iss} is not https or ends in a slash`)
  const names = object(name, `the name of ${iss}`)
  return {
    iss,
    status,
    name: { 'zh-CN': match(names['zh-CN'], /./u, 'name.zh-CN'), en: match(names.en, /./u, 'name.en') },
    regions: array(regions, 'regions').map(region => match(region, /^\d{1,6}$/, 'a region')),
    keys: array(keys, 'keys').map(readKey),
  }
}

function readKey(value: unknown): TrustedKey {
  const { kid, alg, use, jwk, nbf, exp, revoked } = object(value, 'a key')
  if (use !== 'code' && use !== 'status') fail('the use of a key is code or status')
  if (revoked !== undefined && typeof revoked !== 'boolean') fail('revoked is true or false')
  const material = object(jwk, 'a jwk')
  if (material.d !== undefined) fail('a key is private')
  const key = {
    kid: match(kid, /^[\w-]{1,64}$/, 'a kid'),
    alg: match(alg, /./, 'alg'),
    use,
    jwk: material as JWK,
    nbf: whole(nbf, 'nbf'),
    exp: whole(exp, 'exp'),
    ...(revoked && { revoked }),
  } as const
  if (use === 'code') codeKid(key.kid)
  return key
}

function codeKid(kid: string): Uint8Array {
  const bytes = fromBase64url(kid)
  return bytes?.length === 8 ? bytes : fail(`the id of key ${kid} is not 8 bytes in base64url`)
}

function object(value: unknown, what: string): JsonObject {
  return asObject(value) ?? fail(`${what} is not an object`)
}

function array(value: unknown, what: string): readonly unknown[] {
  return Array.isArray(value) ? value : fail(`${what} is not an array`)
}

function match(value: unknown, pattern: RegExp, what: string): string {
  return typeof value === 'string' && pattern.test(value) ? value : fail(`${what} is missing or misspelt`)
}

function whole(value: unknown, what: string): number {
  return isWhole(value) ? value : fail(`${what} is not a whole number`)
}

function fail(what: string): never {
  throw new QiyemaError('ERR_TRUST_LIST', `This is no trust list: ${what}.`)
}
