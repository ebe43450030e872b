/** What banks can take up: needs with a place left, without a name, a contact or a fact, and with nothing of other banks. */
import { type contract, id, type Page } from '@qiyema/core/contract'
import * as z from 'zod/mini'
import type { Caller } from '../../access/caller.js'
import { legalDateAt } from '../../calendar/shanghai-time.js'
import type { Facts } from '../../facts/facts.js'
import { createCursor, cutPage, DEFAULT_PAGE } from '../../http/cursor.js'
import type { Call } from '../../http/handler.js'
import { PlatformProblem } from '../../http/problems.js'
import { publicFacts, readDictionary } from '../../registry/facts.js'
import { findPartner } from '../../registry/partners.js'
import { asTenant, type Db } from '../../store/store.js'
import { matchOf } from '../products/match.js'
import { outsideProduct } from '../products/outside.js'
import { fen, type ProductRow } from '../products/product.js'
import type { Purpose } from '../tables.js'

type QueuedNeed = z.output<typeof contract.finance.queue.list.answer>['items'][number]

const cursor = createCursor('queue newest', z.tuple([z.iso.datetime(), id('need')]))

export interface QueueWishes {
  readonly purpose?: Purpose | undefined
  readonly cursor?: string | undefined
  readonly limit?: number | undefined
}

/**
 * The bank that calls.
 *
 * @throws {PlatformProblem} `forbidden` for a partner that is none
 */
export async function bankOf(db: Db, caller: Caller): Promise<string> {
  const partner = caller.kind === 'partner' ? await findPartner(db, caller.partnerId) : undefined
  if (partner?.kind !== 'bank') throw new PlatformProblem('forbidden')
  return partner.id
}

/** A page, newest first. */
export async function listQueue({ db, caller, now }: Call, wishes: QueueWishes): Promise<Page<QueuedNeed>> {
  const bankId = await bankOf(db, caller)
  const { limit = DEFAULT_PAGE } = wishes
  const rows = await queueAfter(db, bankId, wishes, now, limit)
  const dictionary = await readDictionary(db)
  const products = await db
    .selectFrom('loan_products')
    .selectAll()
    .where('partner_id', '=', bankId)
    .orderBy('position')
    .orderBy('id')
    .execute()
  const asOf = legalDateAt(now)
  return cutPage(
    rows,
    limit,
    // Who has not taken it up knows of its enterprise what anyone does: most of the answers are that more must be known.
    row => queuedNeed(row, products, publicFacts(dictionary, row, asOf)),
    row => cursor.write([row.posted_at.toISOString(), row.id]),
  )
}

type QueueRow = Awaited<ReturnType<typeof queueAfter>>[number]

async function queueAfter(
  db: Db,
  bankId: string,
  { purpose, cursor: after }: QueueWishes,
  now: Date,
  limit: number,
) {
  // The walls show banks no need; these columns of these rows are what every bank may see.
  return asTenant(db, { kind: 'platform' }, platform => {
    let query = platform
      .selectFrom('loan_needs as n')
      .innerJoin('enterprises as e', 'e.id', 'n.enterprise_id')
      .innerJoin('consents as c', 'c.id', 'n.consent_id')
      .select([
        'n.id',
        'n.amount_fen',
        'n.tenor_months',
        'n.purpose',
        'n.guarantees',
        'n.posted_at',
        'n.expires_at',
        'e.entity_type',
        'e.region_code',
        'e.industry_code',
        'e.registration_status',
        'e.established_on',
      ])
      .where('n.state', '=', 'open')
      .whereRef('n.places_taken', '<', 'n.places')
      .where('n.expires_at', '>', now)
      .where(({ or, eb }) => or([eb('n.lender_id', 'is', null), eb('n.lender_id', '=', bankId)]))
      .where('e.registration_status', '=', 'active')
      .where('c.state', '=', 'active')
      .where('c.until_at', '>', now)
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('loan_applications as a')
              .select('a.id')
              .whereRef('a.need_id', '=', 'n.id')
              .where('a.partner_id', '=', bankId),
          ),
        ),
      )
    if (purpose) query = query.where('n.purpose', '=', purpose)
    if (after !== undefined) {
      const [at, lastId] = cursor.read(after)
      query = query.where(({ eb, refTuple, tuple }) =>
        eb(refTuple('n.posted_at', 'n.id'), '<', tuple(new Date(at), lastId)),
      )
    }
    return query
      .orderBy('n.posted_at', 'desc')
      .orderBy('n.id', 'desc')
      .limit(limit + 1)
      .execute()
  })
}

function queuedNeed(row: QueueRow, products: readonly ProductRow[], facts: Facts): QueuedNeed {
  const wanted = { amountFen: row.amount_fen, tenorMonths: row.tenor_months }
  return {
    id: row.id,
    amount: fen(row.amount_fen),
    tenorMonths: row.tenor_months,
    purpose: row.purpose,
    guarantees: [...row.guarantees],
    ...(row.industry_code !== null && { industryCode: row.industry_code }),
    regionCode: row.region_code,
    postedAt: row.posted_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
    matches: products.map(product => ({
      productId: product.id,
      result: outsideProduct(product, wanted).length > 0 ? 'no' : matchOf(product, facts).result,
    })),
  }
}
