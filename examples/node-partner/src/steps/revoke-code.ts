/** 吊销: a code that is revoked, and how everybody learns it. */
import assert from 'node:assert/strict'
import type { Enterprise } from '../cast.ts'
import type { Webhooks } from '../receive-webhooks.ts'
import { say } from '../tell.ts'
import type { Codes } from './issue-codes.ts'
import type { PluggedVerifier } from './verify-offline.ts'

export async function revokeCode(
  { client: { code } }: Enterprise,
  { printed, bound }: Codes,
  verifier: PluggedVerifier,
  webhooks: Webhooks,
): Promise<void> {
  for (const codeId of [printed.id, bound.id]) {
    const revoked = await code.codes.revoke({ codeId, reason: 'misuse' })
    assert.equal(revoked.state, 'revoked')
  }
  assert.equal((await verifier.verify(printed.link)).outcome, 'valid')
  say('The enterprise revokes its codes; a verifier that has not asked since knows no better yet.')

  // Whoever relies on codes asks every few minutes. A bank with a consent of the enterprise is told besides.
  await webhooks.until('code.revoked', printed.id)
  assert.deepEqual((await verifier.refresh()).problems, [])
  const { outcome } = await verifier.verify(printed.link)
  assert.equal(outcome, 'revoked')
  say('The bank is told, its verifier refreshes, and the printed code is what it is: revoked.')
}
