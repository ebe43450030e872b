import { describe, expect, test } from 'vitest'
import { factDictionary } from '../facts/dictionary.js'
import { checkRule } from './check-rule.js'
import { factsOfRule, MAX_DEPTH, MAX_PARTS, type Rule, rule } from './rule.js'

const leaf: Rule = { fact: 'ops.employees', op: 'gte', value: 20 }

function nested(depth: number): unknown {
  let given: unknown = leaf
  for (let level = 1; level < depth; level++) given = { not: given }
  return given
}

describe('a rule from outside', () => {
  test('is taken as it is when it keeps to the form', () => {
    const given = {
      all: [leaf, { any: [{ fact: 'honours', op: 'includes', value: 'high-tech' }, { not: leaf }] }],
    }
    expect(rule.parse(given)).toEqual(given)
  })

  test.each([
    ['an unknown member', { ...leaf, note: 'x' }],
    ['two ways to join at once', { all: [leaf], any: [leaf] }],
    ['nothing to join', { all: [] }],
    ['an operator that does not exist', { fact: 'ops.employees', op: 'like', value: 'x' }],
    ['a text where a number is compared', { fact: 'ops.employees', op: 'gte', value: '20' }],
    ['a list of texts and numbers', { fact: 'perMu.grade', op: 'in', value: ['A', 1] }],
    ['a single value for a list', { fact: 'perMu.grade', op: 'in', value: 'A' }],
    [
      'an empty prefix, which everything begins with',
      { fact: 'entity.regionCode', op: 'prefixIn', value: [''] },
    ],
    ['a number that is none', { fact: 'ops.employees', op: 'eq', value: Number.NaN }],
    ['a fact that is no id', { fact: '__proto__', op: 'eq', value: 1 }],
    ['no rule at all', null],
  ])('is refused with %s', (_, given) => {
    expect(rule.safeParse(given).success).toBe(false)
  })

  test('is refused beyond the depth it may have, even when nothing could walk that deep', () => {
    expect(rule.safeParse(nested(MAX_DEPTH)).success).toBe(true)
    expect(rule.safeParse(nested(MAX_DEPTH + 1)).success).toBe(false)
    expect(rule.safeParse(nested(200_000)).success).toBe(false)
    expect(rule.safeParse({ all: [leaf], any: [nested(200_000)], not: nested(200_000) }).success).toBe(false)
  })

  test('is refused beyond the parts it may have', () => {
    const wide = (parts: number) => ({ any: Array.from({ length: parts - 1 }, () => leaf) })
    expect(rule.safeParse(wide(MAX_PARTS)).success).toBe(true)
    expect(rule.safeParse(wide(MAX_PARTS + 1)).success).toBe(false)
  })

  test('names its facts once each, in its own order', () => {
    const given: Rule = {
      all: [leaf, { not: { any: [{ fact: 'honours', op: 'includes', value: 'x' }, leaf] } }],
    }
    expect(factsOfRule(given)).toEqual(['ops.employees', 'honours'])
  })
})

describe('a rule against the dictionary', () => {
  const entry = (id: string, type: string) => ({ id, type, label: { zh: id, en: id }, source: 'warehouse' })
  const dictionary = factDictionary.parse([
    entry('perMu.grade', 'enum:A|B|C|D'),
    entry('ops.employees', 'integer'),
    entry('honours', 'set'),
    entry('project.filed', 'boolean'),
    entry('entity.regionCode', 'string'),
  ])

  test('passes when facts, operators and values fit', () => {
    const given: Rule = {
      all: [
        leaf,
        { fact: 'perMu.grade', op: 'in', value: ['A', 'B'] },
        { fact: 'honours', op: 'includes', value: 'high-tech' },
        { fact: 'project.filed', op: 'ne', value: false },
        { fact: 'entity.regionCode', op: 'prefixIn', value: ['3305'] },
      ],
    }
    expect(checkRule(given, dictionary)).toEqual([])
  })

  test('points at each condition that can never be answered', () => {
    const given: Rule = {
      any: [
        { fact: 'ops.staff', op: 'gte', value: 20 },
        { not: { fact: 'perMu.grade', op: 'eq', value: 'E' } },
        { fact: 'honours', op: 'eq', value: 'high-tech' },
        { fact: 'entity.regionCode', op: 'gt', value: 330521 },
        { fact: 'ops.employees', op: 'in', value: [1.5] },
      ],
    }
    expect(checkRule(given, dictionary)).toEqual([
      { path: '/any/0', fault: 'unknown-fact', fact: 'ops.staff' },
      { path: '/any/1/not', fault: 'impossible-value', fact: 'perMu.grade' },
      { path: '/any/2', fault: 'operator-does-not-fit', fact: 'honours' },
      { path: '/any/3', fault: 'operator-does-not-fit', fact: 'entity.regionCode' },
      { path: '/any/4', fault: 'impossible-value', fact: 'ops.employees' },
    ])
  })
})
