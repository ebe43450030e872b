/**
 * An office that may speak for every region at any time, and a verifier that asks for no status: where these are the
 * place of a test, nothing but the format and its signatures stands between a code and `valid`.
 */
import { generateKeyPairSync } from 'node:crypto'
import type { JWK } from 'jose'
import { type IssuerKey, importIssuerKey } from '../src/code/sign/issuer-key.js'
import { generateSm2Key, sm2 } from '../src/code/suites/sm2.js'
import { buildTrustedKey } from '../src/code/trust/build-trust-list.js'
import { createVerifier, type Verifier } from '../src/code/verify/verify.js'

export interface WideOffice {
  readonly key: IssuerKey
  readonly verifier: Verifier
}

export type Alg = 'ES256' | 'EdDSA' | 'SGD_SM3_SM2'

export const ISSUER = { iss: 'https://qym.example', status: 'https://qym.example/status' }

/** Opens such an office under a new key. */
export async function openWideOffice(alg: Alg = 'ES256'): Promise<WideOffice> {
  const jwk = makeKey(alg)
  const key = await importIssuerKey(jwk, ISSUER, { suites: [sm2] })
  const keys = [await buildTrustedKey(jwk, { use: 'code', nbf: 0, exp: 2 ** 40 })]
  const name = { 'zh-CN': '示例平台', en: 'Sample platform' }
  const issuers = [{ ...ISSUER, name, regions: [...'0123456789'], keys }]
  const trust = { seq: 1, iat: 0, exp: 2 ** 40, issuers }
  return { key, verifier: createVerifier({ trust, suites: [sm2], requireStatus: false }) }
}

function makeKey(alg: Alg): JWK {
  if (alg === 'SGD_SM3_SM2') return generateSm2Key()
  const { privateKey } =
    alg === 'EdDSA' ? generateKeyPairSync('ed25519') : generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return privateKey.export({ format: 'jwk' }) as JWK
}
