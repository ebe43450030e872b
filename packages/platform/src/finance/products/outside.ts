/** What of a need or an offer lies outside what a product allows. */
import type { FieldFault } from '../../http/problems.js'
import type { Guarantee } from '../tables.js'
import type { ProductRow } from './product.js'

/** Members that are held against the product, where they are given. */
export interface Wanted {
  readonly amountFen: number
  readonly tenorMonths: number
  readonly annualRate?: number | undefined
  readonly guarantee?: Guarantee | undefined
  readonly repayment?: string | undefined
}

/** With pointers as needs and offers have their members. */
export function outsideProduct(product: ProductRow, wanted: Wanted): FieldFault[] {
  const { annualRate, guarantee, repayment } = wanted
  return [
    ...outside('/amount/amountFen', wanted.amountFen, product.min_fen, product.max_fen),
    ...outside('/tenorMonths', wanted.tenorMonths, product.min_months, product.max_months),
    ...(annualRate === undefined
      ? []
      : outside('/annualRate', annualRate, product.min_rate, product.max_rate)),
    ...(guarantee === undefined ? [] : notAmong('/guarantee', guarantee, product.guarantees)),
    ...(repayment === undefined ? [] : notAmong('/repayment', repayment, product.repayments)),
  ]
}

function outside(pointer: string, value: number, min: number, max: number): FieldFault[] {
  if (value < min) return [{ pointer, code: 'too_small', values: { min } }]
  return value > max ? [{ pointer, code: 'too_great', values: { max } }] : []
}

function notAmong(pointer: string, value: string, choices: readonly string[]): FieldFault[] {
  if (choices.includes(value)) return []
  return [{ pointer, code: 'not_a_choice', values: { choices: choices.join(', ') } }]
}
