/** Checks what was typed before anything is sent: what the contract takes, what the product allows, and what is agreed to. */
import { readAmount } from './amount.js'
import {
  type Application,
  type ConsentValues,
  MAX_CONTACT_NAME,
  MAX_DESCRIPTION,
  type NeedInput,
  type NeedValues,
  type Product,
  type Scope,
} from './need-values.js'
import { readMonths, readPercent } from './small-numbers.js'

export type FieldName =
  | 'amount'
  | 'tenor'
  | 'purpose'
  | 'guarantees'
  | 'description'
  | 'maxRate'
  | 'contactName'
  | 'contactPhone'
  | 'scopes'
  | 'until'
  | 'contact'

/** What is wrong with a field. Limits are fen, months, fractions, characters or dates, as the field counts. */
export interface FieldFault {
  readonly field: FieldName
  readonly code:
    | 'required'
    | 'unreadable'
    | 'doubtful'
    | 'too-fine'
    | 'too-small'
    | 'too-great'
    | 'too-long'
    | 'too-early'
    | 'too-late'
    | 'unprintable'
    | 'not-a-choice'
    | 'refused'
  readonly limit?: number | string
}

/** What bounds a need beside the contract. */
export interface NeedTerms {
  readonly product?: Product | undefined
  /** The loan that is to be renewed. */
  readonly renewed?: Application | undefined
}

/** A need but for its consent, or what stands against it, in the order of the form. */
export type CheckedNeed =
  | { readonly isSound: true; readonly need: Omit<NeedInput, 'consent'> }
  | { readonly isSound: false; readonly faults: readonly FieldFault[] }

const MAX_MONTHS = 360
/** Controls, lone surrogates and marks of direction, which the contract refuses; tab and line feed stand in prose. */
const UNPRINTABLE = /(?![\t\n])[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/u
const PHONE = /^[0-9+-]{5,20}$/
const MAX_YEARS = 3

export function checkNeed(values: NeedValues, terms: NeedTerms): CheckedNeed {
  const { purpose, guarantees } = values
  const description = values.description.trim().replaceAll('\r\n', '\n')
  const contactName = values.contactName.trim()
  const contactPhone = plainPhone(values.contactPhone)
  const reading = readAmount(values.amount)
  const tenorMonths = readMonths(values.tenor)
  const maxAnnualRate = readPercent(values.maxRate)
  const faults = [
    ...amountFaults(values, terms),
    ...tenorFaults(values.tenor, tenorMonths, terms),
    ...(purpose === '' ? [missing('purpose')] : []),
    ...rateFaults(values.maxRate, maxAnnualRate, terms),
    ...textFaults('description', description, MAX_DESCRIPTION),
    ...(contactName === ''
      ? [missing('contactName')]
      : textFaults('contactName', contactName, MAX_CONTACT_NAME)),
    ...phoneFaults(contactPhone),
  ]
  if (faults.length > 0 || reading.kind !== 'amount' || tenorMonths === undefined || purpose === '')
    return { isSound: false, faults }
  const { product, renewed } = terms
  const need: Omit<NeedInput, 'consent'> = {
    amount: { amountFen: reading.fen, currency: 'CNY' },
    tenorMonths,
    purpose,
    ...(description && { description }),
    ...(guarantees.length > 0 && { guarantees: [...guarantees] }),
    ...(product && { products: [product.id] }),
    ...(maxAnnualRate !== undefined && { maxAnnualRate }),
    contactName,
    contactPhone,
    ...(renewed && { renews: renewed.id }),
  }
  return { isSound: true, need }
}

/**
 * @param needed - scopes without which the product cannot be applied for
 * @param today - the day in the county
 */
export function checkConsent(
  { scopes, until, isContactAgreed }: ConsentValues,
  needed: readonly Scope[],
  today: string,
): FieldFault[] {
  const latest = `${Number(today.slice(0, 4)) + MAX_YEARS}${today.slice(4)}`
  const isEnough = scopes.length > 0 && needed.every(scope => scopes.includes(scope))
  return [
    ...(isEnough ? [] : [missing('scopes')]),
    ...(until === '' ? [missing('until')] : []),
    ...(until !== '' && until < today ? [fault('until', 'too-early', today)] : []),
    ...(until > latest ? [fault('until', 'too-late', latest)] : []),
    ...(isContactAgreed ? [] : [missing('contact')]),
  ]
}

/** Digits in any width, without the blanks and brackets that people set between them. */
export function plainPhone(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\s()]/g, '')
    .replace(/[‐-―−－]/g, '-')
}

function amountFaults({ amount }: NeedValues, { product, renewed }: NeedTerms): FieldFault[] {
  const reading = readAmount(amount)
  if (reading.kind === 'empty') return [missing('amount')]
  if (reading.kind !== 'amount') return [fault('amount', reading.kind)]
  const { fen } = reading
  const least = Math.max(1, product?.amount.min.amountFen ?? 0)
  const most = Math.min(
    product?.amount.max.amountFen ?? Number.POSITIVE_INFINITY,
    renewed?.disbursement?.paidOut.amountFen ?? Number.POSITIVE_INFINITY,
  )
  if (fen < least) return [fault('amount', 'too-small', least)]
  return fen > most ? [fault('amount', 'too-great', most)] : []
}

function tenorFaults(text: string, months: number | undefined, { product }: NeedTerms): FieldFault[] {
  if (text.trim() === '') return [missing('tenor')]
  if (months === undefined) return [fault('tenor', 'unreadable')]
  const { min = 1, max = MAX_MONTHS } = product?.tenorMonths ?? {}
  if (months < min) return [fault('tenor', 'too-small', min)]
  return months > max ? [fault('tenor', 'too-great', max)] : []
}

function rateFaults(text: string, rate: number | undefined, { product }: NeedTerms): FieldFault[] {
  if (text.trim() === '') return []
  if (rate === undefined || rate === 0) return [fault('maxRate', 'unreadable')]
  const least = product?.annualRate.min ?? 0
  return rate < least ? [fault('maxRate', 'too-small', least)] : []
}

function textFaults(field: 'description' | 'contactName', text: string, most: number): FieldFault[] {
  if (UNPRINTABLE.test(text)) return [fault(field, 'unprintable')]
  return text.length > most ? [fault(field, 'too-long', most)] : []
}

function phoneFaults(phone: string): FieldFault[] {
  if (phone === '') return [missing('contactPhone')]
  return PHONE.test(phone) ? [] : [fault('contactPhone', 'unreadable')]
}

function missing(field: FieldName): FieldFault {
  return { field, code: 'required' }
}

function fault(field: FieldName, code: FieldFault['code'], limit?: FieldFault['limit']): FieldFault {
  return { field, code, ...(limit !== undefined && { limit }) }
}
