import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Facts, FactValue } from '../facts/facts.js'
import { conditionsOf, evaluate } from './evaluate.js'
import { reasonText } from './reason-text.js'
import { type Condition, factsOfRule, type Rule } from './rule.js'

const names = ['a', 'b', 'c', 'd', 'e', 'f']
const numberOf = (fact: string): Condition => ({ fact, op: 'gte', value: 5 })

const name = fc.constantFrom(...names)
const leaf = fc.oneof(
  name.map(numberOf),
  name.map((fact): Condition => ({ fact, op: 'eq', value: 7 })),
  name.map((fact): Condition => ({ fact, op: 'in', value: [3, 7] })),
  name.map((fact): Condition => ({ fact, op: 'ne', value: 3 })),
)
const { rule } = fc.letrec<{ rule: Rule; joined: Rule }>(tie => ({
  rule: fc.oneof({ maxDepth: 4, depthIdentifier: 'rule' }, leaf, tie('joined')),
  joined: fc.oneof(
    fc.array(tie('rule'), { minLength: 1, maxLength: 4, depthIdentifier: 'rule' }).map(all => ({ all })),
    fc.array(tie('rule'), { minLength: 1, maxLength: 4, depthIdentifier: 'rule' }).map(any => ({ any })),
    tie('rule').map(not => ({ not })),
  ),
}))
const value: fc.Arbitrary<FactValue> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(1, 3, 5, 7, 9) },
  { weight: 1, arbitrary: fc.constantFrom<FactValue>('text', true, ['x'], Number.NaN) },
)
const facts: fc.Arbitrary<Facts> = fc.dictionary(name, value, { maxKeys: 5 })

/** A rule in which no fact occurs twice: every leaf is `fact >= 5`, and any combination of results is possible. */
const readOnce = rule.map(given => {
  let next = 0
  const renamed = (part: Rule): Rule => {
    if ('all' in part) return { all: part.all.map(renamed) }
    if ('any' in part) return { any: part.any.map(renamed) }
    return 'not' in part ? { not: renamed(part.not) } : numberOf(`x${nameOf(next++)}`)
  }
  return renamed(given)
})

/** 0, 1, 2 … as letters, since ids of facts have no digits. */
function nameOf(index: number): string {
  return [...String(index)].map(digit => 'abcdefghij'.charAt(Number(digit))).join('')
}

const resultOf = (given: Rule, held: Facts) => evaluate(given, held).result

describe('three-valued logic', () => {
  const same = (one: Rule, other: Rule, held: Facts) =>
    expect(resultOf(one, held)).toBe(resultOf(other, held))

  test('de Morgan: not all is any not, and not any is all not', () => {
    fc.assert(
      fc.property(rule, rule, facts, (a, b, held) => {
        same({ not: { all: [a, b] } }, { any: [{ not: a }, { not: b }] }, held)
        same({ not: { any: [a, b] } }, { all: [{ not: a }, { not: b }] }, held)
      }),
    )
  })

  test('joining commutes, associates and distributes', () => {
    fc.assert(
      fc.property(rule, rule, rule, facts, (a, b, c, held) => {
        same({ all: [a, b] }, { all: [b, a] }, held)
        same({ any: [a, b] }, { any: [b, a] }, held)
        same({ all: [a, { all: [b, c] }] }, { all: [{ all: [a, b] }, c] }, held)
        same({ any: [a, { any: [b, c] }] }, { any: [a, b, c] }, held)
        same({ all: [a, { any: [b, c] }] }, { any: [{ all: [a, b] }, { all: [a, c] }] }, held)
      }),
    )
  })

  test('a double negation changes nothing, and a rule joined with itself neither', () => {
    fc.assert(
      fc.property(rule, facts, (a, held) => {
        same({ not: { not: a } }, a, held)
        same({ all: [a, a] }, a, held)
        same({ any: [a, a] }, a, held)
      }),
    )
  })

  test('the order in which facts are learnt does not matter', () => {
    fc.assert(
      fc.property(rule, facts, (a, held) => {
        const reversed = Object.fromEntries(Object.entries(held).reverse())
        expect(evaluate(a, reversed)).toEqual(evaluate(a, held))
      }),
    )
  })
})

describe('an answer', () => {
  test('is never taken back by learning one more fact', () => {
    fc.assert(
      fc.property(rule, facts, name, value, (given, held, fact, learnt) => {
        fc.pre(!Object.hasOwn(held, fact))
        const before = resultOf(given, held)
        fc.pre(before !== 'need-info')
        expect(resultOf(given, { ...held, [fact]: learnt })).toBe(before)
      }),
    )
  })

  test('is yes or no once all that is missing is known', () => {
    fc.assert(
      fc.property(
        rule,
        facts,
        fc.array(fc.constantFrom(1, 3, 5, 7, 9), { minLength: 6, maxLength: 6 }),
        (given, held, values) => {
          const answer = evaluate(given, held)
          fc.pre(answer.result === 'need-info')
          const learnt = Object.fromEntries(answer.missing.map((fact, index) => [fact, values[index] ?? 1]))
          expect(resultOf(given, { ...held, ...learnt })).not.toBe('need-info')
        },
      ),
    )
  })

  test('asks only for facts that can still change it', () => {
    const held = fc
      .uniqueArray(fc.nat(12))
      .chain(indexes =>
        fc.tuple(...indexes.map(index => fc.tuple(fc.constant(`x${nameOf(index)}`), fc.constantFrom(1, 9)))),
      )
    fc.assert(
      fc.property(readOnce, held, (given, known) => {
        const start: Facts = Object.fromEntries(known)
        const answer = evaluate(given, start)
        fc.pre(answer.result === 'need-info' && answer.missing.length <= 8)
        for (const fact of answer.missing)
          expect(canChange(given, start, fact, answer.missing), fact).toBe(true)
      }),
    )
  })

  /** Whether there are values of the other missing facts with which this one decides. */
  function canChange(given: Rule, start: Facts, fact: string, missing: readonly string[]): boolean {
    const others = missing.filter(other => other !== fact)
    for (let bits = 0; bits < 2 ** others.length; bits++) {
      const filled = Object.fromEntries(others.map((other, index) => [other, (bits >> index) & 1 ? 9 : 1]))
      const low = resultOf(given, { ...start, ...filled, [fact]: 1 })
      if (low !== resultOf(given, { ...start, ...filled, [fact]: 9 })) return true
    }
    return false
  }

  test('does not ask for what an alternative that holds already has made idle', () => {
    const given: Rule = { all: [{ any: [numberOf('a'), numberOf('b')] }, numberOf('c')] }
    expect(evaluate(given, { a: 9 })).toMatchObject({ result: 'need-info', missing: ['c'] })
    expect(evaluate(given, {})).toMatchObject({ result: 'need-info', missing: ['a', 'b', 'c'] })
  })

  test('asks for nothing when a condition fails anyway', () => {
    const answer = evaluate({ all: [numberOf('a'), numberOf('b'), numberOf('c')] }, { b: 1, c: 2 })
    expect(answer).not.toHaveProperty('missing')
    expect(answer.result === 'no' && answer.because.map(reasonText)).toEqual(['b gte 5', 'c gte 5'])
  })

  test('gives a reason for every no and missing facts for every need-info', () => {
    fc.assert(
      fc.property(rule, facts, (given, held) => {
        const answer = evaluate(given, held)
        if (answer.result === 'no') expect(answer.because.length).toBeGreaterThan(0)
        if (answer.result === 'need-info')
          expect(factsOfRule(given)).toEqual(expect.arrayContaining([...answer.missing]))
        if (answer.result === 'need-info') expect(answer.missing.length).toBeGreaterThan(0)
      }),
    )
  })

  test('shows each condition with the value it was judged by', () => {
    const given: Rule = { any: [numberOf('a'), { not: numberOf('b') }, { fact: 'c', op: 'eq', value: 'x' }] }
    expect(conditionsOf(evaluate(given, { a: 4, b: 6 }).judged)).toEqual([
      { fact: 'a', op: 'gte', value: 5, held: 4, result: 'not-met' },
      { fact: 'b', op: 'gte', value: 5, held: 6, result: 'met' },
      { fact: 'c', op: 'eq', value: 'x', result: 'unknown' },
    ])
  })
})

describe('a condition', () => {
  const judge = (condition: Condition, held: FactValue) =>
    evaluate(condition, { [condition.fact]: held }).result

  test.each<[Condition, FactValue, FactValue]>([
    [{ fact: 'a', op: 'eq', value: false }, false, true],
    [{ fact: 'a', op: 'ne', value: 'active' }, 'dormant', 'active'],
    [{ fact: 'a', op: 'in', value: ['A', 'B'] }, 'B', 'AB'],
    [{ fact: 'a', op: 'gte', value: 5_000_000 }, 5_000_000, 4_999_999.99],
    [{ fact: 'a', op: 'lte', value: 0.055 }, 0.055, 0.0551],
    [{ fact: 'a', op: 'gt', value: 30 }, 31, 30],
    [{ fact: 'a', op: 'lt', value: 3 }, 2, 3],
    [{ fact: 'a', op: 'includes', value: 'cmmi-3' }, ['x', 'cmmi-3'], ['cmmi-30']],
    [{ fact: 'a', op: 'prefixIn', value: ['A041', 'B'] }, 'A0412', 'A0'],
  ])('%j holds for one value and fails for the other', (condition, holds, fails) => {
    expect(judge(condition, holds)).toBe('yes')
    expect(judge(condition, fails)).toBe('no')
  })

  test('an empty set is known to hold nothing, while no set is not known', () => {
    const condition: Condition = { fact: 'honours', op: 'includes', value: 'high-tech' }
    expect(evaluate(condition, { honours: [] }).result).toBe('no')
    expect(evaluate(condition, {}).result).toBe('need-info')
  })

  test('a value of the wrong kind is as good as none', () => {
    expect(judge({ fact: 'a', op: 'gte', value: 5 }, '9')).toBe('need-info')
    expect(judge({ fact: 'a', op: 'eq', value: 1 }, '1')).toBe('need-info')
    expect(judge({ fact: 'a', op: 'in', value: ['1'] }, 1)).toBe('need-info')
    expect(judge({ fact: 'a', op: 'includes', value: 'x' }, 'x')).toBe('need-info')
    expect(judge({ fact: 'a', op: 'lt', value: 5 }, Number.NaN)).toBe('need-info')
  })

  test('what every object inherits is no fact', () => {
    expect(evaluate({ fact: 'constructor', op: 'ne', value: 'x' }, {}).result).toBe('need-info')
  })
})

describe('the text of a reason', () => {
  test('is the condition, the number of alternatives, or what should not hold', () => {
    expect(reasonText({ fact: 'entity.industryCode', op: 'prefixIn', value: ['A041'] })).toBe(
      'entity.industryCode prefixIn ["A041"]',
    )
    expect(reasonText({ any: [numberOf('a'), numberOf('b')] })).toBe('none of 2')
    expect(reasonText({ not: { any: [numberOf('a'), { all: [numberOf('b'), numberOf('c')] }] } })).toBe(
      'not (a gte 5 or (b gte 5 and c gte 5))',
    )
  })
})
