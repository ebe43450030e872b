/** Application windows: open all year, every year between two days, or once; by the clock of Shanghai. */
import { z } from 'zod'
import {
  clockTime,
  END_OF_DAY,
  type LegalDate,
  lastDayOf,
  legalDate,
  legalDateAt,
  momentOf,
} from '../calendar/shanghai-time.js'

/** A day of every year, `03-01`. 29 February is the last of February in the years that have none. */
const dayOfYear = z
  .string()
  .regex(/^\d{2}-\d{2}$/)
  .refine(text => legalDate.safeParse(`2024-${text}`).success, { error: 'There is no such day.' })

const closingHour = clockTime.optional()

/** The window of a policy. First and last day are open; on the last, until `closingHour` (`17:00`), else its end. */
export const applicationWindow = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('year-round') }),
  /** `from` after `to` wraps the end of the year. */
  z.strictObject({ type: z.literal('annual'), from: dayOfYear, to: dayOfYear, closingHour }),
  z
    .strictObject({ type: z.literal('fixed'), from: legalDate, to: legalDate, closingHour })
    .refine(({ from, to }) => from <= to, { error: 'A window ends no earlier than it begins.' }),
])

export type ApplicationWindow = z.infer<typeof applicationWindow>

/** The days on which a policy is in force, both included; absent bounds are open. */
export interface Validity {
  readonly from?: LegalDate
  readonly to?: LegalDate
}

/** Open until a moment, or closed until one. Absent moments: it does not close, or does not open again. */
export type WindowState =
  | { readonly isOpen: true; readonly closesAt?: Date }
  | { readonly isOpen: false; readonly opensAt?: Date }

/**
 * Tells whether a window is open at a moment, and when that changes. At the closing moment itself it is closed.
 *
 * @param validity - the window is never open outside it
 *
 * @example
 * ```ts
 * const state = windowAt({ type: 'annual', from: '11-15', to: '01-31', closingHour: '17:00' }, new Date('2026-01-10T00:00:00Z'))
 * if (state.isOpen) console.log(state.closesAt) // 2026-01-31T09:00:00.000Z
 * ```
 */
export function windowAt(window: ApplicationWindow, at: Date, validity: Validity = {}): WindowState {
  const periods = periodsOf(window, at, validity)
  const open = periods.find(({ opensAt, closesAt }) => opensAt <= at && at < closesAt)
  if (open) return { isOpen: true, ...(open.closesAt < NEVER && { closesAt: open.closesAt }) }

  const next = periods.find(({ opensAt }) => opensAt > at)
  return { isOpen: false, ...(next && { opensAt: next.opensAt }) }
}

interface Period {
  readonly opensAt: Date
  readonly closesAt: Date
}

const ALWAYS = new Date(-8.64e15)
const NEVER = new Date(8.64e15)

/** The periods near a moment, within the validity, in order; those of several years for a window of every year. */
function periodsOf(window: ApplicationWindow, at: Date, { from, to }: Validity): Period[] {
  const start = from === undefined ? ALWAYS : momentOf(from, '00:00')
  const end = to === undefined ? NEVER : momentOf(to, END_OF_DAY)
  return unboundedPeriods(window, at, from)
    .map(({ opensAt, closesAt }) => ({
      opensAt: opensAt < start ? start : opensAt,
      closesAt: closesAt > end ? end : closesAt,
    }))
    .filter(({ opensAt, closesAt }) => opensAt < closesAt)
}

function unboundedPeriods(window: ApplicationWindow, at: Date, from: LegalDate | undefined): Period[] {
  if (window.type === 'year-round') return [{ opensAt: ALWAYS, closesAt: NEVER }]

  const { closingHour = END_OF_DAY } = window
  if (window.type === 'fixed') return [periodOf(window.from, window.to, closingHour)]

  // A policy that is not in force yet first opens in or after the year it comes into force.
  const today = legalDateAt(at)
  const year = Number((from !== undefined && from > today ? from : today).slice(0, 4))
  const endsNextYear = window.to < window.from ? 1 : 0
  return [year - 1, year, year + 1].map(begun =>
    periodOf(dateIn(begun, window.from), dateIn(begun + endsNextYear, window.to), closingHour),
  )
}

function periodOf(from: LegalDate, to: LegalDate, closingHour: string): Period {
  return { opensAt: momentOf(from, '00:00'), closesAt: momentOf(to, closingHour) }
}

function dateIn(year: number, monthAndDay: string): LegalDate {
  const [month = 0, day = 0] = monthAndDay.split('-').map(Number)
  return `${year}-${monthAndDay.slice(0, 2)}-${String(Math.min(day, lastDayOf(year, month))).padStart(2, '0')}`
}
