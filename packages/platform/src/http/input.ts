/** Holds what came in against the contract: path, query and body, each by its schema, all strict. */
import type { Operation } from '@qiyema/core/contract'
import { faultsOf } from './fields.js'
import { PlatformProblem } from './problems.js'
import { readQuery } from './query.js'
import type { Upload } from './upload.js'

export type AnyInput = Readonly<Record<string, unknown>>

/**
 * The input of an operation, its parts side by side.
 *
 * @param params - of the path, percent-decoded
 * @param search - the query with its question mark, or nothing
 * @param body - as `readBody` gave it
 * @throws {PlatformProblem} `not_found` for a path that names nothing, `malformed_request`, `invalid_fields` with every fault
 */
export function parseInput(operation: Operation, params: AnyInput, search: string, body: unknown): AnyInput {
  const inPath = operation.params?.safeParse(params, REPORT)
  if (inPath && !inPath.success)
    throw new PlatformProblem('not_found', { errors: faultsOf(inPath.error.issues) })
  const query = readQuery(search)
  const inQuery = operation.query?.safeParse(query, REPORT)
  const inBody = operation.body?.safeParse(body, REPORT)
  const unknown = operation.query ? [] : Object.keys(query)
  const errors = [
    ...unknown.map(name => ({ pointer: `/${name}`, code: 'unknown_member' })),
    ...faultsOf(inQuery?.error?.issues ?? []),
    ...faultsOf(inBody?.error?.issues ?? []),
  ]
  if (errors.length > 0) throw new PlatformProblem('invalid_fields', { errors })
  const upload = operation.bodyType ? (body as Upload) : {}
  return { ...inPath?.data, ...inQuery?.data, ...(inBody?.data as AnyInput | undefined), ...upload }
}

/** Field errors say what is missing apart from what is wrong, for which they need the value. */
const REPORT = { reportInput: true } as const
