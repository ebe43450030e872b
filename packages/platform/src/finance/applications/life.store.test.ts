/** The whole life of an application, step by step, and every step that is not possible where it stands. */
import { yuan } from '@qiyema/core/contract'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { actionsOn } from '../../../test/consent-scene.js'
import { failureOf } from '../../../test/failure-of.js'
import {
  accepted,
  claimed,
  contacted,
  DAY,
  dayIn,
  forgetLoans,
  HOUR,
  offered,
  offerIdOf,
  offerOf,
  paidOut,
  posted,
  signed,
  toldOf,
} from '../../../test/finance-scene.js'
import { openWorld, type World } from '../../../test/world.js'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())
beforeEach(() => forgetLoans(world))

const bank = () => world.bank(1).finance.applications
const enterprise = () => world.operator('ent-02').finance.applications
const moment = (milliseconds = 0) => new Date(world.now().getTime() + milliseconds).toISOString()

test('an application goes from a claim to a loan that is paid out, and tells both sides who did what, and when', async () => {
  const { id: needId } = await posted(world)
  const { id: applicationId } = await claimed(world, needId)
  const at = moment()
  await world.advance(HOUR)
  await bank().contact({ applicationId, note: '已电话联系' })
  await bank().askMaterials({ applicationId, materials: [{ name: '近一年报表', required: true }] })
  const offer = await bank().offer({ applicationId, ...offerOf(world, 1), conditions: '按月付息' })
  expect(offer).toMatchObject({
    state: 'offered',
    offer: {
      productId: 'prd-01',
      amount: yuan(800_000),
      annualRate: 0.0385,
      rateMethod: 'simple',
      conditions: '按月付息',
      offeredAt: moment(),
    },
  })
  await world.advance(HOUR)
  const yes = await enterprise().accept({ applicationId, offerId: offerIdOf(offer) })
  expect(yes.state).toBe('accepted')
  const until = dayIn(world, 20)
  const credit = await bank().grantCredit({ applicationId, amount: yuan(700_000), until })
  expect(credit).toMatchObject({
    state: 'credit-granted',
    credit: { amount: yuan(700_000), decidedAt: moment(), until },
  })
  expect(credit).not.toHaveProperty('signedAt')
  const contract = await bank().sign({ applicationId })
  expect(contract).toMatchObject({ state: 'signed', signedAt: moment() })
  expect(contract).not.toHaveProperty('disbursement')
  const partly = await bank().disburse({ applicationId, amount: yuan(300_000) })
  expect(partly.disbursement).toEqual({ state: 'partly', paidOut: yuan(300_000), lastAt: moment() })
  await world.advance(DAY)
  const fully = await bank().disburse({ applicationId, amount: yuan(400_000) })
  expect(fully).toMatchObject({
    state: 'paid-out',
    disbursement: { state: 'fully', paidOut: yuan(700_000), lastAt: moment() },
    clocks: [],
  })
  expect(fully.timeline.map(({ state, by, note }) => [state, by, note])).toEqual([
    ['claimed', 'bank', undefined],
    ['contacted', 'bank', '已电话联系'],
    ['materials-requested', 'bank', undefined],
    ['offered', 'bank', undefined],
    ['accepted', 'enterprise', undefined],
    ['credit-granted', 'bank', undefined],
    ['signed', 'bank', undefined],
    ['paid-out', 'bank', undefined],
    ['paid-out', 'bank', undefined],
  ])
  expect(fully.timeline[0]?.at).toBe(at)
  const { contact, ...shared } = fully
  expect(contact).toBeDefined()
  expect(await enterprise().read({ applicationId })).toEqual(shared)
  expect(await toldOf(world, applicationId)).toEqual(fully.timeline.map(({ state }) => state))
  expect(await actionsOn(world, applicationId)).toEqual([
    'application.claim',
    'application.contact',
    'application.ask-materials',
    'application.offer',
    'application.accept',
    'application.grant-credit',
    'application.sign',
    'application.disburse',
    'application.disburse',
  ])
})

/** By where an application stands: how it gets there, and what either side may do then. */
const STANDS = [
  ['claimed', claimed, 'contact decline', 'decline'],
  ['contacted', contacted, 'askMaterials offer decline', 'decline'],
  ['offered', offered, 'offer decline', 'accept decline supply'],
  ['accepted', accepted, 'grantCredit decline', 'supply'],
  ['signed', signed, 'disburse', ''],
  ['paid-out', paidOut, '', ''],
] as const

describe.each(STANDS)('one that is %s', (state, reach, ofBank, ofEnterprise) => {
  test('takes the steps that are possible there, and no other, whichever side tries', async () => {
    const { id: needId } = await posted(world)
    const { id: applicationId } = await reach(world, needId)
    const before = await enterprise().read({ applicationId })
    const money = yuan(1_000)
    const steps: Readonly<Record<string, () => PromiseLike<unknown>>> = {
      contact: () => bank().contact({ applicationId }),
      askMaterials: () =>
        bank().askMaterials({ applicationId, materials: [{ name: '报表', required: true }] }),
      offer: () => bank().offer({ applicationId, ...offerOf(world, 1) }),
      grantCredit: () => bank().grantCredit({ applicationId, amount: money }),
      sign: () => bank().sign({ applicationId }),
      disburse: () => bank().disburse({ applicationId, amount: money }),
      decline: () => bank().decline({ applicationId }),
    }
    for (const [name, take] of Object.entries(steps))
      if (!ofBank.split(' ').includes(name))
        expect([name, await failureOf(take())]).toEqual([name, refusal(state, ofBank)])
    if (!ofEnterprise.includes('decline'))
      expect(await failureOf(enterprise().decline({ applicationId }))).toBe(refusal(state, ofEnterprise))
    if (!ofEnterprise.includes('accept')) {
      const accept = enterprise().accept({
        applicationId,
        offerId: before.offer?.id ?? 'off_00000000000000000000000000',
      })
      expect(await failureOf(accept)).toBe(refusal(state, ofEnterprise))
    }
    expect(await enterprise().read({ applicationId })).toEqual(before)
  })
})

function refusal(state: string, possible: string): string {
  const steps = possible.split(' ').filter(step => step !== '')
  return `impossible_step ${state} ${steps.toSorted(byContract).join(' ')}`
}

const CONTRACT_ORDER = [
  'contact',
  'askMaterials',
  'supply',
  'offer',
  'accept',
  'grantCredit',
  'sign',
  'disburse',
  'decline',
]
const byContract = (one: string, other: string) => CONTRACT_ORDER.indexOf(one) - CONTRACT_ORDER.indexOf(other)

describe('money', () => {
  test('is granted up to what was offered, and for days to come', async () => {
    const { id: needId } = await posted(world)
    const { id: applicationId } = await accepted(world, needId)
    const grant = (amount: number, until?: string) =>
      failureOf(
        bank().grantCredit({ applicationId, amount: yuan(amount), ...(until !== undefined && { until }) }),
      )
    expect(await grant(800_001)).toBe('invalid_fields /amount/amountFen too_great')
    expect(await grant(0)).toBe('invalid_fields /amount/amountFen too_small')
    expect(await grant(800_000, dayIn(world, -1))).toBe('invalid_fields /until too_early')
    expect(await grant(800_000, dayIn(world, 0))).toBe('none')
  })

  test('is signed for on a day between the credit and today', async () => {
    const { id: needId } = await posted(world)
    const { id: applicationId } = await accepted(world, needId)
    await bank().grantCredit({ applicationId, amount: yuan(800_000) })
    const granted = dayIn(world, 0)
    await world.advance(2 * DAY)
    const sign = (signedOn: string) => bank().sign({ applicationId, signedOn })
    expect(await failureOf(sign(dayIn(world, -3)))).toBe('invalid_fields /signedOn too_early')
    expect(await failureOf(sign(dayIn(world, 1)))).toBe('invalid_fields /signedOn too_late')
    expect((await sign(granted)).signedAt).toBe(`${granted}T16:00:00.000Z`)
  })

  test('is paid out up to the credit, also when two pay-outs come at once', async () => {
    const { id: needId } = await posted(world)
    const { id: applicationId } = await signed(world, needId)
    const pay = (amount: number) => failureOf(bank().disburse({ applicationId, amount: yuan(amount) }))
    expect(await pay(800_001)).toBe('invalid_fields /amount/amountFen too_great')
    expect(await pay(0)).toBe('invalid_fields /amount/amountFen too_small')
    const both = await Promise.all([pay(500_000), pay(500_000)])
    expect(both.toSorted()).toEqual(['invalid_fields /amount/amountFen too_great', 'none'])
    expect(await pay(300_000)).toBe('none')
    expect(await pay(1)).toBe('impossible_step paid-out ')
  })

  test('whose pay-out was told twice is counted once', async () => {
    const { id: needId } = await posted(world)
    const { id: applicationId } = await signed(world, needId)
    const pay = () =>
      bank().disburse({ applicationId, amount: yuan(100_000) }, { idempotencyKey: `pay-${applicationId}` })
    expect(await pay()).toEqual(await pay())
    const { disbursement } = await enterprise().read({ applicationId })
    expect(disbursement?.paidOut).toEqual(yuan(100_000))
  })
})

test('what is no step of ours is refused: a foreign id, another’s application, a NUL, a fraction', async () => {
  const { id: needId } = await posted(world)
  const { id: applicationId } = await contacted(world, needId)
  const offer = { applicationId, ...offerOf(world, 1) }
  expect(await failureOf(world.bank(2).finance.applications.offer({ ...offer, ...offerOf(world, 2) }))).toBe(
    'not_found',
  )
  expect(await failureOf(bank().offer({ ...offer, applicationId: needId }))).toBe(
    'not_found /applicationId wrong_format',
  )
  expect(await failureOf(bank().offer({ ...offer, conditions: 'a\0b' }))).toBe(
    'malformed_request /conditions nul_character',
  )
  expect(await failureOf(bank().offer({ ...offer, tenorMonths: 1.5 }))).toBe(
    'invalid_fields /tenorMonths not_integer',
  )
})
