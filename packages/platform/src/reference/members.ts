/** What a schema wants, member by member, in a notation that needs no language. */
import * as z from 'zod/v4/core'

export interface ShownMember {
  /** From the whole down: `enterprise.name.zh-CN`, `items[].id`. */
  readonly path: string
  /** `integer`, `"bank" | "industry-platform"`, `string[]`. */
  readonly type: string
  readonly isRequired: boolean
  /** `1…100`, of a number, or of how long a text or list is. */
  readonly bounds?: string
}

type JsonSchema = z.JSONSchema.BaseSchema

/** Every member, each before those inside of it. Of what refers to itself, the inside is shown once. */
export function membersOf(schema: z.$ZodType): readonly ShownMember[] {
  // Of the two readings the one of requests: what has a default may be left out.
  return membersIn(z.toJSONSchema(schema, { io: 'input' }), '')
}

function membersIn(schema: JsonSchema, prefix: string): ShownMember[] {
  const { properties = {}, required = [] } = schema
  return Object.entries(properties).flatMap(([name, member]) => {
    if (typeof member === 'boolean') return []
    const path = `${prefix}${name}`
    const bounds = boundsOf(member)
    const shown = {
      path,
      type: typeOf(member),
      isRequired: required.includes(name),
      ...(bounds !== undefined && { bounds }),
    }
    return [shown, ...insideOf(member, path)]
  })
}

/** Of an object, of each object of a list, and of whichever of several it is. */
function insideOf(schema: JsonSchema, path: string): ShownMember[] {
  if (schema.properties) return membersIn(schema, `${path}.`)
  const { items } = schema
  if (typeof items === 'object' && !Array.isArray(items)) return insideOf(items, `${path}[]`)
  return alternativesOf(schema).flatMap(one => insideOf(one, path))
}

function typeOf(schema: JsonSchema): string {
  const { type, items } = schema
  const values = schema.enum ?? (schema.const === undefined ? undefined : [schema.const])
  if (values) return values.map(value => JSON.stringify(value)).join(' | ')
  const known = schema['x-extensible-enum']
  if (Array.isArray(known)) return [...known.map(value => JSON.stringify(value)), '…'].join(' | ')
  const alternatives = alternativesOf(schema)
  if (alternatives.length > 0) return [...new Set(alternatives.map(typeOf))].join(' | ')
  if (typeof items === 'object' && !Array.isArray(items)) {
    const item = typeOf(items)
    return item.includes(' | ') ? `(${item})[]` : `${item}[]`
  }
  // What refers to itself, or takes anything.
  if (type === undefined) return schema.$ref === undefined ? 'JSON' : 'object'
  return schema.format === undefined ? String(type) : `${type} (${schema.format})`
}

function alternativesOf({ anyOf, oneOf }: JsonSchema): readonly JsonSchema[] {
  return [...(anyOf ?? []), ...(oneOf ?? [])].filter(one => typeof one === 'object')
}

function boundsOf(schema: JsonSchema): string | undefined {
  const least = schema.minimum ?? schema.exclusiveMinimum ?? schema.minLength ?? schema.minItems
  const most = schema.maximum ?? schema.exclusiveMaximum ?? schema.maxLength ?? schema.maxItems
  // Where there is no other, that of whole numbers.
  const isOpen = most === undefined || most === Number.MAX_SAFE_INTEGER
  if (least === undefined && isOpen) return undefined
  if (least === -Number.MAX_SAFE_INTEGER && isOpen) return undefined
  return `${least ?? ''}…${isOpen ? '' : most}`
}
