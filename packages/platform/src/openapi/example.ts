/** Makes an example of what a schema of the contract describes: always the same one, and one that the schema takes. */
import { ID_PREFIXES } from '@qiyema/core/contract'
import * as z from 'zod/v4/core'

/** A schema with whatever definition it has. */
type Schema = z.$ZodType & { readonly _zod: { readonly def: z.$ZodTypes['_zod']['def'] } }

const TEXTS: readonly string[] = [
  '示例',
  '示例企业',
  'example',
  '91330100799655058B',
  '2026-01-31T09:30:00Z',
  '2026-01-31',
  '01-31',
  '330523',
  'C26',
  'ops.employees',
  '0572-5123456',
  '13800000000',
  'https://bank.example',
  'info@bank.example',
  '7',
  'aGlzIGlzIGFuIGV4YW1wbGUgb2YgNDMgY2hhcmFjdGU',
]
const IDS = Object.values(ID_PREFIXES).map(prefix => `${prefix}_01k9zq3v8x6m4t2r5w7y0b1c3d`)
const NUMBERS: readonly number[] = [1, 20, 0.0345, 100, 1000]

/** By the name of the member, where a value fits its meaning better than the first that is possible. */
const BY_NAME: Readonly<Record<string, unknown>> = {
  amountFen: 50_000_000,
  annualRate: 0.0345,
  maxAnnualRate: 0.045,
  tenorMonths: 12,
  limit: 20,
  cursor: 'WyJjb2RlcyJd',
  url: 'https://bank.example/notices',
  cardUrl: 'https://qym.example/Q/91330100799655058B',
  website: 'https://www.maker.example',
  phone: '0572-00000200',
  contactPhone: '0572-00000200',
  expiresInSeconds: 600,
  bytes: 52_341,
  status: 200,
}

/**
 * An example.
 *
 * @param name - of the member that it is for
 * @throws {TypeError} for a schema that none of the known values fits: then one is missing here
 */
export function exampleOf(schema: z.$ZodType, name = ''): unknown {
  const { def } = (schema as Schema)._zod
  const wanted = BY_NAME[name]
  if (wanted !== undefined && isTaken(schema, wanted)) return wanted
  switch (def.type) {
    case 'object':
      return objectExample(def)
    case 'array':
      return arrayExample(schema, exampleOf(def.element, name))
    case 'record':
      return { [String(exampleOf(def.keyType))]: exampleOf(def.valueType) }
    case 'optional':
    case 'nullable':
      return exampleOf(def.innerType, name)
    case 'union':
      return exampleOf(first(def.options), name)
    case 'enum':
      return first(Object.values(def.entries))
    case 'literal':
      return first(def.values)
    case 'boolean':
      return true
    case 'unknown':
      return '示例'
    case 'number':
      return firstTaken(schema, NUMBERS, name)
    case 'string':
      return firstTaken(schema, [...knownChoices(schema), ...TEXTS, ...IDS], name)
    default:
      throw new TypeError(`No example of a ${def.type} is known, at ${name}.`)
  }
}

function objectExample({ shape }: z.$ZodObjectDef): Record<string, unknown> {
  const members = Object.entries(shape).map(([name, schema]) => [name, exampleOf(schema, name)])
  return Object.fromEntries(members)
}

/** One item, or as many as there must be. */
function arrayExample(schema: z.$ZodType, item: unknown): unknown[] {
  return isTaken(schema, [item]) ? [item] : []
}

function firstTaken(schema: z.$ZodType, candidates: readonly unknown[], name: string): unknown {
  const found = candidates.find(candidate => isTaken(schema, candidate))
  if (found === undefined) throw new TypeError(`No example of a text or number is known that fits ${name}.`)
  return found
}

/** Of a choice that may grow, the values known today. */
function knownChoices(schema: z.$ZodType): readonly unknown[] {
  const choices = z.globalRegistry.get(schema)?.['x-extensible-enum']
  return Array.isArray(choices) ? choices : []
}

function isTaken(schema: z.$ZodType, value: unknown): boolean {
  return z.safeParse(schema, value).success
}

function first<Value>([value]: readonly Value[]): Value {
  if (value === undefined) throw new TypeError('A schema has a choice of nothing.')
  return value
}
