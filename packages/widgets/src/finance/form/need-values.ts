/** What a person types into the form for a loan, as it stands in the controls; and where it comes from. */
import type { Resources } from '@qiyema/core/connection'
import type { finance } from '@qiyema/core/operations/finance'
import { type TypedAmount, typedAmountOf } from './typed-amount.js'

type Needs = Resources<typeof finance>['needs']
export type NeedInput = Parameters<Needs['submit']>[0]
export type RepostInput = Parameters<Needs['repost']>[0]
export type Need = Awaited<ReturnType<Needs['submit']>>
export type Product = Awaited<ReturnType<Resources<typeof finance>['products']['read']>>
export type Application = Awaited<ReturnType<Resources<typeof finance>['applications']['read']>>
export type Purpose = NeedInput['purpose']
export type Guarantee = NonNullable<NeedInput['guarantees']>[number]

export type Scope = NeedInput['consent']['scopes'][number]

export const PURPOSES: readonly Purpose[] = [
  'working-capital',
  'equipment',
  'green',
  'research',
  'trade',
  'renewal',
  'other',
]
export const GUARANTEES: readonly Guarantee[] = [
  'credit',
  'mortgage',
  'pledge',
  'revenue-right-pledge',
  'guarantor',
]

/** The longest texts that the contract takes. */
export const MAX_DESCRIPTION = 1000
export const MAX_CONTACT_NAME = 50

export interface NeedValues {
  readonly amount: TypedAmount
  readonly tenor: string
  readonly purpose: Purpose | ''
  readonly guarantees: readonly Guarantee[]
  readonly description: string
  /** Percent a year. */
  readonly maxRate: string
  readonly contactName: string
  readonly contactPhone: string
}

/** What the person has touched: it is all that is kept, and it stands over what the page has filled in. */
export type TypedValues = Partial<NeedValues>

export const NO_VALUES: NeedValues = {
  amount: { text: '', unit: 'wan', isConfirmed: false },
  tenor: '',
  purpose: '',
  guarantees: [],
  description: '',
  maxRate: '',
  contactName: '',
  contactPhone: '',
}

/** What is agreed to. It is asked for each time, and kept nowhere: a consent is to what is on the screen. */
export interface ConsentValues {
  readonly scopes: readonly Scope[]
  /** The last day, as a date control has it. */
  readonly until: string
  /** The contact's own consent to being called. */
  readonly isContactAgreed: boolean
}

/** What a page knows already: an amount in yuan, and texts. What cannot be is left out. */
export interface Prefill {
  readonly amountYuan?: number | undefined
  readonly tenorMonths?: number | undefined
  readonly purpose?: string | undefined
  readonly description?: string | undefined
  readonly contactName?: string | undefined
  readonly contactPhone?: string | undefined
}

export function valuesOfPrefill(prefill: Prefill): TypedValues {
  const { amountYuan, tenorMonths, purpose, description, contactName, contactPhone } = prefill
  const fen = Math.round((amountYuan ?? Number.NaN) * 100)
  return {
    ...(Number.isSafeInteger(fen) && fen > 0 && { amount: typedAmountOf(fen) }),
    ...(Number.isInteger(tenorMonths) && { tenor: String(tenorMonths) }),
    ...(isPurpose(purpose) && { purpose }),
    ...(description && { description }),
    ...(contactName && { contactName }),
    ...(contactPhone && { contactPhone }),
  }
}

/** Values from a device's store, where an older version of this form or anything else may have put them. */
export function readTypedValues(kept: unknown): TypedValues {
  const found = asRecord(kept)
  const amount = asRecord(found.amount)
  const { tenor, purpose, guarantees, description, maxRate, contactName, contactPhone } = found
  return {
    ...(typeof amount.text === 'string' && {
      amount: {
        text: amount.text,
        unit: amount.unit === 'yuan' ? 'yuan' : 'wan',
        isConfirmed: amount.isConfirmed === true,
      },
    }),
    ...(typeof tenor === 'string' && { tenor }),
    ...(isPurpose(purpose) && { purpose }),
    ...(Array.isArray(guarantees) && {
      guarantees: GUARANTEES.filter(guarantee => guarantees.includes(guarantee)),
    }),
    ...(typeof description === 'string' && { description }),
    ...(typeof maxRate === 'string' && { maxRate }),
    ...(typeof contactName === 'string' && { contactName }),
    ...(typeof contactPhone === 'string' && { contactPhone }),
  }
}

export function isPurpose(value: unknown): value is Purpose {
  return PURPOSES.some(purpose => purpose === value)
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}
