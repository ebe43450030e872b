/** The sixteen lifetimes a code may have (code format, section 4). */

/** Every lifetime by its name, shortest first; a year is 365 days. The position is the class that a code carries. */
export const LIFETIMES = [
  '1m',
  '2m',
  '5m',
  '10m',
  '30m',
  '1h',
  '12h',
  '1d',
  '7d',
  '30d',
  '90d',
  '180d',
  '1y',
  '2y',
  '3y',
  '5y',
] as const

/** A lifetime by its name, from one minute (`1m`) to five years (`5y`). */
export type Lifetime = (typeof LIFETIMES)[number]

const SECONDS = [
  60, 120, 300, 600, 1800, 3600, 43200, 86400, 604800, 2592000, 7776000, 15552000, 31536000, 63072000,
  94608000, 157680000,
]

/** A code that lives no longer than this was issued just now: a screenshot of it dies. */
export const CURRENT_SECONDS = 600

/** The seconds of a lifetime class, 0 to 15. */
export function secondsOfClass(lifetimeClass: number): number {
  return SECONDS[lifetimeClass] ?? 0
}

/** The class of a lifetime in seconds; -1 when there is none. */
export function classOfSeconds(seconds: number): number {
  return SECONDS.indexOf(seconds)
}
