/** The contract against itself: what every operation must have, whoever adds one. */
import { describe, expect, expectTypeOf, test } from 'vitest'
import type { code } from './code.js'
import { contract, listOperations } from './contract.js'
import type { AnswerOf, Operation } from './operation.js'
import { COMMON_PROBLEMS, PROBLEMS } from './problem.js'
import { COMPONENTS } from './session.js'

const operations = listOperations(contract)
const membersOf = ({ params, query, body, bodyType }: Operation): string[] => [
  ...Object.keys(params?.shape ?? {}),
  ...Object.keys(query?.shape ?? {}),
  ...(bodyType ? ['content', 'contentType'] : []),
  ...(body && 'shape' in body ? Object.keys(body.shape as object) : []),
]

test('has every application of this release', () => {
  expect(Object.keys(contract)).toEqual([
    'identity',
    'code',
    'card',
    'policy',
    'finance',
    'consent',
    'facts',
    'audit',
    'session',
    'webhook',
  ])
  expect(operations.length).toBeGreaterThan(75)
})

test('types what is signed or a set of keys as the text that it is', () => {
  expectTypeOf<AnswerOf<typeof code.keys>>().toEqualTypeOf<string>()
  expectTypeOf<AnswerOf<typeof code.trustList>>().toEqualTypeOf<string>()
  expectTypeOf<AnswerOf<typeof code.statusList>>().toEqualTypeOf<string>()
})

test('has no two operations of one method and path', () => {
  const places = operations.map(([, { method, path }]) => `${method} ${path.replaceAll(/\{\w+\}/g, '{}')}`)
  expect(places.toSorted()).toEqual([...new Set(places)].toSorted())
})

describe.each(operations)('%s', (_, operation) => {
  const {
    method,
    path,
    params,
    body,
    bodyType,
    callers,
    components,
    repetition,
    answer,
    answerType,
    status,
  } = operation

  test('declares what its path holds', () => {
    const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
    expect(Object.keys(params?.shape ?? {})).toEqual(inPath)
  })

  test('has no two members of one name, so that a caller gives them side by side', () => {
    const members = membersOf(operation)
    expect(members).toEqual([...new Set(members)])
  })

  test('is repeated as its method allows', () => {
    if (method === 'GET') expect(repetition).toBe('safe')
    if (method === 'PUT' || method === 'DELETE' || method === 'PATCH') expect(repetition).toBe('idempotent')
    if (method === 'GET' || method === 'DELETE') expect(body ?? bodyType).toBeUndefined()
  })

  test('says what it answers', () => {
    expect(status === 204).toBe(answer === undefined && answerType === undefined)
  })

  test('names its callers, and widgets by their elements', () => {
    expect(callers.length).toBeGreaterThan(0)
    expect(components !== undefined).toBe(callers.includes('widget'))
    for (const component of components ?? []) expect(COMPONENTS).toContain(component)
  })

  test('names problems that there are, each once, and none that every operation has', () => {
    const { problems } = operation
    expect(problems).toEqual([...new Set(problems)])
    for (const problem of problems) {
      expect(PROBLEMS).toHaveProperty(problem)
      expect(COMMON_PROBLEMS).not.toContain(problem)
    }
    if (!callers.includes('anyone')) expect(problems).toContain('unauthenticated')
  })

  test('is told of in both languages', () => {
    expect(operation.summary['zh-CN']).toMatch(/\p{Script=Han}/u)
    expect(operation.summary.en).toMatch(/^[A-Z]/)
  })

  test('refuses members that it does not know', () => {
    const strict = [operation.params, operation.query, body].filter(schema => schema !== undefined)
    for (const schema of strict) {
      const { success, error } = schema.safeParse({ stranger: 1 })
      expect(success).toBe(false)
      const codes = error?.issues.map(({ code }) => code)
      // Where a member decides which of several bodies it is, that one is missed first.
      expect(codes?.some(code => code === 'unrecognized_keys' || code === 'invalid_union')).toBe(true)
    }
  })
})
