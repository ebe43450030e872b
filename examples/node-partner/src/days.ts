/** Dates of the law: days as calendars in the county have them, Asia/Shanghai, wherever this program runs. */

const DAY_MS = 24 * 3600 * 1000
/** Swedes write dates as ISO 8601 does. */
const calendar = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' })

/** The date so many days from today: `2026-03-02`. */
export function dayIn(days: number): string {
  return calendar.format(new Date(Date.now() + days * DAY_MS))
}
