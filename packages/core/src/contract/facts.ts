/** Facts of an enterprise: each says where it comes from and as of when, and nobody's opinion is among them. */
import { operation } from './operation.js'
import { pageOf } from './page.js'
import { id, localised, oneOf, openChoice, time } from './scalars.js'
import { z } from './schema.js'

/** The name of a fact in the county's dictionary: `ops.employees`. */
export const factId = z.string().check(z.regex(/^[a-z][a-zA-Z]{0,30}(\.[a-z][a-zA-Z]{0,40})?$/))

/** Money in facts is yuan, as the dictionary's names say (`ops.revenueYuan`). */
export const factValue = z.union([
  z.string().check(z.maxLength(300)),
  z.number(),
  z.boolean(),
  z.array(z.string().check(z.maxLength(100))).check(z.maxLength(100)),
])

/** Who a fact is from: government's data warehouse, with or without consent, computed from others, or the enterprise's own word. */
export const FACT_SOURCES = ['warehouse', 'warehouse-consented', 'derived', 'declared'] as const

export const fact = z.object({
  id: factId,
  value: factValue,
  source: openChoice(FACT_SOURCES),
  /** The body that owns the fact and corrects it. */
  owner: z.optional(z.string()),
  asOf: time,
})

/** Facts an enterprise states for a question, kept apart from what government knows. */
export const declaredFacts = z
  .record(factId, factValue)
  .check(z.refine(facts => Object.keys(facts).length <= 50, { error: 'too_many' }))

/** What a consent can be for: groups of facts, as the county names them. */
export const SCOPES = [
  'entity.profile',
  'tax.summary',
  'tax.detail',
  'credit.enterprise',
  'energy.summary',
  'green.profile',
  'per-mu.result',
  'project.filing',
  'operations.summary',
  'people.contact',
] as const

export const scope = oneOf(SCOPES)
export type Scope = (typeof SCOPES)[number]
export type Fact = z.infer<typeof fact>

/** What the values of a fact are: `money` in yuan, `ratio` as a part of 1, `set` a list of words, `enum` one of its choices. */
export const FACT_KINDS = ['string', 'boolean', 'number', 'integer', 'money', 'ratio', 'set', 'enum'] as const

/** A fact's entry in the county's dictionary. */
export const factDefinition = z.object({
  id: factId,
  label: localised,
  kind: openChoice(FACT_KINDS),
  choices: z.optional(z.array(z.string())),
  source: openChoice(FACT_SOURCES),
  /** A consent to one of these opens it. */
  scopes: z.array(openChoice(SCOPES)),
  /** The body that owns the fact and corrects it. */
  owner: z.optional(z.object({ id: id('department'), name: localised })),
})

export const factOperations = {
  list: operation({
    method: 'GET',
    path: '/v1/facts',
    callers: ['anyone'],
    repetition: 'safe',
    summary: {
      'zh-CN': '查看数据项目录',
      en: 'List the county’s facts: what each is called, what opens it, and who owns it',
    },
    /** All of them: a county has some dozens. */
    answer: pageOf(factDefinition),
    status: 200,
    problems: [],
    etag: 'answer',
  }),
}
