/** The request for an operation, as an honest caller would send it. */
import type { Operation } from '@qiyema/core/contract'
import { exampleOf } from '../src/openapi/example.js'
import { BASE_URL } from './desk.js'

const FILES: Readonly<Record<string, Uint8Array<ArrayBuffer>>> = {
  'application/pdf': new TextEncoder().encode('%PDF-1.7\n'),
  'image/png': new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
}

/** The path of an operation with the examples of its parameters. */
export function pathOf({ path, params }: Operation): string {
  const examples = (params ? exampleOf(params) : {}) as Record<string, string>
  return path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(examples[name] ?? ''))
}

/** What is sent beside who sends it. */
export function requestOf(operation: Operation, headers: Readonly<Record<string, string>>): Request {
  const { method, body, bodyType, repetition, etag } = operation
  const type = bodyType?.find(known => known in FILES)
  const content = type ? FILES[type] : body ? JSON.stringify(exampleOf(body)) : null
  return new Request(BASE_URL + pathOf(operation), {
    method,
    headers: {
      ...(body && { 'content-type': 'application/json' }),
      ...(type && { 'content-type': type }),
      ...(repetition === 'key' && { 'idempotency-key': crypto.randomUUID() }),
      ...(etag === 'required' && { 'if-match': '*' }),
      ...headers,
    },
    body: content ?? null,
  })
}
