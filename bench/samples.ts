// What is measured: codes of every kind, freshly signed, with the trust list and the status list to verify them by.
import { generateHolderKey, presentCode } from '@qiyema/core/present'
import {
  generateIssuerKey,
  type IssuerKey,
  importIssuerKey,
  importSigningKey,
  signCode,
} from '@qiyema/core/sign'
import { buildTrustedKey, createStatusList, signStatusList } from '@qiyema/core/trust'
import type { TrustList } from '@qiyema/core/verify'
import { importJWK, type JWK } from 'jose'

/** The moment everything happens at. */
export const NOW = 1795000020

const ISSUER = { iss: 'https://qym.example', status: 'https://qym.example/status' }
const NAME = { 'zh-CN': '示例平台', en: 'Sample platform' }
const ENTERPRISE = '湖州安吉绿竹生态科技有限公司'
const USCC = '91330521MA20K9W75L'

/** One code in every form it has. */
export interface Sample {
  readonly link: string
  readonly digits: string
  /** The SD-JWT text. */
  readonly text: string
}

/** An issuer, what a verifier needs to know of it, and codes it signed. */
export interface SampleIssuer {
  readonly trust: TrustList
  readonly statusLists: Readonly<Record<string, string>>
  readonly publicKey: CryptoKey
  readonly codes: Readonly<Record<CodeKind, readonly Sample[]>>
}

/** C1: printed. C2: printed with the enterprise's name. P1: shown by its holder. */
export type CodeKind = 'C1' | 'C2' | 'P1'

/** Makes an issuer with so many codes of each kind. */
export async function makeSamples(count: number): Promise<SampleIssuer> {
  const jwk = await generateIssuerKey()
  const key = await importIssuerKey(jwk, ISSUER)
  return {
    ...(await makeKnowledge(jwk)),
    publicKey: asCryptoKey(await importJWK(key.publicJwk, 'ES256')),
    codes: {
      C1: await signMany(count, key),
      C2: await signMany(count, key, ENTERPRISE),
      P1: await presentMany(count, key),
    },
  }
}

/** The trust list and the status lists for the code key of this JWK. */
export async function makeKnowledge(jwk: JWK): Promise<Pick<SampleIssuer, 'trust' | 'statusLists'>> {
  const window = { nbf: NOW - 86400, exp: NOW + 86400 }
  const statusJwk = await generateIssuerKey()
  const keys = [
    await buildTrustedKey(jwk, { use: 'code', ...window }),
    await buildTrustedKey(statusJwk, { use: 'status', ...window }),
  ]
  const issuer = { ...ISSUER, name: NAME, regions: ['3305'], keys }
  const uri = `${ISSUER.status}/0`
  const statusKey = await importSigningKey(statusJwk)
  return {
    trust: { seq: 1, iat: NOW, exp: NOW + 86400, issuers: [issuer] },
    statusLists: { [uri]: await signStatusList(createStatusList({ uri }), statusKey, { iat: NOW }) },
  }
}

/** Printed codes that differ in their place on the status list, and so in their signature. */
export async function signMany(count: number, key: IssuerKey, name?: string): Promise<Sample[]> {
  const codes = Array.from({ length: count }, (_, index) =>
    signCode(
      { uscc: USCC, lifetime: '1y', status: { list: 0, index }, issuedAt: NOW, ...(name && { name }) },
      key,
    ),
  )
  return (await Promise.all(codes)).map(({ link, digits, credential }) => ({
    link,
    digits,
    text: credential,
  }))
}

/** The sample of a number, over and over again. */
export function sampleAt<Value>(samples: readonly Value[], number: number): Value {
  const sample = samples[number % samples.length]
  if (sample === undefined) throw new Error('there are no samples')
  return sample
}

async function presentMany(count: number, key: IssuerKey): Promise<Sample[]> {
  const codes = Array.from({ length: count }, async (_, index) => {
    const holder = await generateHolderKey()
    const request = { uscc: USCC, lifetime: '1y', status: { list: 0, index }, issuedAt: NOW } as const
    const code = await signCode({ ...request, holder: holder.publicJwk }, key)
    const { link, digits, credential } = await presentCode(code, holder, { at: NOW })
    return { link, digits, text: credential }
  })
  return Promise.all(codes)
}

/** What jose imports a public JWK as. */
export function asCryptoKey(key: CryptoKey | Uint8Array): CryptoKey {
  if (key instanceof CryptoKey) return key
  throw new TypeError('a public JWK is imported as a CryptoKey')
}
