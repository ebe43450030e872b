/** What is wrong with an item, member by member: a draft may lack a rule that works, a published item may not. */
import type { z } from 'zod'
import { isNumeric } from '../facts/dictionary.js'
import { faultsOf } from '../http/fields.js'
import { type FieldFault, PlatformProblem } from '../http/problems.js'
import { type FactDefinition, readDictionary } from '../registry/facts.js'
import { checkRule, type RuleFault } from '../rules/check-rule.js'
import type { Rule } from '../rules/rule.js'
import type { Support } from '../rules/support.js'
import type { Db } from '../store/store.js'
import { type Item, PARTS } from './item.js'
import { innerRules, namedFacts } from './support-facts.js'

/**
 * What holds for drafts, too: days that there are, in order.
 *
 * @throws {PlatformProblem} `invalid_fields`
 */
export function ensureDates({ window, effectiveFrom, effectiveTo }: Item): void {
  const faults = schemaFaults('window', PARTS.window, window)
  if (effectiveTo !== undefined && effectiveTo < effectiveFrom)
    faults.push({ pointer: '/effectiveTo', code: 'too_early', values: { min: effectiveFrom } })
  refuse(faults)
}

/**
 * That an item can be published: every condition and amount asks what the county's dictionary can answer, and what it takes
 * the place of is a published item of the same department.
 *
 * @throws {PlatformProblem} `invalid_fields`
 */
export async function ensurePublishable(db: Db, item: Item, policyId: string): Promise<void> {
  ensureDates(item)
  const dictionary = await readDictionary(db)
  const rule = PARTS.rule.safeParse(item.rule)
  const support = PARTS.support.safeParse(item.support)
  refuse([
    ...schemaFaults('rule', PARTS.rule, item.rule),
    ...schemaFaults('support', PARTS.support, item.support),
    ...(rule.success ? ruleFaults('/rule', rule.data, dictionary) : []),
    ...(support.success ? supportFaults(support.data, dictionary) : []),
    ...(await successionFaults(db, item, policyId)),
  ])
}

function refuse(errors: readonly FieldFault[]): void {
  if (errors.length > 0) throw new PlatformProblem('invalid_fields', { errors })
}

function schemaFaults(member: string, schema: z.ZodType, value: unknown): FieldFault[] {
  const { error } = schema.safeParse(value, { reportInput: true })
  return faultsOf(error?.issues ?? []).map(fault => ({ ...fault, pointer: `/${member}${fault.pointer}` }))
}

/** Which member of a condition a fault of it is at, and its code. */
const RULE_FAULTS = {
  'unknown-fact': ['fact', 'unknown_fact'],
  'operator-does-not-fit': ['op', 'operator_does_not_fit'],
  'impossible-value': ['value', 'no_value_of_fact'],
} as const satisfies Record<RuleFault['fault'], readonly [string, string]>

function ruleFaults(pointer: string, rule: Rule, dictionary: readonly FactDefinition[]): FieldFault[] {
  return checkRule(rule, [...dictionary]).map(({ path, fault }) => {
    const [member, code] = RULE_FAULTS[fault]
    return { pointer: `${pointer}${path}/${member}`, code }
  })
}

function supportFaults(support: Support, dictionary: readonly FactDefinition[]): FieldFault[] {
  const facts = namedFacts(support).flatMap(({ path, fact, isNumber }) => {
    const definition = dictionary.find(({ id }) => id === fact)
    const pointer = `/support${path}`
    if (!definition) return [{ pointer, code: 'unknown_fact' }]
    return isNumber && !isNumeric(definition.type) ? [{ pointer, code: 'no_number' }] : []
  })
  const rules = innerRules(support).flatMap(({ path, rule }) =>
    ruleFaults(`/support${path}`, rule, dictionary),
  )
  return [...facts, ...rules]
}

async function successionFaults(db: Db, item: Item, policyId: string): Promise<FieldFault[]> {
  const { supersedes, departmentId } = item
  if (supersedes === undefined) return []
  const other = await db
    .selectFrom('policies')
    .select('id')
    .where('id', '=', supersedes)
    .where('department_id', '=', departmentId)
    .where('publication', '=', 'published')
    .executeTakeFirst()
  const isRound = await takesThePlaceOf(db, supersedes, policyId)
  return other && !isRound ? [] : [{ pointer: '/supersedes', code: 'no_predecessor' }]
}

/** Whether following what each supersedes, from one item, leads to another. */
async function takesThePlaceOf(db: Db, from: string, to: string): Promise<boolean> {
  const seen = new Set<string>()
  let at: string | null | undefined = from
  while (at && !seen.has(at)) {
    if (at === to) return true
    seen.add(at)
    const row: { supersedes: string | null } | undefined = await db
      .selectFrom('policies')
      .select('supersedes')
      .where('id', '=', at)
      .executeTakeFirst()
    at = row?.supersedes
  }
  return false
}
