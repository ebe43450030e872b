/** What the form begins with: values that the page or a loan fills in, and the scopes that are asked for. */
import type { Ground } from './ground.js'
import {
  type NeedValues,
  NO_VALUES,
  type Prefill,
  type Scope,
  scopesAmong,
  type TypedValues,
  valuesOfPrefill,
} from './need-values.js'

/** What banks usually want to know, where no product says it. */
const USUAL_SCOPES = 'entity.profile tax.summary credit.enterprise operations.summary'

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

/**
 * What is asked for, and of it what the product cannot do without.
 *
 * @param named - by the page, with blanks between
 */
export function scopesOf(
  { product }: Ground,
  named: string,
): { asked: readonly Scope[]; needed: readonly Scope[] } {
  const needed = product?.scopes ?? []
  const others = named || (product ? '' : USUAL_SCOPES)
  return { asked: scopesAmong([...needed, ...others.split(/[\s,]+/)]), needed: scopesAmong(needed) }
}
