/** Loans as a model that fits on a page, and the platform held to it over whatever banks, an enterprise and time may do. */
import { yuan } from '@qiyema/core/contract'
import * as fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { failureOf } from '../../../test/failure-of.js'
import { DAY, dayIn, forgetLoans, offerOf, posted } from '../../../test/finance-scene.js'
import { openWorld, type World } from '../../../test/world.js'
import { momentOf } from '../../calendar/shanghai-time.js'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const BANKS = [1, 2, 3, 4]
/** The fourth has no product. */
const LENDERS = [1, 2, 3]
const PLACES = 3
const LIVE = [
  'claimed',
  'contacted',
  'materials-requested',
  'offered',
  'accepted',
  'credit-granted',
  'signed',
  'paid-out',
]
const WON = ['accepted', 'credit-granted', 'signed', 'paid-out']

interface Held {
  readonly id: string
  readonly claimedAt: number
  state: string
  offerId?: string | undefined
  endsAt?: number | undefined
  halvesPaid: number
}

interface Model {
  need: 'open' | 'accepted' | 'withdrawn' | 'expired' | 'closed'
  readonly needEndsAt: number
  readonly held: Map<number, Held>
}

interface Real {
  readonly needId: string
}

const ACTIONS = ['contact', 'ask', 'offer', 'accept', 'credit', 'sign', 'pay', 'refuse', 'decline'] as const
type Action = (typeof ACTIONS)[number]

const FROM: Readonly<Record<Action, readonly string[]>> = {
  contact: ['claimed'],
  ask: ['contacted', 'materials-requested'],
  offer: ['contacted', 'materials-requested', 'offered'],
  accept: ['offered'],
  credit: ['accepted'],
  sign: ['credit-granted'],
  pay: ['signed', 'paid-out'],
  refuse: ['claimed', 'contacted', 'materials-requested', 'offered', 'accepted', 'credit-granted'],
  decline: ['claimed', 'contacted', 'materials-requested', 'offered'],
}

const TO: Readonly<Record<Action, string>> = {
  contact: 'contacted',
  ask: 'materials-requested',
  offer: 'offered',
  accept: 'accepted',
  credit: 'credit-granted',
  sign: 'signed',
  pay: 'paid-out',
  refuse: 'declined-by-bank',
  decline: 'declined-by-enterprise',
}

const instant = () => world.now().getTime()
const live = ({ held }: Model) => [...held.values()].filter(({ state }) => LIVE.includes(state))

/** What the platform should say to a step. */
function expectedOf(action: Action, { state, offerId, halvesPaid }: Held): string {
  if (action === 'accept' && offerId !== undefined && ['closed', 'expired'].includes(state))
    return 'offer_closed'
  return FROM[action].includes(state) && (action !== 'pay' || halvesPaid < 2) ? 'none' : 'impossible_step'
}

function expectedOfClaim(model: Model, bank: number): string {
  if (model.held.has(bank)) return 'already_claimed_by_you'
  if (model.need !== 'open' || model.needEndsAt <= instant()) return 'need_closed'
  return live(model).length < PLACES ? 'none' : 'claims_exhausted'
}

/** When an application ends by itself in the state that it has just come to. */
function endOf(action: Action, held: Held): number | undefined {
  if (action === 'contact') return held.claimedAt + 9 * DAY
  if (action === 'ask') return held.endsAt
  if (action === 'offer') return momentOf(dayIn(world, 10), '24:00').getTime()
  return action === 'credit' ? instant() + 30 * DAY : undefined
}

/** What time and the steps of others do. */
function settle(model: Model): void {
  for (const held of live(model))
    if (held.endsAt !== undefined && held.endsAt <= instant()) held.state = 'expired'
  const isFree = live(model).length === 0
  if (model.need === 'accepted' && isFree) model.need = 'closed'
  if (model.need === 'open' && isFree && model.needEndsAt <= instant()) model.need = 'expired'
}

async function expectSame(model: Model, { needId }: Real): Promise<void> {
  const need = await world.operator('ent-02').finance.needs.read({ needId })
  const taken = live(model).length
  const isFull = model.need === 'open' && (taken >= PLACES || model.needEndsAt <= instant())
  expect(need.state).toBe(isFull ? 'full' : model.need)
  expect(need.places).toEqual({ taken, all: PLACES })
  expect(taken).toBeLessThanOrEqual(PLACES)
  const states = new Map(need.applications.map(({ id, state }) => [id, state]))
  expect(states).toEqual(new Map([...model.held.values()].map(({ id, state }) => [id, state])))
  expect(need.applications.filter(({ state }) => WON.includes(state)).length).toBeLessThanOrEqual(1)
}

async function claim(bank: number, model: Model, { needId }: Real): Promise<void> {
  const expected = expectedOfClaim(model, bank)
  const claiming = world.bank(bank).finance.queue.claim({ needId })
  expect(await failureOf(claiming)).toBe(expected)
  if (expected !== 'none') return
  const { id } = await claiming
  model.held.set(bank, {
    id,
    claimedAt: instant(),
    state: 'claimed',
    endsAt: instant() + 3 * DAY,
    halvesPaid: 0,
  })
}

async function take(action: Action, bank: number, model: Model): Promise<void> {
  const held = model.held.get(bank)
  if (!held) return
  const expected = expectedOf(action, held)
  const taking = request(action, bank, held)
  expect([action, (await failureOf(taking)).split(' ')[0]]).toEqual([action, expected])
  if (expected !== 'none') return
  const { offer } = await taking
  Object.assign(held, { endsAt: endOf(action, held), state: TO[action], offerId: offer?.id })
  if (action === 'pay') held.halvesPaid += 1
  if (action !== 'accept') return
  for (const other of live(model)) if (other !== held) other.state = 'closed'
  model.need = 'accepted'
}

function request(action: Action, bank: number, { id: applicationId, offerId }: Held) {
  const { applications } = world.bank(bank).finance
  const own = world.operator('ent-02').finance.applications
  switch (action) {
    case 'contact':
      return applications.contact({ applicationId })
    case 'ask':
      return applications.askMaterials({ applicationId, materials: [{ name: '报表', required: true }] })
    case 'offer':
      return applications.offer({ applicationId, ...offerOf(world, bank), amount: yuan(1_000_000) })
    case 'accept':
      return own.accept({ applicationId, offerId: offerId ?? 'off_00000000000000000000000000' })
    case 'credit':
      return applications.grantCredit({ applicationId, amount: yuan(600_000) })
    case 'sign':
      return applications.sign({ applicationId })
    case 'pay':
      return applications.disburse({ applicationId, amount: yuan(300_000) })
    case 'refuse':
      return applications.decline({ applicationId })
    case 'decline':
      return own.decline({ applicationId })
  }
}

async function withdraw(model: Model, { needId }: Real): Promise<void> {
  const isBound = live(model).some(({ state }) => ['signed', 'paid-out'].includes(state))
  const isPossible = ['open', 'accepted'].includes(model.need) && !isBound
  const outcome = await failureOf(world.operator('ent-02').finance.needs.withdraw({ needId }))
  expect(['withdraw', outcome.split(' ')[0]]).toEqual(['withdraw', isPossible ? 'none' : 'impossible_step'])
  if (!isPossible) return
  for (const held of live(model)) held.state = 'withdrawn'
  model.need = 'withdrawn'
}

/** One that leads on, of all that are possible: else few would ever come to a loan. */
async function goOn(choice: number, model: Model, real: Real): Promise<void> {
  const claims = BANKS.filter(bank => expectedOfClaim(model, bank) === 'none').map(
    bank => () => claim(bank, model, real),
  )
  const steps = [...model.held].flatMap(([bank, held]) =>
    ACTIONS.filter(action => !['refuse', 'decline'].includes(action))
      .filter(action => action !== 'offer' || LENDERS.includes(bank))
      .filter(action => expectedOf(action, held) === 'none')
      .map(action => () => take(action, bank, model)),
  )
  const moves = [...claims, ...steps]
  await moves[choice % moves.length]?.()
}

/** States that an application was ever in. */
const reached = new Set<string>()

type Command = fc.AsyncCommand<Model, Real>

function command(name: string, run: (model: Model, real: Real) => Promise<void>): Command {
  return {
    check: () => true,
    async run(model, real) {
      await run(model, real)
      settle(model)
      await expectSame(model, real)
      for (const { state } of model.held.values()) reached.add(state)
    },
    toString: () => name,
  }
}

const bank = fc.constantFrom(...BANKS)
const onward = fc.nat(59).map(choice => command(`on ${choice}`, (model, real) => goOn(choice, model, real)))
const anything = fc
  .tuple(fc.constantFrom(...ACTIONS), fc.constantFrom(...LENDERS))
  .map(([action, who]) => command(`${action} by ${who}`, model => take(action, who, model)))
const COMMANDS = [
  onward,
  onward,
  onward,
  onward,
  anything,
  anything,
  bank.map(who => command(`claim by ${who}`, (model, real) => claim(who, model, real))),
  fc.constantFrom(1, 3, 8).map(days => command(`${days} days`, () => world.advance(days * DAY))),
  fc.constant(command('withdraw', withdraw)),
]

test('whatever banks, an enterprise and time do, an application is where the model has it, and no place is taken twice', async () => {
  reached.clear()
  await fc.assert(
    fc.asyncProperty(fc.commands(COMMANDS, { maxCommands: 40, size: 'max' }), async commands => {
      await forgetLoans(world)
      const consent = {
        scopes: ['tax.summary' as const],
        until: dayIn(world, 300),
        isContactAgreed: true as const,
      }
      const { id: needId } = await posted(world, 'ent-02', { consent })
      const model: Model = { need: 'open', needEndsAt: instant() + 30 * DAY, held: new Map() }
      await fc.asyncModelRun(() => ({ model, real: { needId } }), commands)
    }),
    { numRuns: 12 },
  )
  // A model that nothing happens in would hold of any platform.
  expect(reached.size).toBeGreaterThan(5)
}, 300_000)
