/** A loan product as callers get it: first of all what it costs a year, all in. */
import type { contract } from '@qiyema/core/contract'
import type { Selectable } from 'kysely'
import type * as z from 'zod/mini'
import { partnersOf } from '../../registry/partners.js'
import type { LocalisedText } from '../../store/columns.js'
import type { Db } from '../../store/store.js'
import type { LoanProductTable } from '../tables.js'

export type ProductRow = Selectable<LoanProductTable>
export type Product = z.output<typeof contract.finance.products.read.answer>

/** Money of so many fen, as the contract has it. */
export function fen(amountFen: number): { readonly amountFen: number; readonly currency: 'CNY' } {
  return { amountFen, currency: 'CNY' }
}

/** A bank as others know it. */
export interface NamedBank {
  readonly id: string
  readonly name: LocalisedText
}

/** Makes banks of partners' ids, after a look at their names. */
export async function createBanks(db: Db, ids: readonly string[]): Promise<(id: string) => NamedBank> {
  const partners = await partnersOf(db, ids)
  return id => ({ id, name: partners.get(id)?.name ?? { 'zh-CN': id } })
}

export function productAnswer(row: ProductRow, bank: NamedBank, match: Product['match']): Product {
  return {
    id: row.id,
    bank,
    name: row.name,
    purpose: row.purpose,
    purposes: [...row.purposes],
    amount: { min: fen(row.min_fen), max: fen(row.max_fen) },
    tenorMonths: { min: row.min_months, max: row.max_months },
    annualRate: { min: row.min_rate, max: row.max_rate },
    rateMethod: row.rate_method,
    rateBasis: row.rate_basis,
    guarantees: [...row.guarantees],
    repayments: [...row.repayments],
    channel: row.channel,
    scopes: [...row.scopes],
    relatedPolicies: [...row.related_policies],
    ...(match && { match }),
  }
}
