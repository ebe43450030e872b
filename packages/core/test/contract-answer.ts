/** Answers as the contract has them, made from its schemas: for tests that compare who reads them. */
import fc from 'fast-check'
import { z } from '../src/contract/schema.js'

type JsonSchema = z.core.JSONSchema._JSONSchema

/** Any answer of a schema: with and without the members that may be missing. */
export function answersOf(schema: z.ZodMiniType): fc.Arbitrary<unknown> {
  return valuesOf(z.toJSONSchema(schema))
}

function valuesOf(schema: JsonSchema): fc.Arbitrary<unknown> {
  if (typeof schema === 'boolean') return fc.jsonValue()
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (schema.enum) return fc.constantFrom(...schema.enum)
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map(valuesOf))
  switch (schema.type) {
    case 'string':
      return textsOf(schema)
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    case 'integer':
    case 'number':
      return fc.integer({ min: schema.minimum ?? 0, max: Math.min(schema.maximum ?? 100, 100) })
    case 'array':
      return fc.array(valuesOf(schema.items as JsonSchema), { minLength: schema.minItems ?? 0, maxLength: 2 })
    case 'object':
      return schema.properties ? objectsOf(schema.properties, schema.required ?? []) : mapsOf(schema)
    default:
      return fc.jsonValue()
  }
}

function objectsOf(
  properties: Readonly<Record<string, JsonSchema>>,
  required: readonly string[],
): fc.Arbitrary<unknown> {
  const members = Object.entries(properties).map(([name, schema]) => [name, valuesOf(schema)] as const)
  return fc.record(Object.fromEntries(members), { requiredKeys: [...required], noNullPrototype: true })
}

function mapsOf({
  propertyNames,
  additionalProperties,
}: z.core.JSONSchema.JSONSchema): fc.Arbitrary<unknown> {
  const names = valuesOf(propertyNames ?? { type: 'string' })
    .map(String)
    .filter(name => name !== '__proto__')
  return fc.dictionary(names, valuesOf(additionalProperties ?? {}), { maxKeys: 2, noNullPrototype: true })
}

/** Patterns are of the contract's own; whatever a check beyond them wants is written out. */
function textsOf({ format, pattern, maxLength = 20 }: z.core.JSONSchema.JSONSchema): fc.Arbitrary<string> {
  if (format === 'date-time') return fc.constant('2026-01-31T09:30:00Z')
  if (format === 'date') return fc.constant('2026-01-31')
  if (pattern?.endsWith('{18}$')) return fc.constant('91330100799655058B')
  return pattern
    ? fc.stringMatching(new RegExp(pattern), { maxLength })
    : fc.string({ minLength: 1, maxLength: Math.min(maxLength, 20) })
}
