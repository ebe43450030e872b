import { listOperations } from '@qiyema/core/contract'
import { describe, expect, test } from 'vitest'
import { exampleOf } from './example.js'

describe.each(listOperations())('%s', (_, { params, query, body, answer }) => {
  test('has examples that its schemas take', () => {
    for (const schema of [params, query, body, answer]) {
      if (schema) expect(schema.safeParse(exampleOf(schema)).error?.issues).toBeUndefined()
    }
  })
})

/** What stands at each name, however deep. */
function* membersOf(value: unknown, name = ''): Generator<readonly [name: string, value: unknown]> {
  if (typeof value !== 'object' || value === null) yield [name, value]
  else
    for (const [key, member] of Object.entries(value))
      yield* membersOf(member, Array.isArray(value) ? name : key)
}

test('means what its name says: a number to call is one, and days stand where days are meant', () => {
  const examples = listOperations().flatMap(([, { params, query, body, answer }]) =>
    [params, query, body, answer].flatMap(schema => (schema ? [...membersOf(exampleOf(schema))] : [])),
  )
  const phones = examples.filter(([name]) => /phone$/i.test(name))
  expect(phones.length).toBeGreaterThan(5)
  for (const [, value] of phones) expect(value).toMatch(/^0572-\d{8}$|^1\d{10}$/)
  const days = examples.filter(([, value]) => String(value).startsWith('2026-01-31'))
  for (const [name] of days) expect(name).toMatch(/(at|on|by|from|to|until|asOf)$/i)
})

test('is the same every time', () => {
  const examples = () => listOperations().map(([, { answer }]) => answer && exampleOf(answer))
  expect(examples()).toEqual(examples())
})
