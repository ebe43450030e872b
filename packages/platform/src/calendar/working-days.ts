/** Counting in working days of the State Council's calendar, and the moment at which a time limit ends. */
import { type Calendar, NATIONAL_CALENDAR } from './calendar.js'
import { daysAfter, END_OF_DAY, isWeekend, type LegalDate, legalDateAt, momentOf } from './shanghai-time.js'

/** Longer than any time limit; it keeps a wrong number from running through all years. */
const MAX_WORKING_DAYS = 5000

/**
 * A day was asked for in a year whose holidays are not published, so nobody can say whether it is worked.
 * The notice for a year comes in the October or November before.
 */
export class CalendarUnknownError extends Error {
  override readonly name = 'CalendarUnknownError'
  readonly code = 'calendar_unknown'
  /** The year without a notice. */
  readonly year: number

  constructor(year: number) {
    super(`The working days of ${year} are not in the calendar: add the notice of that year.`)
    this.year = year
  }
}

/**
 * Whether a day is worked: a weekday that is not off, or a weekend day that makes up for one.
 *
 * @throws {CalendarUnknownError} in a year that is not published
 *
 * @example
 * ```ts
 * isWorkingDay('2026-02-14') // true: a Saturday worked for the Spring Festival
 * ```
 */
export function isWorkingDay(date: LegalDate, calendar: Calendar = NATIONAL_CALENDAR): boolean {
  const isPlainWorkday = !isWeekend(date)
  const year = Number(date.slice(0, 4))
  if (!calendar.years.has(year)) throw new CalendarUnknownError(year)
  return calendar.makeUpWorkdays.has(date) || (isPlainWorkday && !calendar.daysOff.has(date))
}

/**
 * The day on which a time limit of so many working days ends. The day it starts from is not counted, worked or not
 * (Civil Code, article 201); no days give the start itself.
 *
 * @param workingDays - a whole number, 0 to 5,000
 * @throws {RangeError} for any other number
 * @throws {CalendarUnknownError} when it runs into a year that is not published
 *
 * @example
 * ```ts
 * addWorkingDays('2026-09-30', 3) // '2026-10-10': the holiday, then Thursday, Friday and a Saturday that is worked
 * ```
 */
export function addWorkingDays(
  from: LegalDate,
  workingDays: number,
  calendar: Calendar = NATIONAL_CALENDAR,
): LegalDate {
  if (!Number.isInteger(workingDays) || workingDays < 0 || workingDays > MAX_WORKING_DAYS)
    throw new RangeError(`${workingDays} is not a whole number of working days from 0 to ${MAX_WORKING_DAYS}`)

  let day = from
  for (let left = workingDays; left > 0; ) {
    day = daysAfter(day, 1)
    if (isWorkingDay(day, calendar)) left--
  }
  return day
}

/**
 * How many working days lie after `from` up to and including `to`; negative when `to` comes first. It undoes
 * {@link addWorkingDays}.
 *
 * @throws {CalendarUnknownError} when a day between is in a year that is not published
 *
 * @example
 * ```ts
 * workingDaysBetween('2026-09-30', '2026-10-10') // 3
 * ```
 */
export function workingDaysBetween(
  from: LegalDate,
  to: LegalDate,
  calendar: Calendar = NATIONAL_CALENDAR,
): number {
  if (to < from) return -workingDaysBetween(to, from, calendar)

  let count = 0
  for (let day = daysAfter(from, 1); day <= to; day = daysAfter(day, 1))
    if (isWorkingDay(day, calendar)) count++
  return count
}

/** A time limit: so many working days, and the hour at which the office closes on the last of them. */
export interface TimeLimit {
  readonly workingDays: number
  /** `17:00`, Shanghai time; without it the day ends at midnight. */
  readonly closingHour?: string
}

/**
 * The moment until which something is in time: the closing hour of the last day (Civil Code, article 203).
 * The hour at which it began does not matter.
 *
 * @throws {CalendarUnknownError} when it runs into a year that is not published
 *
 * @example
 * ```ts
 * dueMoment(new Date('2026-03-05T08:00:00Z'), { workingDays: 3, closingHour: '17:00' }) // 2026-03-10T09:00:00Z
 * ```
 */
export function dueMoment(
  begun: Date,
  { workingDays, closingHour = END_OF_DAY }: TimeLimit,
  calendar: Calendar = NATIONAL_CALENDAR,
): Date {
  return momentOf(addWorkingDays(legalDateAt(begun), workingDays, calendar), closingHour)
}
