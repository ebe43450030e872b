import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { createCursor, cutPage } from './cursor.js'

const cursor = createCursor('codes newest', z.tuple([z.iso.datetime(), z.string()]))
const keys: [string, string] = ['2026-01-31T09:30:00Z', 'code_01']
const badCursor = expect.objectContaining({
  code: 'invalid_fields',
  facts: { errors: [{ pointer: '/cursor', code: 'cursor' }] },
})

test('gives back what was put in, in letters that a query holds', () => {
  const text = cursor.write(keys)
  expect(text).toMatch(/^[\w-]{1,400}$/)
  expect(cursor.read(text)).toEqual(keys)
})

test('of another list or order is refused', () => {
  const other = createCursor('codes oldest', z.tuple([z.iso.datetime(), z.string()]))
  expect(() => cursor.read(other.write(keys))).toThrow(badCursor)
})

test('with keys of another kind is refused', () => {
  const other = createCursor('codes newest', z.tuple([z.number(), z.string()]))
  expect(() => cursor.read(other.write([7, 'code_01']))).toThrow(badCursor)
})

test('that nobody wrote is refused', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[\w-]{1,60}$/), text => {
      expect(() => cursor.read(text)).toThrow(badCursor)
    }),
    { numRuns: 500 },
  )
})

test('too long to travel is a fault of ours', () => {
  expect(() => cursor.write(['2026-01-31T09:30:00Z', 'x'.repeat(400)])).toThrow(RangeError)
})

describe('a page', () => {
  const next = (row: number) => `after-${row}`

  test('has a next one when there was one row more than fits', () => {
    expect(cutPage([1, 2, 3], 2, String, next)).toEqual({ items: ['1', '2'], nextCursor: 'after-2' })
  })

  test('is the last when all fit', () => {
    expect(cutPage([1, 2], 2, String, next)).toEqual({ items: ['1', '2'] })
    expect(cutPage([], 2, String, next)).toEqual({ items: [] })
  })
})
