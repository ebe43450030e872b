/** The OpenAPI 3.1 document of the platform, made of the contract: nothing in it is written twice. */
import { contract, listOperations, type Operation, type OperationTree, PROBLEMS } from '@qiyema/core/contract'
import type * as z from 'zod/v4/core'
import { possibleProblems } from '../http/possible-problems.js'
import { exampleOf } from './example.js'
import { headerParameters, placeParameters } from './parameters.js'
import { APPLICATIONS, SECURITY_SCHEMES, securityOf } from './prose.js'
import { type JsonSchema, type SchemaSet, writeSchemas } from './schemas.js'

/** An OpenAPI document: plain JSON. */
export type OpenApiDocument = Readonly<Record<string, unknown>> & {
  readonly openapi: '3.1.1'
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>
}

export interface DocumentOptions {
  /** The platform's address, without a final slash. */
  readonly baseUrl: string
  /** Of the document: the platform's own version. */
  readonly version: string
  /** A part of the contract; by default all of it. */
  readonly operations?: OperationTree
}

/**
 * Makes the document. Summaries are English, with Chinese in `x-summary-zh-CN`; an operation's problems stand at their
 * statuses, with their codes in `x-problems`; examples are made of the schemas, and always the same.
 *
 * @see OpenAPI Specification 3.1.1
 *
 * @example
 * ```ts
 * const document = createDocument({ baseUrl: 'https://qym.example', version: '1.0.0' })
 * ```
 */
export function createDocument({
  baseUrl,
  version,
  operations = contract,
}: DocumentOptions): OpenApiDocument {
  const listed = listOperations(operations)
  const schemas = writeSchemas(new Map(listed.flatMap(([name, operation]) => schemasOf(name, operation))))
  const paths: Record<string, Record<string, unknown>> = {}
  for (const [name, operation] of listed) {
    paths[operation.path] ??= {}
    const atPath = paths[operation.path]
    if (atPath) atPath[operation.method.toLowerCase()] = describeOperation(name, operation, schemas)
  }
  const tags = [...new Set(listed.map(([name]) => applicationOf(name)))]
  return {
    openapi: '3.1.1',
    jsonSchemaDialect: 'https://json-schema.org/draft/2020-12/schema',
    info: {
      title: 'Qiyema platform',
      'x-title-zh-CN': '企业码平台接口',
      version,
      description:
        'Made of the contract in @qiyema/core. Every problem is application/problem+json (RFC 9457).',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: baseUrl }],
    tags: tags.map(tag => ({
      name: tag,
      description: APPLICATIONS[tag]?.en ?? tag,
      'x-description-zh-CN': APPLICATIONS[tag]?.['zh-CN'] ?? tag,
    })),
    paths,
    components: {
      schemas: schemas.shared,
      examples: problemExamples(baseUrl),
      securitySchemes: SECURITY_SCHEMES(baseUrl),
    },
  }
}

function applicationOf(name: string): string {
  return name.split('.', 1)[0] ?? name
}

function schemasOf(name: string, { params, query, body, answer }: Operation): [string, z.$ZodType][] {
  return Object.entries({ params, query, body, answer }).flatMap(([part, schema]): [string, z.$ZodType][] =>
    schema ? [[`${name}.${part}`, schema]] : [],
  )
}

function describeOperation(name: string, operation: Operation, schemas: SchemaSet) {
  const { summary, params, query, callers, components, scope, repetition } = operation
  return {
    operationId: name,
    tags: [applicationOf(name)],
    summary: summary.en,
    'x-summary-zh-CN': summary['zh-CN'],
    'x-callers': callers,
    ...(components && { 'x-components': components }),
    ...(scope !== undefined && { 'x-scope': scope }),
    'x-repetition': repetition,
    security: securityOf(operation),
    parameters: [
      ...(params ? placeParameters('path', params, schemas.whole(`${name}.params`)) : []),
      ...(query ? placeParameters('query', query, schemas.whole(`${name}.query`)) : []),
      ...headerParameters(operation),
    ],
    ...requestBody(name, operation, schemas),
    responses: { ...answerOf(name, operation, schemas), ...problemsOf(operation) },
  }
}

function requestBody(name: string, { body, bodyType }: Operation, schemas: SchemaSet) {
  const content = bodyType
    ? Object.fromEntries(bodyType.map(type => [type, {}]))
    : body && { 'application/json': { schema: schemas.of(`${name}.body`), example: exampleOf(body) } }
  return content && { requestBody: { required: true, content } }
}

function answerOf(
  name: string,
  { status, answer, answerType, etag, summary }: Operation,
  schemas: SchemaSet,
) {
  const json = answer && {
    'application/json': { schema: schemas.of(`${name}.answer`), example: exampleOf(answer) },
  }
  const content = answerType ? { [answerType]: {} } : json
  const headers: Record<string, JsonSchema> = {
    'X-Request-Id': { description: 'Names the request, for support', schema: { type: 'string' } },
    ...(etag && { ETag: { description: 'The version', schema: { type: 'string' } } }),
  }
  const answered = { description: content ? summary.en : 'Done', headers, ...(content && { content }) }
  const unchanged = etag === 'answer' ? { '304': { description: 'What the caller has is the latest' } } : {}
  return { [String(status)]: answered, ...unchanged }
}

/** One response a status, with every problem of it. */
function problemsOf(operation: Operation) {
  const codes = possibleProblems(operation)
  const statuses = [...new Set(codes.map(code => PROBLEMS[code].status))].toSorted(
    (one, other) => one - other,
  )
  return Object.fromEntries(
    statuses.map(status => {
      const ofStatus = codes.filter(code => PROBLEMS[code].status === status)
      const description = ofStatus.map(code => PROBLEMS[code].title.en).join(', or: ')
      const examples = Object.fromEntries(
        ofStatus.map(code => [code, { $ref: `#/components/examples/${code}` }]),
      )
      const content = { 'application/problem+json': { schema: PROBLEM, examples } }
      return [String(status), { description, 'x-problems': ofStatus, content }]
    }),
  )
}

const PROBLEM = { $ref: '#/components/schemas/Problem' }

/** One a code, referred to from every response that may hold it. */
function problemExamples(baseUrl: string) {
  const requestId = '0d6b8f5e-5d0b-4a63-9a39-3f2a7c1d8e40'
  return Object.fromEntries(
    Object.entries(PROBLEMS).map(([code, { status, title }]) => {
      const value = { type: `${baseUrl}/problems/${code}`, code, title: title['zh-CN'], status, requestId }
      return [code, { summary: title.en, value }]
    }),
  )
}
