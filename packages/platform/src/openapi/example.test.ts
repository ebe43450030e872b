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

test('is the same every time', () => {
  const examples = () => listOperations().map(([, { answer }]) => answer && exampleOf(answer))
  expect(examples()).toEqual(examples())
})
