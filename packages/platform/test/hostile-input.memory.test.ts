/**
 * Whoever means ill, at every operation of the contract: each thing is refused with its own code, nothing of it is kept, and
 * nothing is told of how we work inside.
 */

import { listOperations, type Operation } from '@qiyema/core/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { SERVED } from '../src/app.js'
import { exampleOf } from '../src/openapi/example.js'
import { KINDS, openRawCallers, type RawCallers, type RawRequest } from './raw-callers.js'
import { mayCall, refusalOf } from './refusal-of.js'
import { pathOf, requestOf } from './request-of.js'
import { snapshotOf } from './snapshot.js'
import { openWorld, type World } from './world.js'

const OPERATIONS = listOperations(SERVED)
const WITH_BODY = OPERATIONS.filter(([, { body }]) => body)
const WITH_FILE = OPERATIONS.filter(([, { bodyType }]) => bodyType)
const WITH_QUERY = OPERATIONS.filter(([, { query }]) => query)
const WITH_PARAMS = OPERATIONS.filter(([, { params }]) => params)
const WITH_KEY = OPERATIONS.filter(([, { repetition }]) => repetition === 'key')

let world: World
let callers: RawCallers
let before: Readonly<Record<string, string>>

beforeAll(async () => {
  world = await openWorld()
  callers = await openRawCallers(world)
  for (const kind of KINDS) await callers.credentials(kind, 'GET', '/')
  before = await snapshotOf(world.store)
}, 60_000)
afterAll(async () => {
  const after = await snapshotOf(world.store)
  await world.close()
  expect(after).toEqual(before)
})

/** An honest request of one who may call, but for what is replaced. */
function send(operation: Operation, changes: Partial<RawRequest> = {}, kind = mayCall(operation)) {
  const honest = requestOf(operation, {})
  const headers = { ...Object.fromEntries(honest.headers), ...changes.headers }
  const written = operation.body ? JSON.stringify(exampleOf(operation.body)) : null
  return callers.send(kind, {
    method: operation.method,
    target: pathOf(operation),
    body: written,
    ...changes,
    headers,
  })
}

const bytes = (text: string) => new TextEncoder().encode(text)

/** The example with one member more, written as no serialiser would. */
const withMember = (operation: Operation, member: string) => {
  const text = operation.body ? JSON.stringify(exampleOf(operation.body)) : '{}'
  return text === '{}' ? `{${member}}` : `${text.slice(0, -1)},${member}}`
}

const BODIES: readonly (readonly [
  what: string,
  make: (operation: Operation) => string | Uint8Array<ArrayBuffer>,
  code: string,
])[] = [
  ['nothing', () => '', 'malformed_request'],
  ['half of it', operation => withMember(operation, '"x":1').slice(0, -2), 'malformed_request'],
  ['something behind it', operation => `${withMember(operation, '"x":1')}{}`, 'malformed_request'],
  ['a NUL', operation => withMember(operation, '"x":"a\\u0000b"'), 'malformed_request'],
  ['a NUL in a name', operation => withMember(operation, '"x\\u0000":1'), 'malformed_request'],
  ['half a surrogate pair', operation => withMember(operation, '"x":"\\ud800"'), 'malformed_request'],
  ['a number past 2^53', operation => withMember(operation, '"x":9007199254740993'), 'malformed_request'],
  ['a number that is none', operation => withMember(operation, '"x":1e999'), 'malformed_request'],
  ['a member twice', operation => withMember(operation, '"x":1,"x":2'), 'malformed_request'],
  ['a prototype', operation => withMember(operation, '"__proto__":{"role":"officer"}'), 'malformed_request'],
  ['ten thousand brackets', () => '['.repeat(10_000) + ']'.repeat(10_000), 'malformed_request'],
  ['a byte order mark', operation => `\ufeff${withMember(operation, '"x":1')}`, 'malformed_request'],
  [
    'what is no UTF-8',
    () => Uint8Array.of(0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d),
    'malformed_request',
  ],
  ['more than a mebibyte', () => `"${'a'.repeat(2 ** 20)}"`, 'payload_too_large'],
  ['a list', () => '[]', 'invalid_fields'],
  ['null', () => 'null', 'invalid_fields'],
  ['a member that nobody knows', operation => withMember(operation, '"tenant":"ent-09"'), 'invalid_fields'],
]

describe.each(BODIES)('a body of %s', (_, make, code) => {
  test.each(WITH_BODY)('is refused at %s', async (_name, operation) => {
    expect(await refusalOf(operation, send(operation, { body: make(operation) }))).toBe(code)
  })
})

test.each(WITH_BODY)('a body of another type is refused at %s', async (_, operation) => {
  const types = [
    'text/plain',
    'application/x-www-form-urlencoded',
    'application/json; charset=gbk',
    'multipart/form-data',
    '',
  ]
  for (const type of types) {
    const answer = send(operation, { headers: { 'content-type': type } })
    expect([type, await refusalOf(operation, answer)]).toEqual([type, 'unsupported_media_type'])
  }
})

test.each(WITH_BODY)('numbers that no column holds do no harm at %s', async (_, operation) => {
  const example: unknown = operation.body && exampleOf(operation.body)
  for (const value of [-1, 0.5, 2 ** 31, 2 ** 53 - 1, -(2 ** 53) + 1, 1e308]) {
    for (const changed of withEachNumber(example, value)) {
      if (operation.body?.safeParse(changed).success) continue
      expect(await refusalOf(operation, send(operation, { body: JSON.stringify(changed) }))).toMatch(
        /^(invalid_fields|malformed_request)$/,
      )
    }
  }
})

/** The value once for every number in it, which is replaced. */
function withEachNumber(value: unknown, number: number): unknown[] {
  if (typeof value === 'number') return [number]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, member]) =>
    withEachNumber(member, number).map(changed =>
      Array.isArray(value) ? value.with(Number(name), changed) : { ...value, [name]: changed },
    ),
  )
}

test.each(OPERATIONS.filter(([, { body, bodyType }]) => !body && !bodyType))(
  'a body where none belongs is refused at %s',
  async (_, operation) => {
    if (operation.method === 'GET') return
    const answer = send(operation, { body: '{}', headers: { 'content-type': 'application/json' } })
    expect(await refusalOf(operation, answer)).toBe('malformed_request')
  },
)

test.each(WITH_FILE)('files that lie, are too large or are none are refused at %s', async (_, operation) => {
  const [type = ''] = operation.bodyType ?? []
  const file = (body: Uint8Array<ArrayBuffer>, contentType = type) =>
    refusalOf(operation, send(operation, { body, headers: { 'content-type': contentType } }))
  expect(await file(bytes('<!doctype html><script>alert(1)</script>'))).toBe('file_type_mismatch')
  expect(await file(bytes('MZ\u0090\u0000'))).toBe('file_type_mismatch')
  expect(await file(new Uint8Array())).toBe('malformed_request')
  expect(await file(new Uint8Array(20 * 2 ** 20 + 1))).toBe('payload_too_large')
  expect(await file(bytes('<svg/>'), 'image/svg+xml')).toBe('unsupported_media_type')
  expect(await file(bytes('{}'), 'application/json')).toBe('unsupported_media_type')
})

test.each(WITH_QUERY)('a query that means nothing is refused at %s', async (_, operation) => {
  const queries = ['?nobody=1', '?__proto__=1', '?%00=1', '?a=%ff', '?a=%', '?limit=1&limit=2']
  const isList = operation.query !== undefined && 'limit' in operation.query.shape
  const ofLists = ['0', '-1', '101', '1.5', '1e9', '2147483648', '9007199254740993', 'NaN', 'a'].map(
    limit => `?limit=${limit}`,
  )
  const cursors = ['a', '%00', 'W10', 'bnVsbA', 'a'.repeat(401)].map(cursor => `?cursor=${cursor}`)
  for (const query of [...queries, ...(isList ? [...ofLists, ...cursors] : [])]) {
    const code = await refusalOf(operation, send(operation, { target: pathOf(operation) + query }))
    expect([query, code]).toEqual([
      query,
      expect.stringMatching(/^(invalid_fields|malformed_request|forbidden|not_found)$/),
    ])
  }
})

test.each(WITH_QUERY)('numbers in a query that no column holds do no harm at %s', async (_, operation) => {
  for (const name of Object.keys(operation.query?.shape ?? {}))
    for (const number of ['-1', '2147483648', '9007199254740991']) {
      const { status } = await send(operation, { target: `${pathOf(operation)}?${name}=${number}` })
      expect([name, number, status < 500]).toEqual([name, number, true])
    }
})

test.each(WITH_PARAMS)('a path that names nothing is refused at %s', async (_, operation) => {
  const names = [
    '%00',
    '%ff',
    '%2e%2e%2f%2e%2e%2fetc%2fpasswd',
    "'%20or%201=1--",
    'x'.repeat(500),
    '%E2%80%AE',
    '__proto__',
  ]
  for (const name of names) {
    const target = operation.path.replaceAll(/\{\w+\}/g, name)
    const code = await refusalOf(operation, send(operation, { target }))
    expect([name, code]).toEqual([name, expect.stringMatching(/^(not_found|malformed_request)$/)])
  }
})

test.each(WITH_KEY)('an intent without a key is refused at %s', async (_, operation) => {
  for (const key of ['', 'short', 'a'.repeat(129), 'with blanks in it', 'schlüssel-1234'])
    expect(await refusalOf(operation, send(operation, { headers: { 'idempotency-key': key } }))).toBe(
      'idempotency_key_missing',
    )
})

test.each(OPERATIONS.filter(([, { etag }]) => etag === 'required'))(
  'an edit of nobody knows which version is refused at %s',
  async (_, operation) => {
    if (operation.method === 'GET') return
    for (const tag of ['"nothing"', 'W/"v1"', '""', 'v1', '"'.repeat(100)])
      expect(await refusalOf(operation, send(operation, { headers: { 'if-match': tag } }))).toBe(
        // An example's id is nobody's.
        operation.params ? 'not_found' : 'precondition_failed',
      )
  },
)
