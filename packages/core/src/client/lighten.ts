/**
 * Makes of the contract what a client needs of it: no schemas of requests, which the server checks, and of answers no more
 * than their shapes. This runs when the package is built, so a page loads what it gives and nothing of this file.
 */
import { isOperation, type OperationTree } from '../contract/contract.js'
import type { Method, Operation } from '../contract/operation.js'
import { z } from '../contract/schema.js'
import type { Shape } from './shape.js'

/** An operation as a client knows it. */
export interface LightOperation<Whole extends Operation = Operation> {
  readonly method: Method
  readonly path: string
  /** Names of what goes into the query. Path parameters stand in the path, and what is neither makes up the body. */
  readonly query?: readonly string[]
  readonly body?: 'json' | 'bytes'
  readonly needsIdempotencyKey?: true
  /** Of an answer in JSON. */
  readonly answer?: Shape
  /** Of an answer that is not JSON. */
  readonly answerType?: 'text' | 'bytes'
  /** Never there: it only keeps the type of what this was made of. */
  readonly madeOf?: Whole
}

/** A tree of operations as a client knows them. */
export interface LightTree {
  readonly [name: string]: LightOperation | LightTree
}

/** What a part of the contract becomes. */
export type Light<Tree> = {
  readonly [Name in keyof Tree]: Tree[Name] extends Operation ? LightOperation<Tree[Name]> : Light<Tree[Name]>
}

export function lighten<Tree extends OperationTree>(tree: Tree): Light<Tree> {
  const lightened = Object.entries(tree).map(([name, node]) => [
    name,
    isOperation(node) ? lightenOperation(node) : lighten(node),
  ])
  return Object.fromEntries(lightened)
}

function lightenOperation(operation: Operation): LightOperation {
  const { method, path, query, body, bodyType, repetition, answer, answerType } = operation
  return {
    method,
    path,
    ...(query && { query: Object.keys(query.shape) }),
    ...(body && { body: 'json' }),
    ...(bodyType && { body: 'bytes' }),
    ...(repetition === 'key' && { needsIdempotencyKey: true }),
    ...(answer && !answerType && { answer: shapeOf(z.toJSONSchema(answer)) }),
    ...(answerType && { answerType: isText(answerType) ? 'text' : 'bytes' }),
  }
}

function isText(type: string): boolean {
  return type.startsWith('text/') || type === 'application/jwt' || type.endsWith('+json')
}

/** As much of JSON Schema as zod makes of the contract. */
type JsonSchema = z.core.JSONSchema._JSONSchema

function shapeOf(schema: JsonSchema): Shape {
  if (typeof schema === 'boolean') return 'anything'
  const { const: value, anyOf, oneOf, type, items, properties, additionalProperties } = schema
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return ['is', value]
  const choices = anyOf ?? oneOf
  if (choices) return ['either', choices.map(shapeOf)]
  switch (type) {
    case undefined:
      return 'anything'
    case 'string':
    case 'number':
    case 'integer':
    case 'boolean':
    case 'null':
      return type
    case 'array':
      if (items && !Array.isArray(items)) return ['list', shapeOf(items)]
      break
    case 'object':
      if (properties) return membersOf(properties, schema.required)
      if (additionalProperties !== undefined) return ['map', shapeOf(additionalProperties)]
  }
  throw new TypeError(`No shape says what this schema does: ${JSON.stringify(schema)}`)
}

function membersOf(
  properties: Readonly<Record<string, JsonSchema>>,
  required: readonly string[] = [],
): Shape {
  const members = Object.entries(properties).map(([name, schema]) => [
    required.includes(name) ? name : `${name}?`,
    shapeOf(schema),
  ])
  return Object.fromEntries(members)
}
