import { describe, expect, test } from 'vitest'
import { deriveFacts } from './derive.js'
import { factDictionary } from './dictionary.js'

const entry = (id: string, type: string, source = 'warehouse') => ({
  id,
  type,
  label: { zh: id, en: id },
  source,
})
const dictionary = factDictionary.parse([
  entry('entity.type', 'enum:company|individual-business|farmer-cooperative'),
  entry('entity.industryCode', 'string'),
  entry('entity.isIndustrial', 'boolean', 'derived'),
  entry('entity.ageYears', 'number', 'derived'),
  entry('entity.sizeClass', 'enum:large|medium|small|micro', 'derived'),
  entry('entity.aboveScale', 'boolean', 'derived'),
  entry('ops.employees', 'integer', 'warehouse-consented'),
  entry('ops.revenueYuan', 'money', 'warehouse-consented'),
  entry('ops.rdExpenseYuan', 'money', 'warehouse-consented'),
  entry('ops.rdIntensity', 'ratio', 'derived'),
  entry('perMu.grade', 'enum:A|B|C|D'),
  entry('honours', 'set'),
  entry('project.filed', 'boolean'),
  entry('constructor', 'string'),
])
const record = {
  entityType: 'company',
  industryCode: '3983',
  establishedOn: '2013-09-02',
  ops: { employees: 240, revenueYuan: 186_000_000, rdExpenseYuan: 14_900_000, landMu: 31 },
  honours: ['high-tech'],
}
const asOf = '2026-01-01'
const derive = (given: unknown, more = {}) => deriveFacts(given, { dictionary, asOf, ...more })

describe('facts of an enterprise', () => {
  test('are taken from where their ids say, and computed with the edition of each table', () => {
    expect(derive(record)).toEqual({
      facts: {
        'entity.type': 'company',
        'entity.industryCode': 'C3983',
        'entity.isIndustrial': true,
        'entity.ageYears': 12,
        'entity.sizeClass': 'small',
        'entity.aboveScale': true,
        'ops.employees': 240,
        'ops.revenueYuan': 186_000_000,
        'ops.rdExpenseYuan': 14_900_000,
        'ops.rdIntensity': 14.9 / 186,
        honours: ['high-tech'],
      },
      tables: {
        'entity.isIndustrial': 'industry-sections-2017',
        'entity.sizeClass': 'size-classes-2017',
        'entity.aboveScale': 'above-scale-2011',
      },
      refused: [],
    })
  })

  test('are left out when they cannot be known, and so is what is computed from them', () => {
    const { ops: _, ...withoutFigures } = record
    expect(Object.keys(derive(withoutFigures).facts)).toEqual([
      'entity.type',
      'entity.industryCode',
      'honours',
      'entity.isIndustrial',
      'entity.ageYears',
    ])
    expect(derive({}).facts).toEqual({})
  })

  test('a value that its type does not allow is refused and counts as not known', () => {
    const given = {
      ...record,
      industryCode: 'B3983',
      ops: { ...record.ops, employees: '240' },
      honours: 'high-tech',
    }
    const { facts, refused } = derive(given)
    expect(refused).toEqual(['entity.industryCode', 'ops.employees', 'honours'])
    expect(facts).not.toHaveProperty('entity.sizeClass')
    expect(facts).not.toHaveProperty('ops.employees')
  })

  test('what the enterprise says stands only where no register holds the fact, and never for what is computed', () => {
    const declared = { 'project.filed': true, 'ops.employees': 2, 'entity.sizeClass': 'micro' }
    expect(derive(record, { declared }).facts).toMatchObject({
      'project.filed': true,
      'ops.employees': 240,
      'entity.sizeClass': 'small',
    })
    const { ops: _, ...withoutFigures } = record
    const figures = { 'ops.employees': 10, 'ops.revenueYuan': 1_000_000 }
    expect(derive(withoutFigures, { declared: figures }).facts).toMatchObject({ 'entity.sizeClass': 'micro' })
  })

  test('a per-mu grade comes with the model it was given by', () => {
    const { facts, tables } = derive(record, { perMu: { grade: 'A', model: 'county-2025' } })
    expect(facts['perMu.grade']).toBe('A')
    expect(tables['perMu.grade']).toBe('county-2025')
  })

  test('what every object inherits is no fact', () => {
    expect(derive(record).facts).not.toHaveProperty('constructor', Object)
    expect(derive({ constructor: 'x' }).facts).toHaveProperty('constructor', 'x')
  })
})

describe('the age', () => {
  const ageOn = (asOf: string, establishedOn: string) =>
    deriveFacts({ establishedOn }, { dictionary, asOf }).facts['entity.ageYears']

  test('is the years completed, the anniversary included', () => {
    expect(ageOn('2026-09-01', '2024-09-02')).toBe(1)
    expect(ageOn('2026-09-02', '2024-09-02')).toBe(2)
    expect(ageOn('2024-09-02', '2024-09-02')).toBe(0)
  })

  test('of one founded on 29 February grows on the 28th in other years', () => {
    expect(ageOn('2025-02-27', '2024-02-29')).toBe(0)
    expect(ageOn('2025-02-28', '2024-02-29')).toBe(1)
    expect(ageOn('2028-02-28', '2024-02-29')).toBe(3)
    expect(ageOn('2028-02-29', '2024-02-29')).toBe(4)
  })

  test('is not known before the founding or without a date', () => {
    expect(ageOn('2024-09-01', '2024-09-02')).toBeUndefined()
    expect(ageOn('2024-09-01', 'last year')).toBeUndefined()
  })
})
