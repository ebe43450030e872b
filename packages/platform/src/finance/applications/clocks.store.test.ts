/** Clocks: seen while they run, and what ends when they have run out, with or without a job that comes by. */
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
  posted,
  toldOf,
} from '../../../test/finance-scene.js'
import { openWorld, type World } from '../../../test/world.js'
import { momentOf } from '../../calendar/shanghai-time.js'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())
beforeEach(() => forgetLoans(world))

/** A sweep comes by as often. */
const MINUTE = 60_000

const bank = () => world.bank(1).finance.applications
const enterprise = () => world.operator('ent-02').finance.applications
const needs = () => world.operator('ent-02').finance.needs
const later = (milliseconds: number) => new Date(world.now().getTime() + milliseconds).toISOString()

/** Its time has run out, and no job has come by. */
async function runOut(applicationId: string): Promise<void> {
  await world.store.transact({ kind: 'platform' }, db =>
    db
      .updateTable('loan_applications')
      .set({ expires_at: world.now() })
      .where('id', '=', applicationId)
      .execute(),
  )
}

describe('a clock', () => {
  test('of a need nobody has taken up is late after a day, and ends nothing', async () => {
    const { id: needId } = await posted(world)
    await world.advance(DAY)
    const { state, clocks } = await needs().read({ needId })
    expect([state, clocks]).toEqual([
      'open',
      [{ name: 'respond', dueAt: world.now().toISOString(), isOverdue: true }],
    ])
    expect(await failureOf(claimed(world, needId))).toBe('none')
  })

  test('gives a bank three days to get in touch, and nine to decide', async () => {
    const { id: needId } = await posted(world)
    const [contactBy, decideBy] = [later(3 * DAY), later(9 * DAY)]
    const decide = { name: 'decide', dueAt: decideBy, isOverdue: false }
    const { clocks } = await claimed(world, needId)
    expect(clocks).toEqual([{ name: 'contact', dueAt: contactBy, isOverdue: false }, decide])
    const { id: other } = await contacted(world, needId, 2)
    expect((await world.bank(2).finance.applications.read({ applicationId: other })).clocks).toEqual([decide])
  })

  test('gives the enterprise until the end of the offer’s last day to accept', async () => {
    const { id: needId } = await posted(world)
    const validUntil = dayIn(world, 2)
    const { id: applicationId, clocks, offer } = await offered(world, needId, 1, { validUntil })
    const dueAt = momentOf(validUntil, '24:00').toISOString()
    expect(clocks).toEqual([{ name: 'accept', dueAt, isOverdue: false }])
    await world.advance(new Date(dueAt).getTime() - world.now().getTime() - 1)
    expect((await enterprise().read({ applicationId })).state).toBe('offered')
    await world.advance(1)
    const accept = enterprise().accept({ applicationId, offerId: offerIdOf({ offer }) })
    expect(await failureOf(accept)).toBe('offer_closed')
  })

  test('that the bank keeps after an accepted offer is late, and does not undo what was agreed', async () => {
    const { id: needId } = await posted(world)
    const { id: applicationId } = await accepted(world, needId)
    await world.advance(9 * DAY)
    const { state, clocks } = await enterprise().read({ applicationId })
    expect([state, clocks]).toEqual([
      'accepted',
      [{ name: 'decide', dueAt: world.now().toISOString(), isOverdue: true }],
    ])
    expect(await failureOf(bank().grantCredit({ applicationId, amount: yuan(800_000) }))).toBe('none')
  })

  test('of a credit runs for thirty days, or until its own last day; then the need is closed', async () => {
    const { id: needId } = await posted(world)
    const { id: applicationId } = await accepted(world, needId)
    const signBy = later(30 * DAY)
    const granted = await bank().grantCredit({ applicationId, amount: yuan(800_000) })
    expect(granted.clocks).toEqual([{ name: 'sign', dueAt: signBy, isOverdue: false }])
    await world.advance(30 * DAY)
    expect(await failureOf(bank().sign({ applicationId }))).toBe('impossible_step expired ')
    expect(await needs().read({ needId })).toMatchObject({
      state: 'closed',
      places: { taken: 0 },
      timeline: [{ state: 'open' }, { state: 'accepted' }, { state: 'closed', by: 'platform' }],
    })
  })
})

describe('a bank that does not get in touch', () => {
  test('loses its place to another, and what it could read, and is told so', async () => {
    const { id: needId } = await posted(world)
    const one = await claimed(world, needId, 1)
    await contacted(world, needId, 2)
    await contacted(world, needId, 3)
    await world.advance(3 * DAY - 1)
    expect(await failureOf(claimed(world, needId, 4))).toBe('claims_exhausted')
    await world.advance(MINUTE)
    const expired = await bank().read({ applicationId: one.id })
    expect(expired).toMatchObject({ state: 'expired', consent: { state: 'expired' }, clocks: [] })
    expect(expired.timeline.at(-1)).toEqual({
      state: 'expired',
      at: world.now().toISOString(),
      by: 'platform',
    })
    expect(await toldOf(world, one.id)).toEqual(['claimed', 'expired'])
    expect(await actionsOn(world, one.id)).toEqual(['application.claim', 'application.expire'])
    expect(await failureOf(bank().facts({ applicationId: one.id }))).toBe('consent_ended')
    expect((await world.bank(4).finance.queue.list()).items.map(({ id }) => id)).toEqual([needId])
    expect(await failureOf(claimed(world, needId, 4))).toBe('none')
    expect((await needs().read({ needId })).places).toEqual({ taken: 3, all: 3 })
  })

  test('is expired once, however often the job comes by', async () => {
    const { id: needId } = await posted(world)
    const { id } = await claimed(world, needId)
    await world.advance(3 * DAY)
    await world.advance(HOUR)
    expect(await toldOf(world, id)).toEqual(['claimed', 'expired'])
  })

  test('that gets in touch has until the ninth day to decide', async () => {
    const { id: needId } = await posted(world)
    const { id: applicationId } = await contacted(world, needId)
    await world.advance(9 * DAY - 1)
    expect((await bank().read({ applicationId })).state).toBe('contacted')
    await world.advance(1)
    expect((await bank().read({ applicationId })).state).toBe('expired')
  })
})

describe('before a job comes by', () => {
  test('what has run out is seen as expired, gives its place up, and takes no step', async () => {
    const { id: needId } = await posted(world)
    const one = await claimed(world, needId, 1)
    for (const number of [2, 3]) await claimed(world, needId, number)
    await runOut(one.id)
    const seen = await bank().read({ applicationId: one.id })
    expect(seen).toMatchObject({ state: 'expired', clocks: [] })
    expect(seen).not.toHaveProperty('contact')
    expect(await failureOf(bank().contact({ applicationId: one.id }))).toBe('impossible_step expired ')
    expect((await bank().list({ state: 'expired' })).items.map(({ id }) => id)).toEqual([one.id])
    expect((await bank().list({ state: 'claimed' })).items).toEqual([])
    expect(await needs().read({ needId })).toMatchObject({ state: 'open', places: { taken: 2 } })
    expect(await failureOf(claimed(world, needId, 4))).toBe('none')
  })

  test('its facts are as closed as its application', async () => {
    const { id: needId } = await posted(world)
    const { id: applicationId } = await claimed(world, needId)
    await runOut(applicationId)
    expect(await failureOf(bank().facts({ applicationId }))).toBe('consent_ended')
    expect(await bank().read({ applicationId })).toMatchObject({ consent: { state: 'expired' } })
  })

  test('it is neither closed by another’s acceptance nor withdrawn with its need: it expired', async () => {
    const { id: needId } = await posted(world)
    const late = await claimed(world, needId, 1)
    const { id: other } = await posted(world)
    const alsoLate = await claimed(world, other, 1)
    await runOut(late.id)
    await runOut(alsoLate.id)
    await accepted(world, needId, 2)
    await needs().withdraw({ needId: other })
    expect(await toldOf(world, late.id)).toEqual(['claimed', 'expired'])
    expect(await toldOf(world, alsoLate.id)).toEqual(['claimed', 'expired'])
  })
})
