/** Makes inputs of what the contract says inputs are: most of them such that the platform takes them. */
import { ID_PREFIXES, type IdKind } from '@qiyema/core/contract'
import * as fc from 'fast-check'
import * as z from 'zod/v4/core'
import { exampleOf } from '../../src/openapi/example.js'
import { ITEM } from '../policy-scene.js'

/** A schema with whatever definition it has. */
type Schema = z.$ZodType & { readonly _zod: { readonly def: z.$ZodTypes['_zod']['def'] } }

const KINDS = Object.keys(ID_PREFIXES) as IdKind[]

/** Stands for an id of a kind that has been met by then: which of them, by a number. */
const PLACEHOLDER = /^\ue000(\w+):(\d+)$/

/** Texts that mean something in the sample county, at the time at which a world begins. */
const TEXTS: readonly string[] = [
  '91330521PDY0000280',
  '91330521PDY0000109',
  '91330521PDY000060B',
  '91330100799655058B',
  '2026-03-02',
  '2026-03-12',
  '2026-06-30',
  '2027-03-01',
  '2026-03-02T01:00:00Z',
  '2026-12-31T16:00:00.000Z',
  '330521',
  'C3983',
  'ops.employees',
  'credit.taxGrade',
  'honours',
  '0572-00000299',
  '10000000002',
  '01-31',
  '传感器',
  '办公室',
  'https://bank.example',
  'https://bank.example/notices',
  'office@maker.example',
  'a',
  '7',
  'QYM1',
]

/** What the contract leaves open and the platform does not, by the member that it is for. */
const TREES: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  rule: fc.constantFrom(ITEM.rule, ...ITEM.rule.all),
  support: fc.constantFrom(ITEM.support, { type: 'fixed', amountYuan: 20_000 }),
}

/**
 * @param name - of the member that it is for
 */
export function arbitraryOf(schema: z.$ZodType, name = ''): fc.Arbitrary<unknown> {
  const { def } = (schema as Schema)._zod
  const tree = TREES[name]
  switch (def.type) {
    case 'object':
      return recordOf(def.shape)
    case 'array': {
      const minLength = leastOf(schema)
      return fc.array(arbitraryOf(def.element, name), { minLength, maxLength: minLength + 2 })
    }
    case 'record':
      return fc.oneof(
        { weight: tree ? 9 : 0, arbitrary: tree ?? fc.constant({}) },
        {
          weight: 1,
          arbitrary: fc.dictionary(arbitraryOf(def.keyType).map(String), arbitraryOf(def.valueType), {
            maxKeys: 3,
          }),
        },
      )
    case 'optional':
      // The more is said, the less of it is taken.
      return fc.oneof(
        { weight: 2, arbitrary: fc.constant(undefined) },
        { weight: 1, arbitrary: arbitraryOf(def.innerType, name) },
      )
    case 'nullable':
      return fc.oneof({ weight: 3, arbitrary: arbitraryOf(def.innerType, name) }, fc.constant(null))
    case 'union':
      return fc.oneof(...def.options.map(option => arbitraryOf(option, name)))
    case 'enum':
      return fc.constantFrom(...Object.values(def.entries))
    case 'literal':
      return fc.constantFrom(...def.values)
    case 'boolean':
      return fc.boolean()
    case 'number':
      return withExample(
        schema,
        name,
        fc.oneof(fc.nat(100), fc.integer(), fc.double({ min: 0, max: 1, noNaN: true })),
      )
    case 'string':
      return withExample(schema, name, textOf(schema))
    default:
      return fc.jsonValue({ maxDepth: 2 })
  }
}

/** Puts ids that are known in the place of placeholders, all through a value. */
export function withIds(value: unknown, known: (kind: IdKind, number: number) => string): unknown {
  if (typeof value === 'string') {
    const [, kind, number] = PLACEHOLDER.exec(value) ?? []
    return kind === undefined ? value : known(kind as IdKind, Number(number))
  }
  if (Array.isArray(value)) return value.map(member => withIds(member, known))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([member, inner]) => [member, withIds(inner, known)]))
}

function recordOf(shape: Readonly<Record<string, z.$ZodType>>): fc.Arbitrary<unknown> {
  const members = Object.entries(shape).map(([name, schema]) => [name, arbitraryOf(schema, name)])
  return fc.record(Object.fromEntries(members))
}

/** Mostly what surely is taken: anything else leads to the same refusal again and again. */
function withExample(schema: z.$ZodType, name: string, others: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const good = [exampleOf(schema, name), ...TEXTS].filter(value => z.safeParse(schema, value).success)
  const [kind, ...further] = KINDS.filter(one => z.safeParse(schema, `${ID_PREFIXES[one]}_0`).success)
  // What takes ids of every kind is some other text.
  const isId = kind !== undefined && further.length === 0
  const known = isId ? fc.nat(500).map(number => `\ue000${kind}:${number}`) : fc.constantFrom(...good)
  return fc.oneof({ weight: 29, arbitrary: known }, { weight: 1, arbitrary: others })
}

function textOf(schema: z.$ZodType): fc.Arbitrary<string> {
  const [pattern] = patternsOf(schema)
  const free = fc.string({ unit: 'grapheme', maxLength: 40 })
  return pattern ? fc.oneof(fc.stringMatching(pattern, { size: 'small' }), free) : free
}

/** How many elements an array has at least. */
function leastOf(schema: z.$ZodType): number {
  const { checks = [] } = (schema as Schema)._zod.def
  const least = checks.map(({ _zod: { def } }) => ('minimum' in def ? Number(def.minimum) : 0))
  return Math.max(0, ...least)
}

/** Of its checks, those that fast-check can make texts for. */
function patternsOf(schema: z.$ZodType): RegExp[] {
  const { checks = [] } = (schema as Schema)._zod.def
  return checks.flatMap(check => {
    const pattern = 'pattern' in check._zod.def ? check._zod.def.pattern : undefined
    return pattern instanceof RegExp && isSupported(pattern) ? [pattern] : []
  })
}

function isSupported(pattern: RegExp): boolean {
  try {
    fc.stringMatching(pattern)
    return true
  } catch {
    return false
  }
}
