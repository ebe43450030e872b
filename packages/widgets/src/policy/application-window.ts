/** When applications are taken, as an item says it: its window, and the hour at which it closes. */
import type { PolicyItem, PolicySummary } from './policy.js'

/** What Asia/Shanghai is ahead of UTC. */
const EIGHT_HOURS = 8 * 3_600_000

/** The hour it closes at, where that is earlier than the end of the day. */
export function closingTime({ closesAt }: Pick<PolicySummary, 'closesAt'>): string | undefined {
  if (closesAt === undefined) return undefined
  const time = new Date(Date.parse(closesAt) + EIGHT_HOURS).toISOString().slice(11, 16)
  return time === '00:00' ? undefined : time
}

/** A window as the item says it; undefined for a kind that is not known here. */
export type ShownWindow =
  | { readonly kind: 'year-round' }
  | { readonly kind: 'annual'; readonly from: string; readonly to: string }
  | { readonly kind: 'fixed'; readonly from: string; readonly to: string }

export function windowOf({ window }: Pick<PolicyItem, 'window'>): ShownWindow | undefined {
  const { type, from, to } = window
  if (type === 'year-round') return { kind: 'year-round' }
  if (typeof from !== 'string' || typeof to !== 'string') return undefined
  return type === 'annual' || type === 'fixed' ? { kind: type, from, to } : undefined
}
