/** An enterprise posts what it needs, with the consent that banks which take it up read under. */
import type { Texts } from '@qiyema/core/contract'
import { sql } from 'kysely'
import type { Caller } from '../../access/caller.js'
import { giverOf } from '../../access/consent-giver.js'
import { keepGiven } from '../../access/consented-reads.js'
import { openNeedConsent } from '../../access/consents.js'
import type { Call } from '../../http/handler.js'
import { type FieldFault, invalidField, PlatformProblem } from '../../http/problems.js'
import { type EnterpriseRow, enterpriseOf, isOperating } from '../../registry/enterprises.js'
import { newId } from '../../store/ids.js'
import type { Db } from '../../store/store.js'
import { outsideProduct } from '../products/outside.js'
import { daysFrom, earlier, readTerms } from '../terms.js'
import { addStep } from '../timeline.js'
import { borrowerIdOf, type NeedRow, type NeedWishes } from './need.js'
import { loanToRenew } from './renewal.js'

const NO_CODE: Texts = {
  'zh-CN': '请先领取企业码，再发布融资需求',
  en: 'Claim the enterprise’s code first; a need is posted under it.',
}

/**
 * @param repostOf - the need that it posts again
 * @throws {PlatformProblem} `forbidden`, `enterprise_closed`, `outside_product`, `limit_reached`, `separate_consent_required`,
 *   `invalid_fields`, and `impossible_step` for a loan that cannot be renewed
 */
export async function postNeed(call: Call, wishes: NeedWishes, repostOf?: string): Promise<NeedRow> {
  const { db, caller, now } = call
  const enterprise = await borrower(db, caller)
  await lockBorrower(db, enterprise)
  const terms = await readTerms(db)
  await ensureFits(db, wishes)
  const loan = await loanToRenew(db, caller, enterprise, wishes, now)
  await ensureRoom(db, enterprise, terms.openNeeds, now)
  const { scopes, until } = wishes.consent
  const givenBy = await giverOf(db, caller)
  const consent = await openNeedConsent(db, { enterpriseId: enterprise.id, scopes, until, givenBy }, now)
  const need = await db
    .insertInto('loan_needs')
    .values({
      id: newId('need', now),
      enterprise_id: enterprise.id,
      state: 'open',
      amount_fen: wishes.amount.amountFen,
      tenor_months: wishes.tenorMonths,
      purpose: wishes.purpose,
      description: wishes.description ?? null,
      guarantees: JSON.stringify([...new Set(wishes.guarantees)]),
      products: JSON.stringify([...new Set(wishes.products)]),
      max_annual_rate: wishes.maxAnnualRate ?? null,
      contact_name: wishes.contactName,
      contact_phone: wishes.contactPhone,
      consent_id: consent.id,
      places: loan ? 1 : terms.places,
      lender_id: loan?.partner_id ?? null,
      site_id: caller.kind === 'widget' ? caller.partnerId : null,
      renews: loan?.id ?? null,
      repost_of: repostOf ?? null,
      posted_at: now,
      respond_by: daysFrom(now, terms.respondDays),
      // Nobody takes up what nobody may read.
      expires_at: earlier(daysFrom(now, terms.openDays), consent.until_at ?? now),
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  await addStep(
    db,
    { need_id: need.id, enterprise_id: enterprise.id },
    { state: 'open', by: 'enterprise' },
    now,
  )
  if (caller.kind === 'widget') await keepGiven(db, caller, now)
  await tellBanks(call, need, enterprise)
  return need
}

async function borrower(db: Db, caller: Caller): Promise<EnterpriseRow> {
  const enterprise = await enterpriseOf(db, borrowerIdOf(caller))
  if (!isOperating(enterprise)) throw new PlatformProblem('enterprise_closed')
  if (enterprise.claimed_at === null) throw new PlatformProblem('forbidden', { detail: NO_CODE })
  return enterprise
}

/** Needs of one enterprise are counted one after the other, or ten at once would all find room. */
async function lockBorrower(db: Db, { id }: EnterpriseRow): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`loan needs ${id}`}, 0))`.execute(db)
}

/** What is named must be able to give it; what is not named may be anything. */
async function ensureFits(db: Db, wishes: NeedWishes): Promise<void> {
  const { amount, tenorMonths, maxAnnualRate, products: named = [] } = wishes
  if (amount.amountFen === 0) throw invalidField('/amount/amountFen', 'too_small', { min: 1 })
  if (named.length === 0) return
  const products = await db.selectFrom('loan_products').selectAll().where('id', 'in', named).execute()
  const missing = named.flatMap((productId, index): FieldFault[] =>
    products.some(({ id }) => id === productId)
      ? []
      : [{ pointer: `/products/${index}`, code: 'not_offered' }],
  )
  if (missing.length > 0) throw new PlatformProblem('invalid_fields', { errors: missing })
  const errors = products.flatMap(product => [
    ...outsideProduct(product, { amountFen: amount.amountFen, tenorMonths }),
    ...(maxAnnualRate !== undefined && maxAnnualRate < product.min_rate
      ? [{ pointer: '/maxAnnualRate', code: 'too_small', values: { min: product.min_rate } }]
      : []),
  ])
  if (errors.length > 0) throw new PlatformProblem('outside_product', { errors })
}

async function ensureRoom(db: Db, { id }: EnterpriseRow, most: number, now: Date): Promise<void> {
  const { open } = await db
    .selectFrom('loan_needs')
    .select(({ fn }) => fn.countAll<number>().as('open'))
    .where('enterprise_id', '=', id)
    .where('state', '=', 'open')
    .where(({ or, eb }) => or([eb('expires_at', '>', now), eb('places_taken', '>', 0)]))
    .executeTakeFirstOrThrow()
  if (Number(open) >= most) throw new PlatformProblem('limit_reached')
}

/** Every bank that could take it up is told what its queue shows, and not whose need it is. */
async function tellBanks({ db, emit }: Call, need: NeedRow, enterprise: EnterpriseRow): Promise<void> {
  const banks = await db.selectFrom('partners').select('id').where('kind', '=', 'bank').execute()
  await emit({
    type: 'need.posted',
    resource: need.id,
    partners: need.lender_id === null ? banks.map(({ id }) => id) : [need.lender_id],
    data: {
      needId: need.id,
      amountFen: need.amount_fen,
      tenorMonths: need.tenor_months,
      purpose: need.purpose,
      regionCode: enterprise.region_code,
      ...(enterprise.industry_code !== null && { industryCode: enterprise.industry_code }),
      postedAt: need.posted_at.toISOString(),
      expiresAt: need.expires_at.toISOString(),
    },
  })
}
