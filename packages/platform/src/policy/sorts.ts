/** Orders of a list of policies, each with the key that its pages are cut by. */
import { id } from '@qiyema/core/contract'
import { type RawBuilder, sql } from 'kysely'
import * as z from 'zod/mini'
import { createCursor } from '../http/cursor.js'
import type { Policy } from './find.js'

export type SortName = 'relevance' | 'newest' | 'closing' | 'amount'

/** A row of a list. */
export interface Listed extends Policy {
  /** How well it fits the words; 0 where none were given. */
  readonly rank: number
}

/** An order: by a key, then by the id, both one way, so that rows which come in between move no page. */
export interface Sort {
  readonly direction: 'asc' | 'desc'
  readonly key: RawBuilder<unknown>
  cursorOf(row: Listed): string
  /** @throws {PlatformProblem} `invalid_fields` for a cursor of another list or order */
  after(cursor: string): RawBuilder<boolean>
}

const policyId = id('policy')
const newest = createCursor('policies newest', z.tuple([z.iso.date().check(z.regex(/^[1-9]/)), policyId]))
const closing = createCursor(
  'policies closing',
  z.tuple([z.iso.datetime().check(z.regex(/^[1-9]/)), policyId]),
)
const amount = createCursor('policies amount', z.tuple([z.int().check(z.minimum(0)), policyId]))
const relevance = createCursor('policies relevance', z.tuple([z.number(), policyId]))

/**
 * The order of a name.
 *
 * @param rank - what `relevance` goes by; without words to search for, that is the newest
 */
export function sortOf(name: SortName, rank: RawBuilder<number> | undefined): Sort {
  switch (name) {
    case 'relevance':
      return rank ? byRank(rank) : NEWEST
    case 'newest':
      return NEWEST
    case 'closing':
      return CLOSING
    case 'amount':
      return AMOUNT
  }
}

/** By the day of issue. */
const NEWEST: Sort = {
  direction: 'desc',
  key: sql`p.issued_on`,
  cursorOf: row => newest.write([row.issued_on, row.id]),
  after(cursor) {
    const [day, last] = newest.read(cursor)
    return sql`(p.issued_on, p.id) < (${day}::date, ${last})`
  },
}

/** What closes next, whether it is open yet or not; what does not close comes last. */
const CLOSING: Sort = {
  direction: 'asc',
  key: sql`p.closes_at`,
  cursorOf: row => closing.write([row.closes_at.toISOString(), row.id]),
  after(cursor) {
    const [moment, last] = closing.read(cursor)
    return sql`(p.closes_at, p.id) > (${moment}::timestamptz, ${last})`
  },
}

/** The highest first, by the most that each can come to. */
const AMOUNT: Sort = {
  direction: 'desc',
  key: sql`p.ceiling_fen`,
  cursorOf: row => amount.write([row.ceiling_fen, row.id]),
  after(cursor) {
    const [fen, last] = amount.read(cursor)
    return sql`(p.ceiling_fen, p.id) < (${fen}::bigint, ${last})`
  },
}

function byRank(rank: RawBuilder<number>): Sort {
  return {
    direction: 'desc',
    key: rank,
    cursorOf: row => relevance.write([row.rank, row.id]),
    after(cursor) {
      const [held, last] = relevance.read(cursor)
      return sql`(${rank}, p.id) < (${held}::float8, ${last})`
    },
  }
}
