/** A bank makes an offer out of one of its products, or a better one in the place of the last. */
import type { contract } from '@qiyema/core/contract'
import type * as z from 'zod/mini'
import { legalDateAt, momentOf } from '../../calendar/shanghai-time.js'
import type { Call } from '../../http/handler.js'
import { invalidField, PlatformProblem } from '../../http/problems.js'
import { newId } from '../../store/ids.js'
import type { Db } from '../../store/store.js'
import { outsideProduct } from '../products/outside.js'
import type { ProductRow } from '../products/product.js'
import { daysFrom } from '../terms.js'
import type { ApplicationRow } from './steps.js'
import { takeStep } from './take-step.js'

/** Rates move: nobody is held to an offer for longer. */
const MAX_DAYS = 90

type OfferInput = z.output<typeof contract.finance.applications.offer.body> & {
  readonly applicationId: string
}

/**
 * @throws {PlatformProblem} `outside_product`, also for a product of another bank; `invalid_fields` for a day that has passed or
 *   is too far ahead; else as `takeStep`
 */
export async function makeOffer(call: Call, input: OfferInput): Promise<ApplicationRow> {
  const { db, now } = call
  ensureValidity(input.validUntil, now)
  const validUntil = momentOf(input.validUntil, '24:00')
  const { application } = await takeStep(call, 'offer', {
    applicationId: input.applicationId,
    async change(before) {
      const product = await productOf(db, before, input)
      const id = newId('offer', now)
      await db
        .insertInto('loan_offers')
        .values({
          id,
          application_id: before.id,
          partner_id: before.partner_id,
          enterprise_id: before.enterprise_id,
          product_id: product.id,
          amount_fen: input.amount.amountFen,
          tenor_months: input.tenorMonths,
          annual_rate: input.annualRate,
          rate_method: product.rate_method,
          repayment: input.repayment,
          guarantee: input.guarantee,
          conditions: input.conditions ?? null,
          valid_until: validUntil,
          offered_at: now,
        })
        .execute()
      return { offer_id: id, expires_at: validUntil }
    },
  })
  return application
}

function ensureValidity(validUntil: string, now: Date): void {
  const [first, last] = [legalDateAt(now), legalDateAt(daysFrom(now, MAX_DAYS))]
  if (validUntil < first) throw invalidField('/validUntil', 'too_early', { min: first })
  if (validUntil > last) throw invalidField('/validUntil', 'too_late', { max: last })
}

async function productOf(
  db: Db,
  { partner_id }: ApplicationRow,
  { productId, amount, ...wanted }: OfferInput,
): Promise<ProductRow> {
  const product = await db
    .selectFrom('loan_products')
    .selectAll()
    .where('id', '=', productId)
    .where('partner_id', '=', partner_id)
    .executeTakeFirst()
  const errors = product
    ? outsideProduct(product, { ...wanted, amountFen: amount.amountFen })
    : [{ pointer: '/productId', code: 'not_offered' }]
  if (!product || errors.length > 0) throw new PlatformProblem('outside_product', { errors })
  return product
}
