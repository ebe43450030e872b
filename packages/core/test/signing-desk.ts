/** A small issuing office for tests: one issuer with its keys, its trust list, its status list and a verifier. */
import { expect } from 'vitest'
import {
  generateIssuerKey,
  type IssuerKey,
  importIssuerKey,
  importSigningKey,
} from '../src/code/sign/issuer-key.js'
import type { CodeRequest } from '../src/code/sign/sign.js'
import type { Suite } from '../src/code/suites/suite.js'
import { createStatusList, signStatusList } from '../src/code/trust/build-status-list.js'
import { buildTrustedKey } from '../src/code/trust/build-trust-list.js'
import type { TrustList } from '../src/code/trust/trust-list.js'
import type { VerificationResult } from '../src/code/verify/outcome.js'
import { createVerifier } from '../src/code/verify/verify.js'
import type { QiyemaErrorCode } from '../src/errors.js'

/** A whole minute of November 2026, the present of these tests. */
export const AT = 1795036800
export const USCC = '91330100799655058B'
export const ISSUER = { iss: 'https://qym.example', status: 'https://qym.example/status' } as const

/** A request that can be signed, with changes. */
export function request<Changes extends Partial<CodeRequest>>(changes: Changes) {
  return { uscc: USCC, lifetime: '1y', status: { list: 0, index: 4711 }, issuedAt: AT, ...changes } as const
}

export interface SigningDesk {
  readonly key: IssuerKey
  readonly trust: TrustList
  /** Status list tokens by their address: number 0, in which nothing is set. */
  readonly statusLists: Readonly<Record<string, string>>
  /** Judges for a moment, which is `AT` unless given. */
  verify(text: unknown, at?: number): Promise<VerificationResult>
}

/** Opens an office that signs with this private key, or with a new one on P-256. */
export async function openDesk(
  jwk?: Parameters<typeof buildTrustedKey>[0],
  suites: readonly Suite[] = [],
): Promise<SigningDesk> {
  const key = await importIssuerKey(jwk ?? (await generateIssuerKey()), ISSUER, { suites })
  const statusKey = await importSigningKey(await generateIssuerKey())
  const time = { nbf: AT - 86400, exp: AT + 86400 }
  const keys = [
    await buildTrustedKey(key.publicJwk, { use: 'code', ...time }),
    await buildTrustedKey(statusKey.publicJwk, { use: 'status', ...time }),
  ]
  const name = { 'zh-CN': '示例平台', en: 'Sample platform' }
  const trust = { seq: 1, iat: AT, exp: AT + 86400, issuers: [{ ...ISSUER, name, regions: ['3301'], keys }] }
  const uri = `${ISSUER.status}/0`
  const statusLists = { [uri]: await signStatusList(createStatusList({ uri }), statusKey, { iat: AT }) }
  const verifier = createVerifier({ trust, statusLists, suites })
  return { key, trust, statusLists, verify: (text, at = AT) => verifier.verify(text, { at }) }
}

/** What a rejection with this code looks like to `rejects.toThrow`. */
export function errorWith(code: QiyemaErrorCode): unknown {
  return expect.objectContaining({ name: 'QiyemaError', code })
}

const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n

/** True for a P-256 signature with s in its lower half. */
export function isLowS(signature: Uint8Array): boolean {
  return halfOf(signature) <= ORDER / 2n
}

/** The other signature that verifies wherever this one does. */
export function twinOf(signature: Uint8Array): Uint8Array {
  const hex = (ORDER - halfOf(signature)).toString(16).padStart(64, '0')
  const s = Array.from(hex.matchAll(/../g), ([byte]) => Number.parseInt(byte, 16))
  return new Uint8Array([...signature.subarray(0, 32), ...s])
}

function halfOf(signature: Uint8Array): bigint {
  return signature.subarray(32).reduce((integer, byte) => (integer << 8n) | BigInt(byte), 0n)
}
