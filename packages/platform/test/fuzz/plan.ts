/** One request to be: which operation, who asks, what is said, and what is wrong with it. */

import { type IdKind, listOperations, type Operation } from '@qiyema/core/contract'
import * as fc from 'fast-check'
import { SERVED } from '../../src/app.js'
import { KINDS, type Kind, type RawRequest } from '../raw-callers.js'
import { arbitraryOf, withIds } from './arbitrary-of.js'
import { type Said, type Twist, twist, twisted } from './twist.js'

export interface Plan {
  readonly name: string
  readonly operation: Operation
  readonly kind: Kind
  readonly said: Said
  readonly file: { readonly type: string; readonly content: Uint8Array<ArrayBuffer> }
  readonly twist: Twist
  /** For an intent of its own. */
  readonly key: string
}

/** Plans for every operation alike. */
export function plans(files: readonly Plan['file'][]): fc.Arbitrary<Plan> {
  const file = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...files) },
    fc.record({
      type: fc.constantFrom('image/png', 'image/jpeg', 'image/webp', 'application/pdf', 'image/svg+xml'),
      content: fc.uint8Array({ maxLength: 200 }).map(bytes => Uint8Array.from(bytes)),
    }),
  )
  return fc.oneof(
    ...listOperations(SERVED).map(([name, operation]) =>
      fc.record({
        name: fc.constant(name),
        operation: fc.constant(operation),
        kind: fc.constantFrom(...KINDS.filter(kind => operation.callers.includes(kind))),
        said: fc.record({
          params: operation.params ? membersOf(operation.params) : fc.constant({}),
          query: operation.query ? membersOf(operation.query) : fc.constant({}),
          body: operation.body ? arbitraryOf(operation.body) : fc.constant(undefined),
        }),
        file,
        twist,
        key: fc.uuid(),
      }),
    ),
  )
}

const membersOf = (schema: NonNullable<Operation['params']>) =>
  arbitraryOf(schema) as fc.Arbitrary<Said['params']>

/** The request as it is sent. */
export function requestFor(
  { operation, said, file, twist: given, key }: Plan,
  known: (kind: IdKind, number: number) => string,
): RawRequest {
  const { params, query, body } = twisted(withIds(said, known) as Said, given)
  const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encoded(params[name]))
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : [`${encoded(name)}=${encoded(value)}`],
  )
  const method = given.kind === 'method' ? given.method : operation.method
  return {
    method,
    target: path + (pairs.length > 0 ? `?${pairs.join('&')}` : ''),
    headers: {
      ...(operation.body && { 'content-type': 'application/json' }),
      ...(operation.bodyType && { 'content-type': file.type }),
      ...(operation.repetition === 'key' && { 'idempotency-key': key }),
      ...(operation.etag === 'required' && { 'if-match': '*' }),
      ...(given.kind === 'header' && { [given.name]: given.value }),
    },
    body: method === 'GET' ? null : operation.bodyType ? file.content : writtenBody(body, given),
  }
}

function writtenBody(body: unknown, given: Twist): string | null {
  const text = body === undefined ? null : JSON.stringify(body)
  if (given.kind !== 'text' || text === null) return text
  const at = given.at % (text.length + 1)
  return text.slice(0, at) + given.text + text.slice(at)
}

/** Half of a surrogate pair cannot be written in an address. */
function encoded(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '')
  return encodeURIComponent(text.replaceAll(/\p{Cs}/gu, '\ufffd'))
    .slice(0, 3000)
    .replace(/%[0-9A-F]?$/, '')
}
