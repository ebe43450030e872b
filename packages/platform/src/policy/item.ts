/** A policy item as its department writes it, and as the platform works with it. */
import type { contract } from '@qiyema/core/contract'
import { z } from 'zod'
import type * as mini from 'zod/mini'
import { type Rule, rule } from '../rules/rule.js'
import { type Support, support } from '../rules/support.js'
import { type ApplicationWindow, applicationWindow } from '../rules/window.js'

/** Title, text, rule, support, window: all that makes a version. */
export type Item = mini.output<NonNullable<typeof contract.policy.drafts.create.body>>

/** The parts of an item that are computed with. Of a published one they are there: it was checked before. */
export interface Computable {
  readonly rule: Rule
  readonly support: Support
  readonly window: ApplicationWindow
}

const computable = z.object({ rule, support, window: applicationWindow })

/** @throws {z.ZodError} for an item that was never checked */
export function computableOf(item: Item): Computable {
  return computable.parse(item)
}

/** The schemas that a published item passes, and a draft not yet. */
export const PARTS = { rule, support, window: applicationWindow } as const

/**
 * Reads the parts of versions, each once: a version never changes.
 *
 * @param most - how many are kept
 */
export function createComputables(most = 5_000) {
  const held = new Map<string, Computable>()
  return (policyId: string, version: number, item: Item): Computable => {
    const name = `${policyId} ${version}`
    const known = held.get(name)
    if (known) return known
    const made = computableOf(item)
    if (held.size >= most) held.clear()
    held.set(name, made)
    return made
  }
}

export type ReadComputable = ReturnType<typeof createComputables>
