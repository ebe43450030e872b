/** What the form begins with: values that the page or a loan fills in. */
import type { Ground } from './ground.js'
import { type NeedValues, NO_VALUES, type Prefill, type TypedValues, valuesOfPrefill } from './need-values.js'

const FEN_PER_YUAN = 100

/** What was typed stands over what the page filled in, and that over what the loan says. */
export function valuesOf({ renewed, reposted }: Ground, ofPage: Prefill, typed: TypedValues): NeedValues {
  const ofLoan = renewed && {
    tenorMonths: renewed.need.tenorMonths,
    amountYuan: (renewed.disbursement?.paidOut.amountFen ?? 0) / FEN_PER_YUAN,
  }
  const before = reposted ? {} : { ...valuesOfPrefill(ofLoan ?? {}), ...valuesOfPrefill(ofPage) }
  const values = { ...NO_VALUES, ...before, ...typed }
  return renewed ? { ...values, purpose: 'renewal' } : values
}
