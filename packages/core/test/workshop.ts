/** A workshop for tests: an issuer with its keys, its lists under a root key, codes of every kind, and who verifies them. */
import type { JWK } from 'jose'
import { type HolderKey, importHolderKey } from '../src/code/sign/holder-key.js'
import {
  generateIssuerKey,
  type IssuerKey,
  importIssuerKey,
  importSigningKey,
  type SigningKey,
} from '../src/code/sign/issuer-key.js'
import { type PresentedCode, type PresentOptions, presentCode } from '../src/code/sign/present.js'
import { type CodeRequest, type PrintableCode, signCode } from '../src/code/sign/sign.js'
import {
  createStatusList,
  type StatusListEdition,
  signStatusList,
} from '../src/code/trust/build-status-list.js'
import { buildTrustedKey, signTrustList } from '../src/code/trust/build-trust-list.js'
import type { TrustedIssuer, TrustedKey, TrustList } from '../src/code/trust/trust-list.js'
import type { Outcome } from '../src/code/verify/outcome.js'
import { createVerifier, type Verifier, type VerifierOptions } from '../src/code/verify/verify.js'

/** The present of these tests, a whole minute of November 2026. */
export const AT = 1_795_036_800
export const DAY = 86_400
const USCC = '91330100799655058B'

/** Where each code stands in its status list, by what that list says of it. */
export const INDEX = { valid: 0, revoked: 1, suspended: 2, beyondTheEnd: 12 }

/** What may be other than usual in a trust list. */
export interface TrustChanges extends Partial<Omit<TrustList, 'issuers'>> {
  readonly issuer?: Partial<TrustedIssuer>
  readonly codeKey?: Partial<TrustedKey>
  readonly statusKey?: Partial<TrustedKey>
}

/** What may be other than usual in a status list; `revoked` is one more position. */
export interface StatusChanges extends StatusListEdition {
  readonly number?: number
  readonly revoked?: number
  readonly key?: SigningKey
}

export interface Workshop {
  readonly codeKey: IssuerKey
  readonly statusKey: SigningKey
  readonly root: SigningKey
  /** The private half too. */
  readonly rootJwk: JWK
  readonly holder: HolderKey
  statusUri(number?: number): string
  /** A trust list: for a day each before and after the present, for region 3301. */
  trust(changes?: TrustChanges): TrustList
  signTrust(changes?: TrustChanges, root?: SigningKey): Promise<string>
  /** A status list of twelve positions, of the present moment. */
  signStatus(changes?: StatusChanges): Promise<string>
  print(changes?: Partial<Omit<CodeRequest, 'holder'>>): Promise<PrintableCode>
  present(changes?: Partial<CodeRequest>, options?: PresentOptions): Promise<PresentedCode>
  /** A verifier that was given the lists, whose clock stands at the present. */
  verifier(options?: Partial<VerifierOptions>): Verifier
}

export async function openWorkshop(iss = 'https://qym.example'): Promise<Workshop> {
  const issuer = { iss, status: `${iss}/status` }
  const codeKey = await importIssuerKey(await generateIssuerKey(), issuer)
  const statusKey = await importSigningKey(await generateIssuerKey())
  const rootJwk = await generateIssuerKey()
  const root = await importSigningKey(rootJwk)
  const holder = await importHolderKey(await generateIssuerKey())
  const time = { nbf: AT - 1000 * DAY, exp: AT + 1000 * DAY }
  const codeEntry = await buildTrustedKey(codeKey.publicJwk, { use: 'code', ...time })
  const statusEntry = await buildTrustedKey(statusKey.publicJwk, { use: 'status', ...time })
  const name = { 'zh-CN': '示例平台', en: 'Sample platform' }
  const asked = { uscc: USCC, lifetime: '1y', status: { list: 0, index: INDEX.valid }, issuedAt: AT } as const

  const statusUri = (number = 0) => `${issuer.status}/${number}`
  const trust: Workshop['trust'] = ({ issuer: own, codeKey, statusKey, ...edition } = {}) => {
    const keys = [
      { ...codeEntry, ...codeKey },
      { ...statusEntry, ...statusKey },
    ]
    const issuers = [{ ...issuer, name, regions: ['3301'], keys, ...own }]
    return { seq: 1, iat: AT - DAY, exp: AT + DAY, issuers, ...edition }
  }
  const signStatus: Workshop['signStatus'] = async ({
    number = 0,
    revoked = INDEX.revoked,
    key = statusKey,
    ...edition
  } = {}) => {
    const list = createStatusList({ uri: statusUri(number), size: INDEX.beyondTheEnd })
    for (const index of [INDEX.revoked, revoked]) list.set(index, 'revoked')
    list.set(INDEX.suspended, 'suspended')
    return signStatusList(list, key, { iat: AT, ...edition })
  }
  const given = { [statusUri()]: await signStatus() }
  return {
    codeKey,
    statusKey,
    root,
    rootJwk,
    holder,
    statusUri,
    trust,
    signTrust: (changes, by = root) => signTrustList(trust(changes), by, { at: AT }),
    signStatus,
    print: changes => signCode({ ...asked, ...changes }, codeKey),
    async present(changes, options) {
      const code = await signCode({ ...asked, holder: holder.publicJwk, ...changes }, codeKey)
      return presentCode(code, holder, { at: AT, ...options })
    },
    verifier: options => createVerifier({ trust: trust(), statusLists: given, now: () => AT, ...options }),
  }
}

/** Codes of one workshop, one for each outcome that lies in the code alone. */
export async function sampleTexts(workshop: Workshop): Promise<(readonly [Outcome, string])[]> {
  const at = (index: number) => ({ status: { list: 0, index } })
  const { link, digits, credential } = await workshop.print()
  const presented = await workshop.present()
  return [
    ['valid', link],
    ['valid', digits],
    ['valid', credential],
    ['valid', presented.link],
    ['valid', presented.digits],
    ['valid', presented.credential],
    ['valid', (await workshop.print({ name: '杭州示例有限公司', lifetime: '10m' })).link],
    ['valid', (await workshop.present({ name: '示例' })).link],
    ['malformed', `${link}?`],
    ['unsupported', asTemplate(5, digits)],
    ['host_mismatch', link.replace('QYM.EXAMPLE', 'QYM.INVALID')],
    ['out_of_region', (await workshop.print({ uscc: '914403001922038216' })).link],
    ['bad_signature', withOtherSignature(link)],
    ['not_yet_valid', (await workshop.print({ issuedAt: AT + 120 })).link],
    ['expired', (await workshop.print({ issuedAt: AT - 300, lifetime: '1m' })).link],
    ['stale', (await workshop.present({ issuedAt: AT - 600 }, { at: AT - 300 })).link],
    ['revoked', (await workshop.print(at(INDEX.revoked))).link],
    ['suspended', (await workshop.print(at(INDEX.suspended))).link],
    ['unconfirmed', (await workshop.print(at(INDEX.beyondTheEnd))).link],
  ]
}

/** The digits of a link, or digits themselves, with another template in their first four bits after the sentinel. */
export function asTemplate(template: number, text: string): string {
  return withDigits(text, digits => {
    const bits = BigInt(digits).toString(2)
    return BigInt(`0b1${template.toString(2).padStart(4, '0')}${bits.slice(5)}`).toString()
  })
}

/** The same code, with one bit of its last signature turned. */
export function withOtherSignature(text: string): string {
  return withDigits(text, digits => (BigInt(digits) ^ 1n).toString())
}

function withDigits(text: string, change: (digits: string) => string): string {
  const start = text.lastIndexOf('/') + 1
  return text.slice(0, start) + change(text.slice(start))
}
