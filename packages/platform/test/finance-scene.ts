/** Enterprises that need money and banks that have it, for tests of loans. */
import { yuan } from '@qiyema/core/contract'
import { createPartnerClient } from '@qiyema/core/partner'
import { exportJWK, generateKeyPair } from 'jose'
import { registerPartnerAccess } from '../src/access/partners.js'
import { daysAfter, legalDateAt } from '../src/calendar/shanghai-time.js'
import { BASE_URL, type World } from './world.js'

export const HOUR = 3600 * 1000
export const DAY = 24 * HOUR

type Operator = ReturnType<World['operator']>
type NeedWishes = Parameters<Operator['finance']['needs']['submit']>[0]
type OfferWishes = Parameters<ReturnType<World['bank']>['finance']['applications']['offer']>[0]

/** What is asked for where a test does not care. */
export const NEED = {
  amount: yuan(1_000_000),
  tenorMonths: 12,
  purpose: 'working-capital',
  contactName: '财务负责人（示例）',
  contactPhone: '0572-00000200',
  consent: { scopes: ['entity.profile', 'tax.summary'], until: '2026-06-30', isContactAgreed: true },
} as const satisfies NeedWishes

/** By the number of the bank whose product it is out of. */
const OFFERS = [
  {
    productId: 'prd-01',
    amount: yuan(800_000),
    tenorMonths: 12,
    annualRate: 0.0385,
    repayment: 'repay-anytime',
    guarantee: 'credit',
  },
  {
    productId: 'prd-05',
    amount: yuan(900_000),
    tenorMonths: 12,
    annualRate: 0.036,
    repayment: 'repay-anytime',
    guarantee: 'credit',
  },
  {
    productId: 'prd-06',
    amount: yuan(1_000_000),
    tenorMonths: 12,
    annualRate: 0.0355,
    repayment: 'interest-monthly-principal-at-maturity',
    guarantee: 'mortgage',
  },
] as const satisfies readonly Omit<OfferWishes, 'applicationId' | 'validUntil'>[]

/** What a bank offers where a test does not care: it stands for ten more days. */
export function offerOf(world: World, bank: number): Omit<OfferWishes, 'applicationId'> {
  const offer = OFFERS[bank - 1]
  if (!offer) throw new Error(`Bank ${bank} has no product to offer.`)
  return { ...offer, validUntil: dayIn(world, 10) }
}

/** The date of the law so many days on. */
export function dayIn(world: World, days: number): string {
  return daysAfter(legalDateAt(world.now()), days)
}

export async function posted(world: World, enterprise = 'ent-02', wishes: Partial<NeedWishes> = {}) {
  return world.operator(enterprise).finance.needs.submit({ ...NEED, ...wishes })
}

export async function claimed(world: World, needId: string, bank = 1) {
  return world.bank(bank).finance.queue.claim({ needId })
}

/** A bank has taken it up and spoken with the enterprise. */
export async function contacted(world: World, needId: string, bank = 1) {
  const { id } = await claimed(world, needId, bank)
  return world.bank(bank).finance.applications.contact({ applicationId: id })
}

export async function offered(world: World, needId: string, bank = 1, wishes: Partial<OfferWishes> = {}) {
  const { id } = await contacted(world, needId, bank)
  return world
    .bank(bank)
    .finance.applications.offer({ applicationId: id, ...offerOf(world, bank), ...wishes })
}

/** The id of the offer that stands. */
export function offerIdOf({ offer }: { readonly offer?: { readonly id: string } | undefined }): string {
  if (!offer) throw new Error('There is no offer.')
  return offer.id
}

export async function accepted(world: World, needId: string, bank = 1, enterprise = 'ent-02') {
  const application = await offered(world, needId, bank)
  return world
    .operator(enterprise)
    .finance.applications.accept({ applicationId: application.id, offerId: offerIdOf(application) })
}

export async function signed(world: World, needId: string, bank = 1) {
  const { id: applicationId, offer } = await accepted(world, needId, bank)
  const { applications } = world.bank(bank).finance
  await applications.grantCredit({ applicationId, amount: offer?.amount ?? yuan(1) })
  return applications.sign({ applicationId })
}

export async function paidOut(world: World, needId: string, bank = 1) {
  const { id: applicationId, credit } = await signed(world, needId, bank)
  return world.bank(bank).finance.applications.disburse({ applicationId, amount: credit?.amount ?? yuan(1) })
}

/** What banks were told of an application, in order, by the states they were told. */
export async function toldOf(world: World, applicationId: string): Promise<unknown[]> {
  const rows = await world.store.transact({ kind: 'platform' }, db =>
    db.selectFrom('events').select(['type', 'data']).where('resource', '=', applicationId).execute(),
  )
  return rows.filter(({ type }) => type === 'application.state').map(({ data }) => data.state)
}

/** Takes everything back to before anybody needed anything. */
export async function forgetLoans(world: World): Promise<void> {
  await world.store.transact({ kind: 'platform' }, async db => {
    await db.updateTable('loan_needs').set({ renews: null, repost_of: null }).execute()
    await db.deleteFrom('loan_needs').execute()
  })
}

/** So many more banks than the county has, each with a client of its own. */
export async function moreBanks(world: World, count: number) {
  const ids = Array.from({ length: count }, (_, index) => `par-more${index}`)
  const keys = await Promise.all(ids.map(() => generateKeyPair('ES256', { extractable: true })))
  const banks = await Promise.all(
    keys.map(async ({ privateKey, publicKey }, index) => {
      const id = ids[index] ?? ''
      const kid = `${id}-1`
      const publicJwk = { ...(await exportJWK(publicKey)), kid }
      return { id, publicJwk, key: { ...(await exportJWK(privateKey)), kid } }
    }),
  )
  await world.store.transact({ kind: 'platform' }, async db => {
    const rows = ids.map(id => ({ id, kind: 'bank' as const, name: JSON.stringify({ 'zh-CN': '示例银行' }) }))
    await db.insertInto('partners').values(rows).execute()
    for (const { id, publicJwk } of banks)
      await registerPartnerAccess(db, { partnerId: id, scopes: [], keys: [publicJwk], origins: [] })
  })
  return banks.map(({ id, key }) =>
    createPartnerClient({
      baseUrl: BASE_URL,
      clientId: id,
      key,
      fetch: async request => world.app.fetch(request),
      now: () => world.now().getTime(),
    }),
  )
}
