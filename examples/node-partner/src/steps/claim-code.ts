/** 领码: the legal representative claims the code of the enterprise, and completes what the platform has to know. */
import assert from 'node:assert/strict'
import type { Enterprise } from '../cast.ts'
import { unlessRefused } from '../refusals.ts'
import { say } from '../tell.ts'

export async function claimCode({ client, uscc, name }: Enterprise): Promise<void> {
  const claimed = await unlessRefused(client.code.claim({ uscc }), 'already_claimed')
  say(claimed ? `${name} has claimed its code.` : `${name} had claimed its code in an earlier run.`)

  const profile = await client.code.profile.complete({
    contactRole: '企业服务专员',
    contactPhone: '0572-00000202',
    address: '德清县舞阳街道示例地信大道9号',
  })
  assert.equal(profile.name['zh-CN'], name)
  assert.deepEqual(profile.missing, [])
  say(`It says where it is and whom to ask; registers know ${profile.facts.length} facts of it.`)
}
