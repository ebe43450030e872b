/** Makes trust lists: built, checked against the edition before, signed under a root key, merged from several counties. */
import type { JWK } from 'jose'
import { QiyemaError } from '../../errors.js'
import { asObject } from '../format/json.js'
import { kidOf, type SigningKey } from '../sign/issuer-key.js'
import { algOf } from '../suites/known-suites.js'
import { signList } from './signed-list.js'
import {
  readTrustList,
  TRUST_LIST_TYP,
  type TrustedIssuer,
  type TrustedKey,
  type TrustList,
} from './trust-list.js'
import { successionFaults } from './trust-succession.js'

/** One thing that is wrong or unwise about a trust list. A list with errors is not signed. */
export interface TrustFinding {
  readonly level: 'error' | 'warning'
  readonly message: string
}

/** What a list is looked at against. */
export interface LintOptions {
  /** The edition published before. */
  readonly previous?: TrustList
  /** Unix seconds; now unless given. */
  readonly at?: number
}

/**
 * Makes the entry of a key for a trust list from its public JWK.
 *
 * @param jwk - any private member is left out
 * @param entry - its use, and the times of issue (Unix seconds) that it counts for
 *
 * @example
 * ```ts
 * import { generateIssuerKey } from '@qiyema/core/sign'
 * import { buildTrustedKey } from '@qiyema/core/trust'
 *
 * const key = await buildTrustedKey(await generateIssuerKey(), { use: 'code', nbf: 1795000000, exp: 1890000000 })
 * console.log(key.alg) // ES256
 * ```
 */
export async function buildTrustedKey(
  jwk: JWK,
  entry: Pick<TrustedKey, 'use' | 'nbf' | 'exp' | 'revoked'>,
): Promise<TrustedKey> {
  const { kty, crv, x, y } = jwk
  const publicJwk = { kty, crv, x, ...(y !== undefined && { y }) } as JWK
  return { kid: await kidOf(publicJwk), alg: algOf(jwk), jwk: publicJwk, ...entry }
}

/**
 * Looks a trust list over: the format, key ids against keys, collisions, windows, and what may not change since the
 * edition before.
 *
 * @param value - anything; what cannot be read is one error
 * @returns findings, errors first; none for a sound list
 * @see code format, section 6
 */
export async function lintTrustList(
  value: unknown,
  { previous, at = Math.floor(Date.now() / 1000) }: LintOptions = {},
): Promise<TrustFinding[]> {
  let list: TrustList
  let before: TrustList | undefined
  try {
    list = readTrustList(value)
    before = previous && readTrustList(previous)
  } catch (error) {
    return [{ level: 'error', message: error instanceof QiyemaError ? error.message : String(error) }]
  }
  const errors = before ? successionFaults(before, list) : []
  const warnings: string[] = []
  if (at >= list.exp) errors.push('the list has expired')
  if (list.iat > at + 60) warnings.push('the list was issued in the future')
  if (list.exp - list.iat > 31 * 86400)
    warnings.push('the list lives longer than 31 days: a revoked key is believed that long by who is offline')
  for (const issuer of list.issuers) {
    const found = await lintIssuer(issuer, at)
    errors.push(...found.errors)
    warnings.push(...found.warnings)
  }
  if (before) warnings.push(...changedKeys(before, list))
  return [
    ...errors.map(message => ({ level: 'error', message }) as const),
    ...warnings.map(message => ({ level: 'warning', message }) as const),
  ]
}

/**
 * Signs a trust list under the root key that its readers pin.
 *
 * @param list - read and linted first; nothing with an error is signed
 * @param root - from `importSigningKey`
 * @throws {QiyemaError} `ERR_TRUST_LIST` with the first error found
 * @see RFC 7515; code format, section 6
 *
 * @example
 * ```ts
 * import { generateIssuerKey, importSigningKey } from '@qiyema/core/sign'
 * import { buildTrustedKey, signTrustList, verifyTrustList } from '@qiyema/core/trust'
 *
 * const root = await importSigningKey(await generateIssuerKey())
 * const key = await buildTrustedKey(await generateIssuerKey(), { use: 'code', nbf: 1795000000, exp: 1890000000 })
 * const name = { 'zh-CN': '示例平台', en: 'Sample platform' }
 * const issuer = { iss: 'https://qym.example', status: 'https://qym.example/status', name, regions: ['3305'], keys: [key] }
 * const list = { seq: 1, iat: 1795000000, exp: 1795600000, issuers: [issuer] }
 * const jwt = await signTrustList(list, root, { at: 1795000000 })
 * console.log((await verifyTrustList(jwt, root.publicJwk)).seq) // 1
 * ```
 */
export async function signTrustList(
  list: TrustList,
  root: SigningKey,
  options: LintOptions = {},
): Promise<string> {
  const [finding] = (await lintTrustList(list, options)).filter(({ level }) => level === 'error')
  if (finding) throw new QiyemaError('ERR_TRUST_LIST', `This list is not signed: ${finding.message}.`)
  return signList(readTrustList(list), TRUST_LIST_TYP, root)
}

/**
 * Makes one list of several, as a province does of its counties' lists. An issuer may stand in more than one of them if
 * it says the same of itself everywhere; its keys are put together.
 *
 * @param lists - in any order
 * @param edition - the sequence number and times of the merged list
 * @throws {QiyemaError} `ERR_TRUST_CONFLICT` where two lists contradict each other, `ERR_TRUST_LIST` where the whole is off the format
 */
export function mergeTrustLists(
  lists: readonly TrustList[],
  edition: Pick<TrustList, 'seq' | 'iat' | 'exp'>,
): TrustList {
  const issuers = new Map<string, TrustedIssuer>()
  for (const issuer of lists.flatMap(list => readTrustList(list).issuers)) {
    const known = issuers.get(issuer.iss)
    issuers.set(issuer.iss, known ? mergeIssuers(known, issuer) : issuer)
  }
  return readTrustList({ ...edition, issuers: [...issuers.values()] })
}

function mergeIssuers(one: TrustedIssuer, other: TrustedIssuer): TrustedIssuer {
  const { keys: oneKeys, ...oneSelf } = one
  const { keys: otherKeys, ...otherSelf } = other
  if (!isSame(oneSelf, otherSelf))
    throw new QiyemaError('ERR_TRUST_CONFLICT', `The lists describe ${one.iss} differently.`)
  const keys = [...oneKeys]
  for (const key of otherKeys) {
    const known = keys.find(({ kid, use }) => kid === key.kid && use === key.use)
    if (!known) keys.push(key)
    else if (!isSame(known, key))
      throw new QiyemaError(
        'ERR_TRUST_CONFLICT',
        `The lists describe key ${key.kid} of ${one.iss} differently.`,
      )
  }
  return { ...one, keys }
}

/** The same, in whatever order members and regions stand. */
function isSame(one: object, other: object): boolean {
  const inOrder = (_name: string, value: unknown) => {
    if (Array.isArray(value)) return value.toSorted()
    return asObject(value) ? Object.fromEntries(Object.entries(value as object).toSorted()) : value
  }
  return JSON.stringify(one, inOrder) === JSON.stringify(other, inOrder)
}

async function lintIssuer(
  { iss, regions, keys }: TrustedIssuer,
  at: number,
): Promise<{ errors: string[]; warnings: string[] }> {
  const errors: string[] = []
  const warnings: string[] = []
  if (regions.length === 0) warnings.push(`${iss} may speak for no region at all`)
  const signing = keys.filter(({ use }) => use === 'code')
  if (!signing.some(key => isLive(key, at))) warnings.push(`${iss} has no live key to sign codes with`)
  if (!keys.some(key => key.use === 'status' && isLive(key, at)))
    warnings.push(`${iss} has no live status key: its codes can only be unconfirmed`)
  for (const key of keys) {
    if (key.exp <= key.nbf) errors.push(`key ${key.kid} ends before it begins`)
    if (algOf(key.jwk) !== key.alg)
      errors.push(`key ${key.kid} says ${key.alg}, but its curve is ${key.jwk.crv}`)
    else if (key.use === 'code' && (await kidOf(key.jwk)) !== key.kid)
      errors.push(`key ${key.kid} has an id that is not its thumbprint`)
  }
  return { errors, warnings }
}

function isLive(key: TrustedKey, at: number): boolean {
  return !key.revoked && key.nbf <= at && at < key.exp
}

/** Changes that may be meant, and that decide over codes signed already. */
function changedKeys(previous: TrustList, next: TrustList): string[] {
  const keysOf = ({ issuers }: TrustList) => issuers.flatMap(({ keys }) => keys)
  const listed = new Map(keysOf(next).map(key => [`${key.use} ${key.kid}`, key]))
  return keysOf(previous).flatMap(({ use, kid, nbf, exp }) => {
    const now = listed.get(`${use} ${kid}`)
    if (!now) return [`key ${kid} is no longer listed: codes it signed become codes of an unknown issuer`]
    if (now.nbf > nbf || now.exp < exp)
      return [`key ${kid} counts for less time: codes it signed outside it become untrusted`]
    if (now.nbf < nbf || now.exp > exp) return [`key ${kid} counts for more time than was published before`]
    return []
  })
}
