/** The sample county's files, read and parsed as the platform reads any county's. */
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { deriveFacts } from '../../src/facts/derive.js'
import { factDictionary } from '../../src/facts/dictionary.js'
import { assessPerMu } from '../../src/facts/per-mu.js'
import { perMuModel } from '../../src/facts/per-mu-model.js'
import { rule } from '../../src/rules/rule.js'
import { support } from '../../src/rules/support.js'
import { applicationWindow } from '../../src/rules/window.js'

const enterprise = z.looseObject({
  id: z.string(),
  uscc: z.string(),
  ops: z.record(z.string(), z.unknown()),
})

const answer = z.strictObject({
  result: z.enum(['yes', 'no', 'need-info']),
  because: z.array(z.string()).optional(),
  missing: z.array(z.string()).optional(),
  estimateYuan: z.number().nullable().optional(),
})

const goldenPerMu = z.strictObject({
  id: z.string(),
  scale: z.enum(['above', 'below']),
  score: z.number(),
  veto: z.boolean(),
  rank: z.int(),
  grade: z.string(),
})

export const policies = z
  .array(z.looseObject({ id: z.string(), rule, support, window: applicationWindow }))
  .parse(read('policies'))

export const products = z.array(z.looseObject({ id: z.string(), rule })).parse(read('loan-products'))

export const dictionary = factDictionary.parse(read('facts'))

export const golden = z
  .object({
    asOf: z.string(),
    enterprises: z.array(
      z.strictObject({
        id: z.string(),
        uscc: z.string(),
        sizeClass: z.string(),
        aboveScale: z.boolean(),
        perMu: goldenPerMu.nullable(),
        policies: z.record(z.string(), answer),
        loans: z.record(z.string(), answer),
      }),
    ),
  })
  .parse(read('derived'))

/** Every enterprise of the county with its facts and its per-mu assessment. */
export const enterprises = assessedEnterprises()

function assessedEnterprises() {
  const { asOf } = golden
  const records = z.array(enterprise).parse(read('enterprises'))
  const model = perMuModel.parse({
    version: 'sample-county',
    ...z.looseObject({}).parse(read('per-mu-model')),
  })
  const assessed = assessPerMu(
    model,
    records.map(record => ({
      id: record.id,
      figures: z.record(z.string(), z.number().optional().catch(undefined)).parse(record.ops),
      facts: deriveFacts(record, { dictionary, asOf }).facts,
    })),
  )
  return records.map((record, index) => {
    const perMu = assessed[index]
    const grade = perMu?.outcome === 'graded' ? { perMu } : {}
    return {
      id: record.id,
      uscc: record.uscc,
      perMu,
      derived: deriveFacts(record, { dictionary, asOf, ...grade }),
    }
  })
}

function read(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`../../../sandbox/county/${name}.json`, import.meta.url), 'utf8'))
}
