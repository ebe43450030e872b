/** A match as callers get it, computed from what was kept: the same today as on the day it was made. */
import type { contract } from '@qiyema/core/contract'
import type * as z from 'zod/mini'
import type { Facts, FactValue } from '../facts/facts.js'
import type { Language } from '../http/language.js'
import { evaluate, type JudgedCondition, type JudgedRule } from '../rules/evaluate.js'
import type { Db } from '../store/store.js'
import { estimateAnswer } from './estimate-answer.js'
import { computableOf, type Item } from './item.js'
import type { MatchRow } from './match.js'
import type { StoredFact } from './tables.js'

export type MatchAnswer = z.output<typeof contract.policy.matches.read.answer>
type ConditionAnswer = MatchAnswer['conditions'][number]

/** The item of the version that a match is of. */
export async function itemOfMatch(
  db: Db,
  { policy_id: id, policy_version: version }: MatchRow,
): Promise<Item> {
  const { item } = await db
    .selectFrom('policy_versions')
    .select('item')
    .where('policy_id', '=', id)
    .where('version', '=', version)
    .executeTakeFirstOrThrow()
  return item
}

/** @param language - of the sentences that an estimate is explained in */
export function matchAnswer(match: MatchRow, item: Item, language: Language): MatchAnswer {
  const { rule, support } = computableOf(item)
  const stored = new Map(match.facts.map(fact => [fact.id, fact]))
  const facts = factsOf(match.facts)
  const answer = evaluate(rule, facts)
  const computed = estimateAnswer(support, facts, stored, language)
  const waiting =
    answer.result === 'need-info' ? answer.missing : answer.result === 'yes' ? computed.missing : []
  const isWorthTelling =
    answer.result === 'yes' || (answer.result === 'need-info' && computed.estimate.amount)
  return {
    id: match.id,
    policyId: match.policy_id,
    policyVersion: match.policy_version,
    result: answer.result,
    conditions: conditionsAt(answer.judged, '').map(([path, condition]) =>
      conditionAnswer(path, condition, stored.get(condition.fact)),
    ),
    missing: waiting.flatMap(id => missingAnswer(stored.get(id))),
    ...(isWorthTelling && { estimate: computed.estimate }),
    excludes: [...match.excludes],
    at: match.at.toISOString(),
    tables: { ...match.tables },
  }
}

function factsOf(stored: readonly StoredFact[]): Facts {
  return Object.fromEntries(stored.flatMap(({ id, known }) => (known ? [[id, known.value]] : [])))
}

/** Every condition with where it stands in the rule, as a JSON pointer. */
function conditionsAt(judged: JudgedRule, path: string): (readonly [string, JudgedCondition])[] {
  if ('all' in judged) return judged.all.flatMap((part, index) => conditionsAt(part, `${path}/all/${index}`))
  if ('any' in judged) return judged.any.flatMap((part, index) => conditionsAt(part, `${path}/any/${index}`))
  return 'not' in judged ? conditionsAt(judged.not, `${path}/not`) : [[path, judged]]
}

function conditionAnswer(
  path: string,
  { fact, op, value, result }: JudgedCondition,
  stored: StoredFact | undefined,
): ConditionAnswer {
  const known = stored?.known
  return {
    path,
    fact,
    label: stored?.label ?? { 'zh-CN': fact },
    op,
    value,
    state: result,
    ...(known && { known: plainValue(known.value), source: known.source, asOf: known.asOf }),
  }
}

function missingAnswer(stored: StoredFact | undefined): MatchAnswer['missing'] {
  if (!stored) return []
  const { id, label, type, source } = stored
  return [{ fact: id, label, type, source }]
}

/** The contract's lists are plain arrays. */
function plainValue(value: FactValue): NonNullable<ConditionAnswer['known']> {
  return typeof value === 'object' ? [...value] : value
}
