/** How often a job that throws is tried again: soon at first, for half a day in all, so that a night's trouble passes. */

/** Tries in all. */
export const MAX_TRIES = 20
export const FIRST_DELAY_SECONDS = 2
export const MAX_DELAY_SECONDS = 3600

/** How long a job may be at it before others take it for dead. */
export const CLAIM_SECONDS = 300

/** When a job that failed so many times comes again: from half of 2, 4, 8… seconds to all of it, an hour at most. */
export function retryDelaySeconds(failures: number, random: () => number): number {
  const whole = Math.min(MAX_DELAY_SECONDS, FIRST_DELAY_SECONDS * 2 ** (failures - 1))
  return (whole / 2) * (1 + random())
}
