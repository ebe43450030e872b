/** How long a clock has to run, or how long ago it ran out. */
import type { Clock } from './loan.js'

const HOUR = 3600_000
const DAY = 24 * HOUR

export interface Due {
  /** By the platform's word or by the time now: what was fetched in time may be late by the time it is read. */
  readonly isOverdue: boolean
  readonly days: number
  /** Beside the days. Where both are 0 it is less than an hour. */
  readonly hours: number
}

export function dueOf({ dueAt, isOverdue }: Clock, now: number): Due {
  const left = Date.parse(dueAt) - now
  const distance = Math.abs(left)
  return {
    isOverdue: isOverdue || left <= 0,
    days: Math.floor(distance / DAY),
    hours: Math.floor((distance % DAY) / HOUR),
  }
}
