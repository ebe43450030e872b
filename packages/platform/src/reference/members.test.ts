import { listOperations, type Operation } from '@qiyema/core/contract'
import { describe, expect, test } from 'vitest'
import { membersOf } from './members.js'

const ofOperation = (name: string, part: 'query' | 'body' | 'answer') => {
  const operation: Operation | undefined = listOperations().find(([one]) => one === name)?.[1]
  const schema = operation?.[part]
  if (!schema) throw new Error(`${name} has no ${part}.`)
  return membersOf(schema)
}
const at = (members: ReturnType<typeof membersOf>, path: string) => members.find(one => one.path === path)

test('a member is told with its type, its bounds, and whether it must be there', () => {
  const need = ofOperation('finance.needs.submit', 'body')
  expect(at(need, 'amount')).toEqual({ path: 'amount', type: 'object', isRequired: true })
  expect(at(need, 'amount.amountFen')).toMatchObject({ type: 'integer', isRequired: true })
  expect(at(need, 'amount.currency')?.type).toBe('"CNY"')
  expect(at(need, 'purpose')?.type).toMatch(/^"[\w-]+"( \| "[\w-]+")+$/)
  const page = ofOperation('finance.needs.list', 'query')
  expect(at(page, 'limit')).toMatchObject({ isRequired: false, bounds: '1…100' })
})

test('what is in a list is told with its list, and a choice that may grow as one', () => {
  const answer = ofOperation('finance.needs.list', 'answer')
  expect(at(answer, 'items')?.type).toBe('object[]')
  expect(at(answer, 'items[].id')).toMatchObject({ type: 'string', isRequired: true })
  expect(answer.some(({ type }) => type.endsWith(' | …'))).toBe(true)
})

describe.each(listOperations())('%s', (_, operation: Operation) => {
  test('has members that can be told', () => {
    for (const schema of [operation.params, operation.query, operation.body, operation.answer]) {
      if (!schema) continue
      const members = membersOf(schema)
      expect(new Set(members.map(({ path, type }) => `${path} ${type}`)).size).toBe(members.length)
      for (const { type } of members) expect(type).not.toMatch(/undefined|^$/)
    }
  })
})
