/** Days as the law counts them in the county, whatever clock a visitor has. */

const SHANGHAI_MILLISECONDS = 8 * 3600_000

/** The day at a moment: `2026-03-02`. */
export function dayAt(moment: number): string {
  return new Date(moment + SHANGHAI_MILLISECONDS).toISOString().slice(0, 10)
}

/** What is in force to the end of a day ends at the first moment of the next: what people are told is the day. */
export function lastDayOf(end: string): string {
  const moment = Date.parse(end)
  return Number.isNaN(moment) ? end : dayAt(moment - 1)
}

/** The same day some years on. As text: 29 February in another year is no day, and every day before it sorts before it. */
export function yearsAfter(day: string, years: number): string {
  return `${Number(day.slice(0, 4)) + years}${day.slice(4)}`
}

/** So many days later. */
export function daysAfter(day: string, days: number): string {
  const moment = new Date(`${day}T00:00:00Z`)
  moment.setUTCDate(moment.getUTCDate() + days)
  return moment.toISOString().slice(0, 10)
}

/** So many calendar months after a moment; of a day that such a month has not, a day or three on. */
export function monthsAfter(moment: number, months: number): string {
  const day = new Date(moment + SHANGHAI_MILLISECONDS)
  day.setUTCMonth(day.getUTCMonth() + months)
  return day.toISOString().slice(0, 10)
}
