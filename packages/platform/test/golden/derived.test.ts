// The sample county's golden results, reproduced to the letter by rules, facts and estimates.
import { describe, expect, test } from 'vitest'
import type { Facts } from '../../src/facts/facts.js'
import { checkRule } from '../../src/rules/check-rule.js'
import { estimate } from '../../src/rules/estimate.js'
import { evaluate } from '../../src/rules/evaluate.js'
import { reasonText } from '../../src/rules/reason-text.js'
import { dictionary, enterprises, golden, policies, products } from './county.js'

/** An answer in the shape of the golden file. */
function answerOf({ rule }: (typeof products)[number], facts: Facts) {
  const answer = evaluate(rule, facts)
  switch (answer.result) {
    case 'yes':
      return { result: answer.result }
    case 'no':
      return { result: answer.result, because: answer.because.map(reasonText) }
    case 'need-info':
      return { result: answer.result, missing: answer.missing }
  }
}

function answerWithEstimate(policy: (typeof policies)[number], facts: Facts) {
  const answer = answerOf(policy, facts)
  if (answer.result !== 'yes') return answer
  const amount = estimate(policy.support, facts)
  return { ...answer, estimateYuan: amount.outcome === 'estimated' ? amount.amountYuan : null }
}

describe('the sample county', () => {
  test.each(golden.enterprises)('$id comes out as the golden file has it', expected => {
    const found = enterprises.find(({ id }) => id === expected.id)
    if (!found) throw new Error(`${expected.id} is not in the county`)

    const { facts } = found.derived
    const { perMu } = found
    expect({
      id: found.id,
      uscc: found.uscc,
      sizeClass: facts['entity.sizeClass'],
      aboveScale: facts['entity.aboveScale'],
      perMu:
        perMu?.outcome === 'graded'
          ? {
              id: perMu.id,
              scale: perMu.scale,
              score: perMu.score,
              veto: perMu.isVetoed,
              rank: perMu.rank,
              grade: perMu.grade,
            }
          : null,
      policies: Object.fromEntries(policies.map(policy => [policy.id, answerWithEstimate(policy, facts)])),
      loans: Object.fromEntries(products.map(product => [product.id, answerOf(product, facts)])),
    }).toEqual(expected)
  })

  test('every condition of its policies and products fits its dictionary', () => {
    expect([...policies, ...products].flatMap(({ rule }) => checkRule(rule, dictionary))).toEqual([])
  })

  test('no register holds a value that its dictionary refuses', () => {
    expect(enterprises.flatMap(({ derived }) => derived.refused)).toEqual([])
  })

  test('of 325 pairs of enterprise and policy, 82 are yes, 155 no, and 88 wait for facts', () => {
    const counts = { yes: 0, no: 0, 'need-info': 0 }
    for (const { derived } of enterprises)
      for (const policy of policies) counts[evaluate(policy.rule, derived.facts).result]++
    expect(counts).toEqual({ yes: 82, no: 155, 'need-info': 88 })
  })
})
