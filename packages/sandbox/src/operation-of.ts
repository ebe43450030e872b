/** Which operation of the contract a request is for. */
import { type contract, listOperations, type Operation } from '@qiyema/core/contract'

type NamesIn<Tree, Prefix extends string = ''> = {
  [Name in keyof Tree & string]: Tree[Name] extends Operation
    ? `${Prefix}${Name}`
    : NamesIn<Tree[Name], `${Prefix}${Name}.`>
}[keyof Tree & string]

/** As the client has it: `finance.needs.submit`. */
export type OperationName = NamesIn<typeof contract>

const PATTERNS = listOperations().map(([name, { method, path }]) => {
  const parts = path.split('/')
  // A path that is written out comes before one that a parameter could stand in for.
  return { name, method, parts, parameters: parts.filter(isParameter).length }
})

const BY_PRECISION = PATTERNS.toSorted((one, other) => one.parameters - other.parameters)

/** Its name; undefined for what is none of the contract's, such as `/oauth/token`. */
export function operationOf(request: Request): string | undefined {
  const parts = new URL(request.url).pathname.split('/')
  const method = request.method === 'HEAD' ? 'GET' : request.method
  return BY_PRECISION.find(pattern => pattern.method === method && fits(pattern.parts, parts))?.name
}

function fits(pattern: readonly string[], parts: readonly string[]): boolean {
  return (
    pattern.length === parts.length &&
    pattern.every((part, at) => (isParameter(part) ? parts[at] !== '' : part === parts[at]))
  )
}

function isParameter(part: string): boolean {
  return part.startsWith('{')
}
