import { describe, expect, test } from 'vitest'
import { support } from '../rules/support.js'
import { ceilingFen } from './ceiling.js'

describe('the most that a support can come to', () => {
  test.each([
    [{ type: 'fixed', amountYuan: 200_000 }, 20_000_000],
    [{ type: 'fixed', amountYuan: 1.5, capYuan: 1 }, 100],
    [{ type: 'perUnit', unitFact: 'ops.employees', amountYuan: 1000 }, undefined],
    [{ type: 'perUnit', unitFact: 'ops.employees', amountYuan: 1000, capYuan: 500_000 }, 50_000_000],
    [{ type: 'highestOf', fact: 'honours', amounts: { 'cmmi-3': 100_000, 'cmmi-5': 300_000 } }, 30_000_000],
    [{ type: 'byValue', fact: 'perMu.grade', amounts: {} }, 0],
    [{ type: 'rate', baseFact: 'ops.exportYuan', rate: 0.1 }, undefined],
    [
      {
        type: 'rate',
        baseFact: 'ops.exportYuan',
        rate: 0.1,
        extraPoints: [
          { when: { fact: 'entity.aboveScale', op: 'eq', value: true }, rate: 0.1, capYuan: 1000 },
        ],
      },
      undefined,
    ],
    [
      {
        type: 'rate',
        baseFact: 'ops.exportYuan',
        rate: 0.08,
        capYuan: 10_000_000,
        extraPoints: [
          { when: { fact: 'entity.aboveScale', op: 'eq', value: true }, rate: 0.04, capYuan: 30_000_000 },
        ],
      },
      3_000_000_000,
    ],
    [
      {
        type: 'tieredFixed',
        fact: 'project.reusedLandMu',
        tiers: [
          { from: 3, below: 10, amountYuan: 200_000 },
          { from: 10, below: null, amountYuan: 500_000 },
        ],
      },
      50_000_000,
    ],
    [
      {
        type: 'sum',
        parts: [
          { type: 'fixed', amountYuan: 1000 },
          { type: 'fixed', amountYuan: 2000 },
        ],
      },
      300_000,
    ],
    [
      {
        type: 'sum',
        capYuan: 9000,
        parts: [
          { type: 'fixed', amountYuan: 1000 },
          { type: 'perUnit', unitFact: 'hr.newGraduates', amountYuan: 2000 },
        ],
      },
      900_000,
    ],
  ])('of %j is %j fen', (given, fen) => {
    expect(ceilingFen(support.parse(given))).toBe(fen)
  })
})
