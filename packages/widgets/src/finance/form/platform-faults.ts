/** Which field of the form the platform means by a pointer, and what it says of it. */
import type { ShownProblem } from '../../shared/problem.js'
import type { FieldFault, FieldName, NeedTerms } from './check-need.js'

/** By the beginning of the pointer. */
const FIELDS: readonly (readonly [string, FieldName])[] = [
  ['/amount', 'amount'],
  ['/tenorMonths', 'tenor'],
  ['/purpose', 'purpose'],
  ['/guarantees', 'guarantees'],
  ['/description', 'description'],
  ['/maxAnnualRate', 'maxRate'],
  ['/contactName', 'contactName'],
  ['/contactPhone', 'contactPhone'],
  ['/consent/scopes', 'scopes'],
  ['/consent/until', 'until'],
  ['/consent/isContactAgreed', 'contact'],
]

const CODES: Readonly<Record<string, FieldFault['code']>> = {
  required: 'required',
  too_small: 'too-small',
  too_great: 'too-great',
  too_long: 'too-long',
  too_early: 'too-early',
  too_late: 'too-late',
  unprintable: 'unprintable',
  wrong_format: 'unreadable',
  not_a_choice: 'not-a-choice',
}

/** The faults that belong to a field; what does not is told by the problem itself. */
export function faultsOf({ fields }: ShownProblem, terms: NeedTerms): FieldFault[] {
  const faults = fields.flatMap(({ pointer, code }): FieldFault[] => {
    const field = FIELDS.find(
      ([beginning]) => pointer === beginning || pointer.startsWith(`${beginning}/`),
    )?.[1]
    if (field === undefined) return []
    const known = CODES[code] ?? 'refused'
    const limit = limitOf(field, known, terms)
    return [{ field, code: known, ...(limit !== undefined && { limit }) }]
  })
  // One sentence a field: the first.
  return faults.filter(({ field }, index) => faults.findIndex(other => other.field === field) === index)
}

/** A problem names the field and not the limit, which the product has. */
function limitOf(field: FieldName, code: FieldFault['code'], { product }: NeedTerms): number | undefined {
  const end = code === 'too-small' ? 'min' : code === 'too-great' ? 'max' : undefined
  if (!product || end === undefined) return undefined
  if (field === 'amount') return product.amount[end].amountFen
  if (field === 'tenor') return product.tenorMonths[end]
  return field === 'maxRate' ? product.annualRate[end] : undefined
}
