/** Lists: pages by cursor, stable while others insert, at most a hundred at a time. */
import { z } from './schema.js'

export const MAX_PAGE = 100

/** What every list takes beside its own filters. */
export const pageQuery = {
  /** From the page before; opaque. */
  cursor: z.optional(z.string().check(z.regex(/^[\w-]{1,400}$/))),
  limit: z.optional(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(MAX_PAGE))),
}

/** One page. Without `nextCursor` it was the last. */
export function pageOf<Item extends z.ZodMiniType>(item: Item) {
  return z.object({ items: z.array(item), nextCursor: z.optional(z.string()) })
}

/** One page of anything. */
export interface Page<Item> {
  readonly items: readonly Item[]
  readonly nextCursor?: string | undefined
}
