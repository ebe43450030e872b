/** When one may apply, in days of the county: until when, how many are left, or from when. */
import type { PolicySummary } from './policy.js'

export type Deadline =
  /** Open until a day; `days` are left after today. */
  | { readonly kind: 'open'; readonly lastDay: string; readonly days: number }
  /** Open, and it does not close. */
  | { readonly kind: 'always' }
  | { readonly kind: 'opens'; readonly firstDay: string }
  | { readonly kind: 'closed' }

const DAY = 86_400_000
const EIGHT_HOURS = 8 * 3_600_000

/** The day in Asia/Shanghai, which has had one offset since 1991. */
export function countyDay(milliseconds: number): string {
  return new Date(milliseconds + EIGHT_HOURS).toISOString().slice(0, 10)
}

/** Whole days from one date to another. */
function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY)
}

/**
 * How an item stands at a moment.
 *
 * @example
 * ```ts
 * deadlineOf({ isOpen: true, closesAt: '2026-04-30T16:00:00Z' }, Date.parse('2026-04-28T02:00:00Z'))
 * // { kind: 'open', lastDay: '2026-04-30', days: 2 }
 * ```
 */
export function deadlineOf(
  { isOpen, closesAt, opensAt }: Pick<PolicySummary, 'isOpen' | 'closesAt' | 'opensAt'>,
  now: number,
): Deadline {
  if (!isOpen)
    return opensAt === undefined
      ? { kind: 'closed' }
      : { kind: 'opens', firstDay: countyDay(Date.parse(opensAt)) }
  if (closesAt === undefined) return { kind: 'always' }
  const end = Date.parse(closesAt)
  // What was open when it was fetched may be over by now.
  if (end <= now) return { kind: 'closed' }
  // At the closing moment itself it is closed: midnight belongs to the day before.
  const lastDay = countyDay(end - 1)
  return { kind: 'open', lastDay, days: daysBetween(countyDay(now), lastDay) }
}
