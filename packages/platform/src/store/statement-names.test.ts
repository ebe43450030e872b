import { expect, test } from 'vitest'
import { createStatementNames } from './statement-names.js'

const times = <Result>(count: number, work: () => Result) => Array.from({ length: count }, work)

test('a statement gets a name of its own when it comes again and again, and keeps it', () => {
  const names = createStatementNames()
  expect(times(4, () => names.nameOf('select 1'))).toEqual([
    undefined,
    undefined,
    'statement_1',
    'statement_1',
  ])
  expect(times(3, () => names.nameOf('select 2')).at(-1)).toBe('statement_2')
  expect(names.nameOf('select 1')).toBe('statement_1')
})

test('however many there are, no more than the server can remember are named', () => {
  const names = createStatementNames()
  const given = Array.from({ length: 1_000 }, (_, number) =>
    times(3, () => names.nameOf(`select ${number}`)).at(-1),
  )
  expect(given.filter(name => name !== undefined)).toHaveLength(250)
  expect(names.nameOf('select 0')).toBe('statement_1')
})

test('statements that never come again do not keep one that does from its name', () => {
  const names = createStatementNames()
  for (let number = 0; number < 10_000; number++) names.nameOf(`select ${number}`)
  expect(times(3, () => names.nameOf('select again')).at(-1)).toBe('statement_1')
})
