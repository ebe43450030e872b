/** A county's loan products, from its files. */
import { GUARANTEES, PURPOSES, RATE_METHODS, SCOPES, yuan } from '@qiyema/core/contract'
import { z } from 'zod'
import { partnerIdOf, productIdOf } from '../county/names.js'
import { readDictionary } from '../registry/facts.js'
import { checkRule } from '../rules/check-rule.js'
import { rule } from '../rules/rule.js'
import type { Db } from '../store/store.js'

/** From and to, in whatever order they are counted. */
const range = z.strictObject({ min: z.number().min(0), max: z.number() }).refine(({ min, max }) => min <= max)

const countyProduct = z.looseObject({
  id: z.string(),
  bankId: z.string(),
  name: z.strictObject({ zh: z.string().min(1), en: z.string().min(1) }),
  purpose: z.string().min(1),
  purposes: z.array(z.enum(PURPOSES)).default([]),
  currency: z.literal('CNY'),
  amountYuan: range,
  tenorMonths: range,
  annualRate: range,
  rateMethod: z.enum(RATE_METHODS),
  rateBasis: z.string().min(1),
  guarantee: z.array(z.enum(GUARANTEES)).min(1),
  repayment: z.array(z.string().min(1)).min(1),
  channel: z.string(),
  rule,
  consentScopes: z.array(z.enum(SCOPES)),
  relatedPolicyIds: z.array(z.string()).default([]),
})

type CountyProduct = z.output<typeof countyProduct>

/**
 * Seeds products, in the order of the file.
 *
 * @throws {z.ZodError} for what is no product, and `TypeError` for a rule that the county's dictionary does not fit
 */
export async function seedProducts(db: Db, products: readonly unknown[]): Promise<void> {
  const parsed = z.array(countyProduct).parse(products)
  if (parsed.length === 0) return
  const dictionary = await readDictionary(db)
  for (const { id, rule: given } of parsed) {
    const [fault] = checkRule(given, dictionary)
    if (fault) throw new TypeError(`The rule of ${id} has a fault at ${fault.path}: ${fault.fault}.`)
  }
  await db.insertInto('loan_products').values(parsed.map(rowOf)).execute()
}

function rowOf(product: CountyProduct, position: number) {
  const { name, amountYuan, tenorMonths, annualRate } = product
  return {
    id: productIdOf(product.id),
    partner_id: partnerIdOf(product.bankId),
    name: JSON.stringify({ 'zh-CN': name.zh, en: name.en }),
    purpose: product.purpose,
    purposes: JSON.stringify(product.purposes),
    min_fen: yuan(amountYuan.min).amountFen,
    max_fen: yuan(amountYuan.max).amountFen,
    min_months: tenorMonths.min,
    max_months: tenorMonths.max,
    min_rate: annualRate.min,
    max_rate: annualRate.max,
    rate_method: product.rateMethod,
    rate_basis: product.rateBasis,
    guarantees: JSON.stringify(product.guarantee),
    repayments: JSON.stringify(product.repayment),
    channel: product.channel,
    scopes: JSON.stringify(product.consentScopes),
    related_policies: JSON.stringify(product.relatedPolicyIds),
    rule: JSON.stringify(product.rule),
    position,
  }
}
