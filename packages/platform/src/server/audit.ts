/** The audit trail of a platform, verified beside it by whoever runs it or looks after who does. */
import type { JWK } from 'jose'
import { type AuditVerdict, verifyAudit } from '../audit/verify.js'
import { openKeys } from '../keys/key-file.js'
import { publicHalf } from '../keys/private-jwk.js'
import { openStore } from '../store/open-store.js'
import type { Configuration } from './configuration.js'

export interface VerifyTrailOptions {
  /** Keys that heads were signed with, by `kid`; the platform's own of today unless given. */
  readonly publicKeys?: readonly JWK[]
  /** The head of an earlier verdict: a trail that was cut off together with its heads is found by it. */
  readonly kept?: AuditVerdict['head']
}

/**
 * Verifies the audit trail of the platform that a configuration is of. One on PostgreSQL may run meanwhile.
 *
 * @throws {SetUpError} where its store or its keys cannot be opened
 *
 * @example
 * ```ts
 * const { damage, head } = await verifyTrailOf(readConfiguration(process.env))
 * ```
 */
export async function verifyTrailOf(
  configuration: Configuration,
  { publicKeys, kept }: VerifyTrailOptions = {},
): Promise<AuditVerdict> {
  const keys = publicKeys ?? [publicHalf((await openKeys(configuration)).audit)]
  const store = await openStore({ ...configuration, folder: configuration.dataFolder, now: () => new Date() })
  try {
    return await verifyAudit(store, keys, kept ? { kept } : {})
  } finally {
    await store.close()
  }
}
