import { describe, expect, test } from 'vitest'
import type { Facts } from '../facts/facts.js'
import { type Support, support } from '../rules/support.js'
import { estimateAnswer } from './estimate-answer.js'
import type { StoredFact } from './tables.js'

const LABELS: readonly StoredFact[] = [
  ['project.equipmentYuan', '设备投资额', 'Equipment investment'],
  ['hr.internMonths', '实习人月', 'Months of interns'],
  ['honours', '荣誉', 'Recognitions'],
  ['entity.sizeClass', '企业划型', 'Size class'],
].map(([id = '', zh = '', en = '']) => ({
  id,
  label: { 'zh-CN': zh, en },
  type: 'money',
  source: 'declared',
}))
const stored = new Map(LABELS.map(fact => [fact.id, fact]))

function stepsOf(given: unknown, facts: Facts, language: 'zh-CN' | 'en' = 'zh-CN') {
  const parsed: Support = support.parse(given)
  return estimateAnswer(parsed, facts, stored, language).estimate.steps
}

describe('the steps of an estimate', () => {
  const equipment = { type: 'rate', baseFact: 'project.equipmentYuan', rate: 0.08, capYuan: 10_000_000 }

  test('say what was multiplied by what', () => {
    expect(stepsOf(equipment, { 'project.equipmentYuan': 18_600_000 })).toEqual([
      '设备投资额 1,860万元 × 8% = 148.8万元',
    ])
    expect(stepsOf(equipment, { 'project.equipmentYuan': 18_600_000 }, 'en')).toEqual([
      'Equipment investment: 18,600,000 yuan × 8% = 1,488,000 yuan',
    ])
  })

  test('say when the cap made the amount', () => {
    expect(stepsOf(equipment, { 'project.equipmentYuan': 200_000_000 })).toEqual([
      '设备投资额 20,000万元 × 8% = 1,600万元',
      '按上限 1,000万元',
    ])
  })

  test('say what came on top, and that a higher cap came with it', () => {
    const extra = {
      when: { fact: 'entity.sizeClass', op: 'eq', value: 'small' },
      rate: 0.04,
      capYuan: 12_000_000,
    }
    const facts = { 'project.equipmentYuan': 200_000_000, 'entity.sizeClass': 'small' }
    expect(stepsOf({ ...equipment, extraPoints: [extra] }, facts)).toEqual([
      '设备投资额 20,000万元 × 12% = 2,400万元',
      '其中符合加成条件，比例提高 4 个百分点',
      '按上限 1,200万元',
    ])
  })

  test('say the rate of the tier, and nothing where none holds it', () => {
    const tiered = {
      type: 'tieredRate',
      baseFact: 'project.equipmentYuan',
      tiers: [
        { above: 50_000, upTo: 200_000, rate: 0.15 },
        { above: 200_000, upTo: null, rate: 0.25 },
      ],
    }
    expect(stepsOf(tiered, { 'project.equipmentYuan': 200_000 })).toEqual(['设备投资额 20万元 × 15% = 3万元'])
    expect(stepsOf(tiered, { 'project.equipmentYuan': 200_001 })).toEqual([
      '设备投资额 20.0001万元 × 25% = 50,000.25元',
    ])
    expect(stepsOf(tiered, { 'project.equipmentYuan': 50_000 })).toEqual(['设备投资额 5万元 × 0% = 0元'])
  })

  test('of a sum are those of its parts, and the total', () => {
    const sum = {
      type: 'sum',
      parts: [
        { type: 'fixed', amountYuan: 20_000 },
        { type: 'perUnit', unitFact: 'hr.internMonths', amountYuan: 1000 },
      ],
      capYuan: 30_000,
    }
    expect(stepsOf(sum, { 'hr.internMonths': 12 })).toEqual([
      '定额 2万元',
      '实习人月 12 × 1,000元 = 1.2万元',
      '合计 3.2万元',
      '按上限 3万元',
    ])
  })

  test('say what is still needed, by its name', () => {
    expect(stepsOf(equipment, {})).toEqual(['还需要：设备投资额'])
    expect(stepsOf(equipment, {}, 'en')).toEqual(['Still needed: Equipment investment'])
  })

  test('say that a relief is no payment', () => {
    expect(stepsOf({ type: 'fixed', amountYuan: 500, kind: 'tax-relief' }, {}, 'en')).toEqual([
      'A fixed 500 yuan',
      'Had as a reduction of tax, not as a payment',
    ])
  })
})

test('an amount that no column holds is not told', () => {
  const { estimate } = estimateAnswer(
    support.parse({ type: 'rate', baseFact: 'project.equipmentYuan', rate: 10 }),
    { 'project.equipmentYuan': 1e300 },
    stored,
    'en',
  )
  expect(estimate).toEqual({
    amount: null,
    steps: ['The amount is beyond what can be estimated'],
    isEstimate: true,
  })
})
