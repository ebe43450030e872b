/** Cursors: where the next page begins, as the sort keys of the last row. Opaque to whoever carries them, checked on return. */
import type { Page } from '@qiyema/core/contract'
import { base64url } from 'jose'
import type * as z from 'zod/mini'
import { fromBase64url } from './digest.js'
import { invalidField } from './problems.js'

export const DEFAULT_PAGE = 20
const MAX_CURSOR = 400

/** The cursor of one list in one order. */
export interface Cursor<Keys> {
  /** @throws {RangeError} when the keys are longer than a cursor may be */
  write(keys: Keys): string
  /** @throws {PlatformProblem} `invalid_fields` with `cursor` at `/cursor`, for one of another list or of nobody's */
  read(text: string): Keys
}

/**
 * Makes the cursor of a list.
 *
 * @param list - name and order of the list, so that no cursor is taken for another's: `codes newest`
 * @param keys - the schema of the sort keys, the last of them unique
 *
 * @example
 * ```ts
 * const cursor = createCursor('codes newest', z.tuple([z.iso.datetime(), id('code')]))
 * ```
 */
export function createCursor<Schema extends z.ZodMiniType>(
  list: string,
  keys: Schema,
): Cursor<z.output<Schema>> {
  return {
    write(given) {
      const text = base64url.encode(JSON.stringify([list, given]))
      if (text.length > MAX_CURSOR) throw new RangeError(`The keys of ${list} do not fit into a cursor.`)
      return text
    },
    read(text) {
      const parsed = keys.safeParse(keysIn(text, list))
      if (!parsed.success) throw invalidField('/cursor', 'cursor')
      return parsed.data
    },
  }
}

/**
 * Cuts a page of rows, of which one more was asked for than fits.
 *
 * @param rows - up to `limit + 1`, in order
 * @param nextOf - the cursor after a row
 */
export function cutPage<Row, Item>(
  rows: readonly Row[],
  limit: number,
  toItem: (row: Row) => Item,
  nextOf: (row: Row) => string,
): Page<Item> {
  const kept = rows.slice(0, limit)
  const last = kept.at(-1)
  return {
    items: kept.map(toItem),
    ...(rows.length > limit && last !== undefined && { nextCursor: nextOf(last) }),
  }
}

function keysIn(text: string, list: string): unknown {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(fromBase64url(text)))
    return Array.isArray(value) && value.length === 2 && value[0] === list ? value[1] : undefined
  } catch {
    return undefined
  }
}
