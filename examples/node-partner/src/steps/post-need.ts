/** 发布融资需求: what the enterprise needs, with what banks that take it up may read. */
import assert from 'node:assert/strict'
import { newIdempotencyKey } from '@qiyema/core'
import { yuan } from '@qiyema/core/contract'
import type { Enterprise } from '../cast.ts'
import { dayIn } from '../days.ts'
import { say } from '../tell.ts'

export interface PostedNeed {
  readonly id: string
  readonly consentId: string
}

export async function postNeed({ client: { finance } }: Enterprise): Promise<PostedNeed> {
  // Made when the form opens, and kept until the answer is there.
  const idempotencyKey = newIdempotencyKey()
  const post = () =>
    finance.needs.submit(
      {
        amount: yuan(1_000_000),
        tenorMonths: 12,
        purpose: 'working-capital',
        description: '采购定位板卡元器件',
        contactName: '财务负责人（示例）',
        contactPhone: '0572-00000202',
        consent: {
          scopes: ['entity.profile', 'tax.summary', 'credit.enterprise'],
          until: dayIn(60),
          isContactAgreed: true,
        },
      },
      { idempotencyKey },
    )
  const need = await post()
  assert.equal(need.state, 'open')
  assert.deepEqual(need.places, { taken: 0, all: 3 })
  say('It posts a need of a million yuan, with a place for three banks.')

  assert.deepEqual(await post(), need)
  say('Pressed twice, it is one need: the idempotency key says so.')
  return { id: need.id, consentId: need.consentId }
}
