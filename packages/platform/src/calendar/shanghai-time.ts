/**
 * Dates of the law and the moments they stand for: the whole of China keeps UTC+8, and has kept no summer time since 1991.
 * A date is text, `2026-01-31`; a moment is a `Date`.
 */
import { z } from 'zod'

/** A date of the law in Asia/Shanghai, `2026-01-31`. Texts of it sort as the days do. */
export type LegalDate = string

/** A day that exists. */
export const legalDate = z.iso.date()

/** An hour of the day at which something closes: `17:00`, and `24:00` for the end of the day. */
export const clockTime = z.string().regex(/^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/)

/** The end of the day, for what has no closing hour. */
export const END_OF_DAY = '24:00'

const MINUTE = 60_000
const DAY = 1440 * MINUTE
const OFFSET = 480 * MINUTE

/**
 * The date in Shanghai at a moment.
 *
 * @example
 * ```ts
 * legalDateAt(new Date('2026-01-31T16:00:00Z')) // '2026-02-01'
 * ```
 */
export function legalDateAt(moment: Date): LegalDate {
  return new Date(moment.getTime() + OFFSET).toISOString().slice(0, 10)
}

/**
 * The moment at which a clock in Shanghai shows `time` on `date`.
 *
 * @example
 * ```ts
 * momentOf('2026-01-31', '17:00').toISOString() // '2026-01-31T09:00:00.000Z'
 * ```
 */
export function momentOf(date: LegalDate, time: string): Date {
  const [hours = '', minutes = ''] = clockTime.parse(time).split(':')
  return new Date(startOf(date) - OFFSET + (Number(hours) * 60 + Number(minutes)) * MINUTE)
}

/** The date so many days later, or earlier when negative. */
export function daysAfter(date: LegalDate, days: number): LegalDate {
  return new Date(startOf(date) + days * DAY).toISOString().slice(0, 10)
}

/** Whether a date is a Saturday or a Sunday. */
export function isWeekend(date: LegalDate): boolean {
  const day = new Date(startOf(date)).getUTCDay()
  return day === 0 || day === 6
}

/** The last day of a month, 28 to 31; months count from 1. */
export function lastDayOf(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate()
}

function startOf(date: LegalDate): number {
  return Date.parse(legalDate.parse(date))
}
