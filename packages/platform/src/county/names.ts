/** Files of a county name things shortly; the platform's ids say what they name. */
import { ID_PREFIXES } from '@qiyema/core/contract'

/** `dq-jx` is `dep-jx`: the prefix says that it is a department, and the county is the only one here. */
export function departmentIdOf(name: string): string {
  return `${ID_PREFIXES.department}-${afterFirstHyphen(name)}`
}

/** `bank-01` is `par-bank01`. */
export function partnerIdOf(name: string): string {
  return `${ID_PREFIXES.partner}-${name.replaceAll('-', '')}`
}

/** `loan-01` is `prd-01`. */
export function productIdOf(name: string): string {
  return `${ID_PREFIXES.product}-${afterFirstHyphen(name)}`
}

/** `rep-02` is `per-rep02`. */
export function personIdOf(name: string): string {
  return `${ID_PREFIXES.person}-${name.replaceAll('-', '')}`
}

function afterFirstHyphen(name: string): string {
  return name.slice(name.indexOf('-') + 1).replaceAll('-', '')
}
