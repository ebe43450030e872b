/** How an item stands at a moment: computed from its dates, what took its place, and its budget. Nobody types it. */
import type { VALIDITIES } from '@qiyema/core/contract'
import type { Selectable } from 'kysely'
import { legalDateAt } from '../calendar/shanghai-time.js'
import { type ApplicationWindow, type Validity as Within, windowAt } from '../rules/window.js'
import type { Item } from './item.js'
import type { PolicyTable } from './tables.js'

export type Validity = (typeof VALIDITIES)[number]

export type Standing = Pick<
  Selectable<PolicyTable>,
  'publication' | 'exhausted_at' | 'effective_from' | 'effective_to'
> & {
  /** The item in force that took its place. */
  readonly superseded_by: string | null
}

/** What lists show unless they are asked for the rest. */
export const LIVE: readonly Validity[] = ['upcoming', 'in-force', 'exhausted']

export function validityAt(standing: Standing, now: Date): Validity {
  const today = legalDateAt(now)
  if (standing.publication === 'withdrawn') return 'withdrawn'
  if (standing.effective_to !== null && standing.effective_to < today) return 'expired'
  if (standing.superseded_by !== null) return 'superseded'
  // A draft is in force for nobody yet.
  if (standing.publication === 'draft' || standing.effective_from > today) return 'upcoming'
  return standing.exhausted_at === null ? 'in-force' : 'exhausted'
}

/** The days between which an item is in force. */
export function daysOf({ effectiveFrom, effectiveTo }: Pick<Item, 'effectiveFrom' | 'effectiveTo'>): Within {
  return { from: effectiveFrom, ...(effectiveTo !== undefined && { to: effectiveTo }) }
}

/** Later than everything that has a date: for what does not close, or does not open again. */
export const NEVER = new Date('9999-12-31T00:00:00Z')

/** The period that is open at a moment, or opens next, as lists sort and filter by it. */
export function periodAt(window: ApplicationWindow, days: Within, now: Date): { opens: Date; closes: Date } {
  const state = windowAt(window, now, days)
  if (state.isOpen) return { opens: now, closes: state.closesAt ?? NEVER }
  if (!state.opensAt) return { opens: NEVER, closes: NEVER }
  const next = windowAt(window, state.opensAt, days)
  return { opens: state.opensAt, closes: (next.isOpen && next.closesAt) || NEVER }
}
