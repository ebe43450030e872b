/** Operations as a page shows them: what they take and give, with examples. */
import { listOperations, type Operation, type OperationTree, type ProblemCode } from '@qiyema/core/contract'
import { safeParse } from 'zod/v4/core'
import { possibleProblems } from '../http/possible-problems.js'
import { exampleOf } from '../openapi/example.js'

export type Repetition = Operation['repetition']

export interface ShownParameter {
  readonly name: string
  readonly place: 'path' | 'query'
  readonly isRequired: boolean
  /** What stands in the form; empty where it may be left out. */
  readonly example: string
}

export interface ShownOperation {
  /** `finance.needs.submit` */
  readonly name: string
  readonly operation: Operation
  readonly parameters: readonly ShownParameter[]
  /** JSON, indented. */
  readonly body?: string
  readonly answer?: string
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
    ...(body && { body: indented(exampleOf(body)) }),
    ...(answer && { answer: indented(exampleOf(answer)) }),
    problems: possibleProblems(operation),
  }
}

function parametersIn(place: 'path' | 'query', schema: Operation['params']): ShownParameter[] {
  return Object.entries(schema?.shape ?? {}).map(([name, member]) => {
    const isRequired = place === 'path' || !safeParse(member, undefined).success
    return { name, place, isRequired, example: isRequired ? String(exampleOf(member, name)) : '' }
  })
}

function indented(value: unknown): string {
  return JSON.stringify(value, undefined, 2)
}
