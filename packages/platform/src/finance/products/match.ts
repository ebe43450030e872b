/** How an enterprise stands to products, by facts that whoever looks may know. */
import type { Caller } from '../../access/caller.js'
import { findConsent, readUnderConsent } from '../../access/consents.js'
import { legalDateAt } from '../../calendar/shanghai-time.js'
import type { Facts } from '../../facts/facts.js'
import { enterpriseOf } from '../../registry/enterprises.js'
import { knownFacts, publicFacts, readDictionary } from '../../registry/facts.js'
import { evaluate } from '../../rules/evaluate.js'
import { reasonText } from '../../rules/reason-text.js'
import type { Db } from '../../store/store.js'
import type { Product, ProductRow } from './product.js'

/**
 * The facts that a caller's answers may rest on; undefined for who looks on behalf of no enterprise.
 *
 * What a widget shows, its partner's page can read: so there it is what is public, and what a consent opens to that partner.
 */
export async function factsFor(db: Db, caller: Caller, now: Date): Promise<Facts | undefined> {
  const asOf = legalDateAt(now)
  if (caller.kind === 'operator') {
    const { enterprise } = caller
    if (!enterprise || (enterprise.role === 'handler' && !enterprise.items.includes('finance')))
      return undefined
    return (await knownFacts(db, await enterpriseOf(db, enterprise.id), { asOf })).facts
  }
  if (caller.kind !== 'widget') return undefined
  const enterprise = await enterpriseOf(db, caller.enterpriseId)
  const open = publicFacts(await readDictionary(db), enterprise, asOf)
  const consent = await findConsent(db, caller, now)
  if (!consent) return open
  // A yes or no tells what it rests on, so it counts as a read.
  const { facts } = await readUnderConsent(db, consent.id, now)
  return { ...open, ...Object.fromEntries(facts.map(({ id, value }) => [id, value])) }
}

/** How an enterprise of which this is known stands to a product. */
export function matchOf({ rule }: Pick<ProductRow, 'rule'>, facts: Facts): NonNullable<Product['match']> {
  const answer = evaluate(rule, facts)
  return {
    result: answer.result,
    because: answer.result === 'no' ? answer.because.map(reasonText) : [],
    missing: answer.result === 'need-info' ? [...answer.missing] : [],
  }
}
