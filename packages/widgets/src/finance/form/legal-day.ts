/** Days as the county counts them, whatever clock a visitor has. */

const SHANGHAI_MILLISECONDS = 8 * 3600 * 1000

/** `2026-03-02`. */
export function dayAt(moment: number): string {
  return new Date(moment + SHANGHAI_MILLISECONDS).toISOString().slice(0, 10)
}

/** So many calendar months later; of a day that such a month has not, a day or three on. */
export function monthsAfter(moment: number, months: number): string {
  const day = new Date(moment + SHANGHAI_MILLISECONDS)
  day.setUTCMonth(day.getUTCMonth() + months)
  return day.toISOString().slice(0, 10)
}
