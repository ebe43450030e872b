/** Makes a match, and keeps what it rests on: the version, the facts it asks about, and which tables computed them. */
import type { Selectable } from 'kysely'
import type { FactType } from '../facts/dictionary.js'
import { heldValue } from '../facts/facts.js'
import { PlatformProblem } from '../http/problems.js'
import type { KnownFacts } from '../registry/facts.js'
import { factsOfRule } from '../rules/rule.js'
import { newId } from '../store/ids.js'
import type { Db } from '../store/store.js'
import type { MatchedFacts } from './enterprise-facts.js'
import { type Policy, selectPolicies } from './find.js'
import { type Computable, computableOf } from './item.js'
import { factsOfSupport } from './support-facts.js'
import type { PolicyMatchTable, StoredFact } from './tables.js'
import { LIVE, validityAt } from './validity.js'

export type MatchRow = Selectable<PolicyMatchTable>

/**
 * Keeps a match of an enterprise with the current version of an item.
 *
 * @throws {PlatformProblem} `not_found` for a draft, `impossible_step` for what is over
 */
export async function keepMatch(
  db: Db,
  policy: Policy,
  known: MatchedFacts,
  now: Date,
  partnerId: string | null = null,
): Promise<MatchRow> {
  if (policy.publication === 'draft') throw new PlatformProblem('not_found')
  const validity = validityAt(policy, now)
  if (!LIVE.includes(validity))
    throw new PlatformProblem('impossible_step', { state: validity, possible: [] })
  const facts = storedFacts(computableOf(policy.item), known)
  const used = new Set(facts.map(({ id }) => id))
  const tables = Object.fromEntries(Object.entries(known.tables).filter(([id]) => used.has(id)))
  return db
    .insertInto('policy_matches')
    .values({
      id: newId('match', now),
      enterprise_id: known.enterpriseId,
      partner_id: partnerId,
      consent_id: known.consentId ?? null,
      policy_id: policy.id,
      policy_version: policy.version,
      department_id: policy.department_id,
      facts: JSON.stringify(facts),
      tables: JSON.stringify(tables),
      excludes: JSON.stringify(await rivalsOf(db, policy, now)),
      at: now,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
}

/** Every fact that the answer asks about, known or not, as it is called at this moment. */
function storedFacts({ rule, support }: Computable, known: KnownFacts): StoredFact[] {
  const ids = [...new Set([...factsOfRule(rule), ...factsOfSupport(support)])]
  return ids.map(id => {
    const definition = known.dictionary.find(entry => entry.id === id)
    const value = heldValue(known.facts, id)
    const origin = known.provenance.get(id)
    return {
      id,
      label: definition ? { 'zh-CN': definition.label.zh, en: definition.label.en } : { 'zh-CN': id },
      type: definition ? typeText(definition.type) : 'string',
      source: definition?.source ?? 'declared',
      ...(value !== undefined &&
        origin && { known: { value, source: origin.source, asOf: origin.asOf.toISOString() } }),
    }
  })
}

/** As the dictionary writes it. */
function typeText(type: FactType): string {
  return type.kind === 'enum' ? `enum:${type.choices.join('|')}` : type.kind
}

/** Others of its group that can still be had: only one of them can. */
async function rivalsOf(db: Db, { id, stacking_group: group }: Policy, now: Date): Promise<string[]> {
  if (group === null) return []
  const rows = await selectPolicies(db, now)
    .where('p.stacking_group', '=', group)
    .where('p.id', '!=', id)
    .where('p.publication', '=', 'published')
    .orderBy('p.id')
    .execute()
  return rows.filter(row => LIVE.includes(validityAt(row, now))).map(row => row.id)
}
