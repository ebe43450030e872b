/** The scopes that a need's consent can be for, and those that this one asks for. */
import type { Ground } from './ground.js'
import type { Scope } from './need-values.js'

/** A contact's own data is consented to by the contact, and goes with the need. */
const SCOPES: readonly Scope[] = [
  'entity.profile',
  'tax.summary',
  'tax.detail',
  'credit.enterprise',
  'energy.summary',
  'green.profile',
  'per-mu.result',
  'project.filing',
  'operations.summary',
]

/** What banks usually want to know, where no product says it. */
const USUAL_SCOPES = 'entity.profile tax.summary credit.enterprise operations.summary'

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

/** Of these names, those that a need's consent can be for, each once. */
function scopesAmong(names: readonly string[]): Scope[] {
  return SCOPES.filter(scope => names.includes(scope))
}
