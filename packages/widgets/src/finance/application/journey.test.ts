import { describe, expect, it } from 'vitest'
import { dueOf } from './due.js'
import { journeyOf, lacksMaterials } from './journey.js'
import { type Application, inOrder, isSettled } from './loan.js'

const AT = '2026-03-02T01:00:00.000Z'
const money = (yuan: number) => ({ amountFen: yuan * 100, currency: 'CNY' as const })

function application(states: readonly string[], wishes: Partial<Application> = {}): Application {
  return {
    id: 'loan_1',
    needId: 'need_1',
    state: states.at(-1) ?? 'claimed',
    enterprise: { uscc: '91330521PDY00001X0', name: { 'zh-CN': '示例公司' } },
    bank: { id: 'par-bank01', name: { 'zh-CN': '示例银行' } },
    consent: { id: 'con_1', state: 'active' },
    need: { amount: money(1_000_000), tenorMonths: 12, purpose: 'working-capital' },
    materials: [],
    clocks: [],
    timeline: states.map(state => ({ state, at: AT, by: 'bank' as const })),
    ...wishes,
  }
}

const statesOf = (given: Application) => journeyOf(given).map(({ state }) => state)

describe('the journey of an application', () => {
  it('waits for an offer once a bank has taken the need up, and says nothing of materials yet', () => {
    expect(statesOf(application(['claimed', 'contacted']))).toEqual([
      'done',
      'todo',
      'current',
      'todo',
      'todo',
      'todo',
      'todo',
    ])
  })

  it('waits for materials while one is lacking that must be there, and for the offer after that', () => {
    const asked = { id: 'mtl_1', name: '财务报表', required: true, state: 'asked' as const }
    const lacking = application(['claimed', 'contacted', 'materials-requested'], { materials: [asked] })
    expect(lacksMaterials(lacking)).toBe(true)
    expect(statesOf(lacking).slice(0, 3)).toEqual(['done', 'current', 'todo'])
    const supplied = { ...lacking, materials: [{ ...asked, state: 'supplied' as const }] }
    expect(statesOf(supplied).slice(0, 3)).toEqual(['done', 'done', 'current'])
    const offeredWithout = {
      ...lacking,
      ...application(['claimed', 'materials-requested', 'offered']),
      materials: [asked],
    }
    expect(statesOf(offeredWithout).slice(0, 4)).toEqual(['done', 'current', 'done', 'current'])
  })

  it('keeps acceptance, credit, signature and pay-out apart', () => {
    const accepted = application(['claimed', 'contacted', 'offered', 'accepted'])
    expect(statesOf(accepted)).toEqual(['done', 'unneeded', 'done', 'done', 'current', 'todo', 'todo'])
  })

  it('is at its end only when all has been paid out', () => {
    const states = ['claimed', 'contacted', 'offered', 'accepted', 'credit-granted', 'signed', 'paid-out']
    const paid = (state: 'partly' | 'fully') =>
      application(states, { signedAt: AT, disbursement: { state, paidOut: money(1), lastAt: AT } })
    expect(statesOf(paid('partly')).at(-1)).toBe('current')
    expect(statesOf(paid('fully')).at(-1)).toBe('done')
  })

  it('says where it stopped', () => {
    const declined = application(['claimed', 'contacted', 'offered', 'declined-by-bank'])
    expect(statesOf(declined)).toEqual(['done', 'unneeded', 'done', 'stopped', 'todo', 'todo', 'todo'])
  })
})

it('puts the cheapest offer first, then those without one, then those that are over', () => {
  const offer = (annualRate: number): Application['offer'] => ({
    id: 'off_1',
    productId: 'prd-01',
    amount: money(1),
    tenorMonths: 12,
    annualRate,
    rateMethod: 'simple',
    repayment: 'repay-anytime',
    guarantee: 'credit',
    validUntil: AT,
    offeredAt: AT,
  })
  const ids = inOrder([
    application(['claimed', 'closed'], { id: 'loan_over', offer: offer(0.01) }),
    application(['claimed'], { id: 'loan_none' }),
    application(['claimed', 'offered'], { id: 'loan_dear', offer: offer(0.04) }),
    application(['claimed', 'offered'], { id: 'loan_cheap', offer: offer(0.03) }),
  ]).map(({ id }) => id)
  expect(ids).toEqual(['loan_cheap', 'loan_dear', 'loan_none', 'loan_over'])
})

it('has nothing more to wait for without a need', () => {
  expect(isSettled({ need: undefined, applications: [] })).toBe(true)
})

describe('a clock', () => {
  const clock = (dueAt: string, isOverdue = false) => ({ name: 'contact' as const, dueAt, isOverdue })
  const NOW = Date.parse(AT)

  it('tells what is left', () => {
    expect(dueOf(clock('2026-03-03T04:30:00.000Z'), NOW)).toEqual({ isOverdue: false, days: 1, hours: 3 })
  })

  it('is overdue when its time has passed since it was fetched, and when the platform says so', () => {
    expect(dueOf(clock('2026-02-28T00:59:00.000Z'), NOW)).toEqual({ isOverdue: true, days: 2, hours: 0 })
    expect(dueOf(clock('2026-03-02T01:20:00.000Z', true), NOW).isOverdue).toBe(true)
  })
})
