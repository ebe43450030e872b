/** What an operation takes beside its body, as OpenAPI has it: path, query and headers. */
import { type Operation, VERSIONS } from '@qiyema/core/contract'
import type * as z from 'zod/v4/core'
import { exampleOf } from './example.js'
import type { JsonSchema } from './schemas.js'

type ObjectSchema = NonNullable<Operation['params']>

/** A parameter a member. */
export function placeParameters(place: 'path' | 'query', schema: ObjectSchema, written: JsonSchema) {
  const properties = (written.properties ?? {}) as Readonly<Record<string, JsonSchema>>
  const required = (written.required ?? []) as readonly string[]
  const shape: Readonly<Record<string, z.$ZodType>> = schema.shape
  return Object.entries(shape).map(([name, member]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: properties[name] ?? {},
    ...(place === 'path' && { example: exampleOf(member, name) }),
  }))
}

/** The headers that an operation looks at. */
export function headerParameters({ repetition, etag, method }: Operation) {
  return [
    ...(repetition === 'key'
      ? [header('Idempotency-Key', true, 'One for each intent, kept over retries', '^[\\w.:-]{8,128}$')]
      : []),
    ...(etag === 'required' ? [header('If-Match', true, 'The version that the edit is of')] : []),
    ...(etag === 'answer' && method === 'GET' ? [header('If-None-Match', false, 'The version one has')] : []),
    header('Accept-Language', false, 'Of problems: zh-CN, or en'),
    header(
      'Qiyema-Version',
      false,
      `The version to be answered by: ${VERSIONS.join(', ')}; without it the newest`,
    ),
  ]
}

function header(name: string, required: boolean, description: string, pattern?: string) {
  return {
    name,
    in: 'header',
    required,
    description,
    schema: { type: 'string', ...(pattern && { pattern }) },
  }
}
