/** The members of a JSON Schema as rows of a table, those within others under their path: `items[].title.en`. */
import type { HttpTexts } from './http-texts.ts'
import type { Schema } from './openapi.ts'

/** Beyond this many levels the example says more than the table. */
const DEEPEST = 4

export function memberRows(schema: Schema, path: string, isRequired: boolean, texts: HttpTexts): string[] {
  const own =
    path === '' ? [] : [`| \`${path}\`${isRequired ? ` ${texts.required}` : ''} | ${typeOf(schema)} |`]
  if (path.split('.').length > DEEPEST) return own
  return [...own, ...within(schema, path, texts)]
}

function within(schema: Schema, path: string, texts: HttpTexts): string[] {
  if (schema.items) return within(schema.items, `${path}[]`, texts)
  const { required = [], properties = {} } = schema
  const prefix = path === '' ? '' : `${path}.`
  return Object.entries(properties).flatMap(([name, member]) =>
    memberRows(member, `${prefix}${name}`, required.includes(name), texts),
  )
}

/** In a cell, where a bar would end it. */
function typeOf(schema: Schema): string {
  return typeText(schema).replaceAll('|', '\\|')
}

function typeText(schema: Schema): string {
  const { type, format, $ref, items, anyOf, oneOf, const: constant } = schema
  const values = schema.enum ?? schema['x-extensible-enum']
  if ($ref) return `\`${$ref.split('/').at(-1)}\``
  if (constant !== undefined) return `\`${JSON.stringify(constant)}\``
  if (values) return `${values.map(value => `\`${value}\``).join(' ')}${schema.enum ? '' : ' …'}`
  const choices = anyOf ?? oneOf
  if (choices) return [...new Set(choices.map(typeText))].join(' / ')
  if (items) return `[${typeText(items)}]`
  return [format ?? [type ?? 'any'].flat().join(' / '), limits(schema)].filter(Boolean).join(' ')
}

function limits({ minimum, maximum, minLength, maxLength }: Schema): string {
  const from = minimum ?? minLength
  const to = maximum ?? maxLength
  const isBounded = (bound: number | undefined) => bound !== undefined && Math.abs(bound) < 2 ** 53 - 1
  if (isBounded(from) && isBounded(to)) return `${from} – ${to}`
  if (isBounded(to)) return `≤ ${to}`
  return isBounded(from) ? `≥ ${from}` : ''
}
