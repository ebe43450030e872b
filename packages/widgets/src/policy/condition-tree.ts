/** Conditions as a reader follows them: all of these, one of those. What a rule negates is turned into what it demands. */
import type { MatchCondition } from './policy.js'

export type ConditionState = 'met' | 'not-met' | 'unknown'

/** A condition with what it demands, once negations are worked in. */
export interface Demand {
  readonly kind: 'demand'
  readonly condition: ShownCondition
  readonly op: string
  /** Undefined where nobody has been held against it. */
  readonly state: ConditionState | undefined
}

export interface DemandGroup {
  readonly kind: 'all' | 'any'
  readonly parts: readonly DemandNode[]
  readonly state: ConditionState | undefined
}

export type DemandNode = Demand | DemandGroup

/** Of a match, or of the rule alone. */
export type ShownCondition = Pick<MatchCondition, 'path' | 'fact' | 'op' | 'value'> &
  Partial<Omit<MatchCondition, 'path' | 'fact' | 'op' | 'value'>>

const OPPOSITES: Readonly<Record<string, string>> = {
  eq: 'ne',
  ne: 'eq',
  gte: 'lt',
  lt: 'gte',
  gt: 'lte',
  lte: 'gt',
  in: 'not-in',
  includes: 'excludes',
  prefixIn: 'not-prefixIn',
}

/** Deeper than any rule that the platform takes. */
const MAX_DEPTH = 12
const MAX_CONDITIONS = 200

/**
 * Orders conditions by where they stand in the rule, which their paths tell.
 *
 * @returns the parts that must all hold
 */
export function demandsOf(conditions: readonly ShownCondition[]): readonly DemandNode[] {
  const entries = conditions.map(condition => ({ steps: condition.path.split('/').slice(1), condition }))
  const tree = nodeOf(entries, false)
  if (!tree) return []
  return tree.kind === 'all' ? tree.parts : [tree]
}

interface Entry {
  readonly steps: readonly string[]
  readonly condition: ShownCondition
}

function nodeOf(entries: readonly Entry[], isNegated: boolean): DemandNode | undefined {
  const [first] = entries
  if (!first) return undefined
  const [step, index] = first.steps
  if (step === undefined) return demandOf(first.condition, isNegated)
  if (step === 'not')
    return nodeOf(
      entries.map(entry => behind(entry, 1)),
      !isNegated,
    )
  if (index === undefined) return demandOf(first.condition, isNegated)
  const kind = (step === 'any') === isNegated ? 'all' : 'any'
  const parts = [...new Set(entries.map(({ steps }) => steps[1]))].flatMap(at => {
    const members = entries.filter(({ steps }) => steps[1] === at)
    const part = nodeOf(
      members.map(entry => behind(entry, 2)),
      isNegated,
    )
    // What is of one kind inside the same kind says nothing more by standing apart.
    return part === undefined ? [] : part.kind === kind ? part.parts : [part]
  })
  const [only] = parts
  return parts.length === 1 ? only : { kind, parts, state: stateOf(kind, parts) }
}

function behind({ steps, condition }: Entry, count: number): Entry {
  return { steps: steps.slice(count), condition }
}

function demandOf(condition: ShownCondition, isNegated: boolean): Demand {
  const { op } = condition
  const state = knownState(condition.state)
  if (!isNegated) return { kind: 'demand', condition, op, state }
  return { kind: 'demand', condition, op: OPPOSITES[op] ?? op, state: state && OPPOSITE_STATES[state] }
}

const OPPOSITE_STATES: Readonly<Record<ConditionState, ConditionState>> = {
  met: 'not-met',
  'not-met': 'met',
  unknown: 'unknown',
}

/** A state that is not known here settles nothing. */
function knownState(state: string | undefined): ConditionState | undefined {
  if (state === undefined || state === 'met' || state === 'not-met') return state
  return 'unknown'
}

function stateOf(kind: 'all' | 'any', parts: readonly DemandNode[]): ConditionState | undefined {
  const states = parts.map(({ state }) => state)
  if (states.includes(undefined)) return undefined
  const [decisive, other] = kind === 'all' ? (['not-met', 'met'] as const) : (['met', 'not-met'] as const)
  if (states.includes(decisive)) return decisive
  return states.includes('unknown') ? 'unknown' : other
}

/** The conditions of a rule that nobody has been held against; what is no condition is left out. */
export function conditionsOf(rule: unknown): ShownCondition[] {
  const found: ShownCondition[] = []
  collect(rule, '', 0, found)
  return found
}

function collect(node: unknown, path: string, depth: number, found: ShownCondition[]): void {
  if (typeof node !== 'object' || node === null || depth > MAX_DEPTH || found.length >= MAX_CONDITIONS) return
  if ('not' in node) collect(node.not, `${path}/not`, depth + 1, found)
  for (const kind of ['all', 'any'] as const) {
    const parts = kind === 'all' ? 'all' in node && node.all : 'any' in node && node.any
    if (!Array.isArray(parts)) continue
    for (const [index, part] of parts.entries()) collect(part, `${path}/${kind}/${index}`, depth + 1, found)
  }
  if ('fact' in node && typeof node.fact === 'string' && 'op' in node && typeof node.op === 'string')
    found.push({ path, fact: node.fact, op: node.op, value: 'value' in node ? node.value : undefined })
}

/** How many hold, do not hold, or are not known; a group where one is enough counts once. */
export function countStates(nodes: readonly DemandNode[]): Readonly<Record<ConditionState, number>> {
  const count = (wanted: ConditionState) => nodes.filter(({ state }) => state === wanted).length
  return { met: count('met'), 'not-met': count('not-met'), unknown: count('unknown') }
}
