/** The shapes of all answers against the schemas that they were made of: both refuse the same, but for what may grow. */
import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { answersOf } from '../../test/contract-answer.js'
import { listOperations } from '../contract/contract.js'
import type { Operation } from '../contract/operation.js'
import { z } from '../contract/schema.js'
import { lighten } from './lighten.js'
import { faultIn } from './shape.js'

const answered = listOperations().flatMap(([name, operation]) =>
  operation.answer && !operation.answerType ? [[name, operation, operation.answer] as const] : [],
)
const WRONG = [undefined, null, true, 5, 1.5, 'text', [], {}, [5], { stranger: [] }]

/** Where in a JSON value, as the names that lead there. */
type Place = readonly string[]

function placesIn(value: unknown, place: Place = []): Place[] {
  if (typeof value !== 'object' || value === null) return [place]
  const inside = Object.entries(value).flatMap(([name, member]) => placesIn(member, [...place, name]))
  return [place, ...inside]
}

/** The value with another one in a place; undefined takes out a member. */
function withOther(value: unknown, place: Place, other: unknown): unknown {
  const [name] = place.slice(-1)
  if (name === undefined) return other
  const copy: unknown = structuredClone(value)
  Object.assign(Object(at(copy, place.slice(0, -1))), { [name]: other })
  return JSON.parse(JSON.stringify(copy))
}

function at(value: unknown, place: Place): unknown {
  return place.reduce((inner, name) => Object(inner)[name], value)
}

/** Whether zod refuses a value for what it is, and not for how it is written, or for a member or a choice that is new. */
function isOfWrongType(answer: z.ZodMiniType, value: unknown): boolean {
  const issues = answer.safeParse(value).error?.issues ?? []
  return issues.some(
    ({ code, ...issue }) =>
      code === 'invalid_type' ||
      code === 'invalid_union' ||
      (code === 'invalid_value' && 'values' in issue && (issue.values as unknown[]).length === 1),
  )
}

describe.each(answered)('the answer of %s', (_, operation: Operation, answer) => {
  const shape = lighten({ operation }).operation.answer ?? 'null'
  const anyPlace = fc.nat()

  test('passes as the contract has it, with members and choices that are new', () => {
    fc.assert(
      fc.property(answersOf(answer), anyPlace, (value, number) => {
        expect(answer.safeParse(value).error?.issues).toBeUndefined()
        expect(faultIn(shape, value)).toBeUndefined()
        const places = placesIn(value)
        const place = places[number % places.length] ?? []
        const member = at(value, place)
        if (typeof member === 'object' && member !== null && !Array.isArray(member)) {
          const grown = withOther(value, place, { ...member, stranger: { of: ['later'] } })
          if (!isOfWrongType(answer, grown)) expect(faultIn(shape, grown)).toBeUndefined()
        }
      }),
      { numRuns: 50 },
    )
  })

  test('is refused where zod refuses it: a member missing, or of another type, however deep', () => {
    fc.assert(
      fc.property(answersOf(answer), anyPlace, fc.constantFrom(...WRONG), (value, number, wrong) => {
        const places = placesIn(value)
        const broken = withOther(value, places[number % places.length] ?? [], wrong)
        expect(faultIn(shape, broken) !== undefined).toBe(isOfWrongType(answer, broken))
      }),
      { numRuns: 100 },
    )
  })
})

it('takes a choice that is new, and not another value where there is but one', () => {
  const shapeOf = (answer: z.ZodMiniType) =>
    lighten({
      read: {
        method: 'GET',
        path: '/',
        callers: [],
        repetition: 'safe',
        summary: { 'zh-CN': '查', en: 'Read' },
        answer,
        status: 200,
        problems: [],
      },
    }).read.answer
  expect(shapeOf(z.enum(['open', 'closed']))).toBe('string')
  expect(shapeOf(z.literal('open'))).toEqual(['is', 'open'])
  expect(() => shapeOf(z.tuple([z.string(), z.number()]))).toThrow('No shape says')
})
