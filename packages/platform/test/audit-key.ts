/** A key for heads of audit trails in tests. */
import { exportJWK, generateKeyPair, type JWK } from 'jose'

export interface AuditKey {
  readonly privateJwk: JWK
  readonly publicJwk: JWK
}

export async function newAuditKey(kid = 'audit-1'): Promise<AuditKey> {
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true })
  return {
    privateJwk: { ...(await exportJWK(privateKey)), kid },
    publicJwk: { ...(await exportJWK(publicKey)), kid },
  }
}
