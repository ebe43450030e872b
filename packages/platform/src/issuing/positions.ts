/** Positions in status lists: drawn at random, so that none tells how many codes there are, and never given out twice. */
import { asTenant, type Db } from '../store/store.js'

export interface Position {
  readonly list: number
  readonly index: number
}

/** A code names its position with twenty bits and its list with four. */
const PLACES = 2 ** 20
const MAX_LISTS = 16
/** A list counts as full when this many draws were all taken: of one that is nine tenths full, once in a thousand times. */
const DRAWS = 64
/** How often the place found may be lost to somebody who was faster. */
const ATTEMPTS = 5

/**
 * Takes a position for a code that is about to be signed.
 *
 * @param draw - a place from 0 to 1,048,575
 * @throws {Error} when sixteen lists are full, which is all that the format can number
 */
export async function takePosition(db: Db, now: Date, draw: () => number = randomPlace): Promise<Position> {
  // Whose the others are is not for whoever has a code issued to see.
  return asTenant(db, { kind: 'platform' }, async platform => {
    for (
      let list = await lastList(platform, now);
      list < MAX_LISTS;
      list = await openList(platform, list + 1, now)
    ) {
      const index = await takeIn(platform, list, draw)
      if (index !== undefined) return { list, index }
    }
    throw new Error('All status lists of this issuer are full: give it another address.')
  })
}

async function takeIn(db: Db, list: number, draw: () => number): Promise<number | undefined> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const drawn = Array.from({ length: DRAWS }, draw)
    const taken = await db
      .selectFrom('status_positions')
      .select('index')
      .where('list', '=', list)
      .where('index', 'in', drawn)
      .execute()
    const isTaken = new Set(taken.map(({ index }) => index))
    const free = drawn.find(index => !isTaken.has(index))
    if (free === undefined) return undefined
    const row = await db
      .insertInto('status_positions')
      .values({ list, index: free, state: 'valid' })
      .onConflict(conflict => conflict.columns(['list', 'index']).doNothing())
      .returning('index')
      .executeTakeFirst()
    if (row) return row.index
  }
  return undefined
}

async function lastList(db: Db, now: Date): Promise<number> {
  const last = await db
    .selectFrom('status_lists')
    .select('list')
    .orderBy('list', 'desc')
    .limit(1)
    .executeTakeFirst()
  return last?.list ?? openList(db, 0, now)
}

/** Lists are opened one after the other, so there is never a gap in their numbers. */
async function openList(db: Db, list: number, now: Date): Promise<number> {
  if (list < MAX_LISTS)
    await db
      .insertInto('status_lists')
      .values({ list, version: 1, changed_at: now })
      .onConflict(conflict => conflict.column('list').doNothing())
      .execute()
  return list
}

/** Twenty bits are all that is taken of the thirty-two, and so every place is as likely. */
function randomPlace(): number {
  return (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) % PLACES
}
