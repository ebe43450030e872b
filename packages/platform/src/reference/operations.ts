/** Operations as a page shows them: what they take and give, with examples. */
import { listOperations, type Operation, type OperationTree, type ProblemCode } from '@qiyema/core/contract'
import type { $ZodType } from 'zod/v4/core'
import { possibleProblems } from '../http/possible-problems.js'
import { exampleOf } from '../openapi/example.js'
import { membersOf, type ShownMember } from './members.js'

export type Repetition = Operation['repetition']

export interface ShownParameter {
  readonly member: ShownMember
  readonly place: 'path' | 'query'
  /** What stands in the form; empty where it may be left out. */
  readonly example: string
}

/** A body or an answer in JSON. */
export interface ShownJson {
  readonly members: readonly ShownMember[]
  /** Indented. */
  readonly example: string
}

export interface ShownOperation {
  /** `finance.needs.submit` */
  readonly name: string
  readonly operation: Operation
  readonly parameters: readonly ShownParameter[]
  readonly body?: ShownJson
  readonly answer?: ShownJson
  readonly problems: readonly ProblemCode[]
}

/** Every operation of a tree, by application. */
export function shownOperations(tree: OperationTree): ReadonlyMap<string, readonly ShownOperation[]> {
  const byApplication = new Map<string, ShownOperation[]>()
  for (const [name, operation] of listOperations(tree)) {
    const application = name.split('.', 1)[0] ?? name
    const shown = showOperation(name, operation)
    byApplication.set(application, [...(byApplication.get(application) ?? []), shown])
  }
  return byApplication
}

function showOperation(name: string, operation: Operation): ShownOperation {
  const { params, query, body, answer } = operation
  return {
    name,
    operation,
    parameters: [...parametersIn('path', params), ...parametersIn('query', query)],
    ...(body && { body: showJson(body) }),
    ...(answer && { answer: showJson(answer) }),
    problems: possibleProblems(operation),
  }
}

function parametersIn(place: 'path' | 'query', schema: Operation['params']): ShownParameter[] {
  if (!schema) return []
  const shape: Readonly<Record<string, $ZodType>> = schema.shape
  return membersOf(schema).flatMap(member => {
    const parameter = shape[member.path]
    if (!parameter) return []
    return { member, place, example: member.isRequired ? String(exampleOf(parameter, member.path)) : '' }
  })
}

function showJson(schema: $ZodType): ShownJson {
  return { members: membersOf(schema), example: JSON.stringify(exampleOf(schema), undefined, 2) }
}
