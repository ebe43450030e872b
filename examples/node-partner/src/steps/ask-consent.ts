/** 授权: a bank asks, the enterprise gives less than was asked, and every read is on record. */
import assert from 'node:assert/strict'
import type { Scope } from '@qiyema/core/contract'
import { createRemoteJWKSet, jwtVerify } from 'jose'
import type { Bank, Enterprise } from '../cast.ts'
import { dayIn } from '../days.ts'
import type { Platform } from '../platform.ts'
import { refusalOf } from '../refusals.ts'
import { say } from '../tell.ts'

const GIVEN: Scope[] = ['entity.profile', 'tax.summary', 'credit.enterprise']

export interface GivenConsent {
  readonly id: string
}

export async function askConsent(
  platform: Platform,
  enterprise: Enterprise,
  bank: Bank,
): Promise<GivenConsent> {
  const { consent } = bank.client
  const { id: consentId, state } = await consent.request({
    uscc: enterprise.uscc,
    purpose: 'policy-advice',
    scopes: [...GIVEN, 'operations.summary'],
    until: dayIn(90),
    reason: '为企业推荐适合的政策与贷款',
  })
  assert.equal(state, 'requested')
  assert.equal(await refusalOf(consent.facts({ consentId })), 'consent_required')
  say('The bank asks for four scopes and ninety days; until it is answered it reads nothing.')

  const given = await enterprise.client.consent.approve({
    consentId,
    scopes: GIVEN,
    until: dayIn(30),
  })
  assert.equal(given.state, 'active')
  say('The enterprise gives three of them, for thirty days.')

  const { facts } = await consent.facts({ consentId })
  const taxGrade = facts.find(({ id }) => id === 'credit.taxGrade')
  assert.equal(taxGrade?.value, 'A')
  assert.ok(facts.every(({ source, asOf }) => source !== '' && Date.parse(asOf) <= Date.now()))
  assert.equal(
    facts.some(({ id }) => id === 'ops.revenueYuan'),
    false,
  )
  const { items: dictionary } = await bank.client.facts.list()
  const { label, owner } = dictionary.find(({ id }) => id === taxGrade?.id) ?? {}
  assert.equal(owner?.id, taxGrade?.owner)
  say(
    `The bank reads ${facts.length} facts, each with its source and its day: ${label?.['zh-CN']} ${taxGrade?.value}, from ${owner?.name['zh-CN']}.`,
  )

  const { items: reads } = await enterprise.client.consent.reads({ consentId })
  assert.deepEqual(
    reads.map(({ recipient }) => recipient.id),
    [bank.clientId],
  )
  assert.deepEqual(reads[0]?.facts.toSorted(), facts.map(({ id }) => id).toSorted())
  say('The enterprise sees who read what, and when.')

  const receipt = await consent.receipt({ consentId })
  assert.equal(await enterprise.client.consent.receipt({ consentId }), receipt)
  const stated = await verifyReceipt(platform, receipt)
  assert.equal(stated.jti, consentId)
  say('Both keep the same receipt, signed by the platform: jose verifies it with the published keys.')
  return { id: consentId }
}

async function verifyReceipt({ baseUrl }: Platform, receipt: string) {
  const keys = createRemoteJWKSet(new URL('/.well-known/jwks.json', baseUrl))
  const options = { issuer: baseUrl, typ: 'qym-receipt+jwt', algorithms: ['ES256'] }
  return (await jwtVerify(receipt, keys, options)).payload
}
