import { expect, it } from 'vitest'
import {
  type ConditionState,
  conditionsOf,
  countStates,
  type DemandNode,
  demandsOf,
  type ShownCondition,
} from './condition-tree.js'

const at = (path: string, state: ConditionState, op = 'eq'): ShownCondition => ({
  path,
  fact: 'entity.isIndustrial',
  op,
  value: true,
  state,
})

/** `any:met(met unknown)` */
function shapeOf(node: DemandNode): string {
  if (node.kind === 'demand') return `${node.op}:${node.state}`
  return `${node.kind}:${node.state}(${node.parts.map(shapeOf).join(' ')})`
}
const shapes = (conditions: readonly ShownCondition[]) => demandsOf(conditions).map(shapeOf)

it('puts what must all hold in one row, however deep it stands', () => {
  expect(shapes([at('/all/0', 'met'), at('/all/1/all/0', 'not-met'), at('/all/1/all/1', 'unknown')])).toEqual(
    ['eq:met', 'eq:not-met', 'eq:unknown'],
  )
})

it('keeps together of what one is enough, and says how it stands as one', () => {
  const any = (...states: ConditionState[]) =>
    shapes([at('/all/0', 'met'), ...states.map((state, index) => at(`/all/1/any/${index}`, state))])[1]
  expect(any('not-met', 'met')).toBe('any:met(eq:not-met eq:met)')
  expect(any('not-met', 'unknown')).toBe('any:unknown(eq:not-met eq:unknown)')
  expect(any('not-met', 'not-met')).toBe('any:not-met(eq:not-met eq:not-met)')
})

it('turns what a rule negates into what it demands', () => {
  expect(shapes([at('/not', 'met', 'gte')])).toEqual(['lt:not-met'])
  expect(shapes([at('/all/0', 'met'), at('/all/1/not', 'unknown', 'in')])).toEqual([
    'eq:met',
    'not-in:unknown',
  ])
  // Neither of two.
  expect(shapes([at('/not/any/0', 'not-met', 'includes'), at('/not/any/1', 'met', 'includes')])).toEqual([
    'excludes:met',
    'excludes:not-met',
  ])
  expect(shapes([at('/not/all/0', 'met', 'gt'), at('/not/all/1', 'not-met', 'eq')])).toEqual([
    'any:met(lte:not-met ne:met)',
  ])
  expect(shapes([at('/not/not', 'met')])).toEqual(['eq:met'])
})

it('takes a rule that is one condition', () => {
  expect(shapes([at('', 'unknown')])).toEqual(['eq:unknown'])
  expect(demandsOf([])).toEqual([])
})

it('finds the conditions of a rule where nobody is held against it, and passes over what is none', () => {
  const rule = {
    all: [
      { fact: 'entity.isIndustrial', op: 'eq', value: true },
      {
        any: [
          { fact: 'honours', op: 'includes', value: 'cmmi-3' },
          { not: { fact: 'honours', op: 'includes', value: 'x' } },
        ],
      },
      { fact: 7 },
      null,
    ],
  }
  const conditions = conditionsOf(rule)
  expect(conditions.map(({ path }) => path)).toEqual(['/all/0', '/all/1/any/0', '/all/1/any/1/not'])
  expect(shapes(conditions)).toEqual(['eq:undefined', 'any:undefined(includes:undefined excludes:undefined)'])
})

it('is not led astray by a rule without end', () => {
  const rule: { all: unknown[] } = { all: [] }
  rule.all.push(rule, rule)
  expect(conditionsOf(rule)).toEqual([])
})

it('counts a group of which one is enough once', () => {
  const nodes = demandsOf([
    at('/all/0', 'met'),
    at('/all/1/any/0', 'met'),
    at('/all/1/any/1', 'not-met'),
    at('/all/2', 'unknown'),
  ])
  expect(countStates(nodes)).toEqual({ met: 2, 'not-met': 0, unknown: 1 })
})
