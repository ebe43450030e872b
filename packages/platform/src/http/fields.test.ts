import { contract } from '@qiyema/core/contract'
import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { FIELD_CODES, sentenceFor } from './field-sentences.js'
import { faultsOf } from './fields.js'

const faults = (schema: z.ZodMiniType, value: unknown) =>
  faultsOf(schema.safeParse(value, { reportInput: true }).error?.issues ?? [])

const form = z.strictObject({
  name: z.string().check(z.minLength(2), z.maxLength(5)),
  'a/b~c': z.optional(z.int().check(z.minimum(1), z.maximum(9))),
  kind: z.optional(z.enum(['one', 'two'])),
  tags: z.optional(z.array(z.string()).check(z.minLength(1), z.maxLength(2))),
  code: z.optional(z.string().check(z.regex(/^x$/))),
})

test.each([
  ['what is missing', {}, [{ pointer: '/name', code: 'required' }]],
  ['a wrong type', { name: 7 }, [{ pointer: '/name', code: 'wrong_type', values: { expected: 'string' } }]],
  ['null', { name: null }, [{ pointer: '/name', code: 'wrong_type', values: { expected: 'string' } }]],
  ['too long a text', { name: 'abcdef' }, [{ pointer: '/name', code: 'too_long', values: { max: 5 } }]],
  ['too short a text', { name: 'a' }, [{ pointer: '/name', code: 'too_short', values: { min: 2 } }]],
  ['half a number', { name: 'ab', 'a/b~c': 1.5 }, [{ pointer: '/a~1b~0c', code: 'not_integer' }]],
  [
    'too great a number',
    { name: 'ab', 'a/b~c': 10 },
    [{ pointer: '/a~1b~0c', code: 'too_great', values: { max: 9 } }],
  ],
  [
    'too small a number',
    { name: 'ab', 'a/b~c': 0 },
    [{ pointer: '/a~1b~0c', code: 'too_small', values: { min: 1 } }],
  ],
  [
    'no choice',
    { name: 'ab', kind: 'x' },
    [{ pointer: '/kind', code: 'not_a_choice', values: { choices: 'one, two' } }],
  ],
  ['too few items', { name: 'ab', tags: [] }, [{ pointer: '/tags', code: 'too_few' }]],
  ['too many items', { name: 'ab', tags: ['a', 'b', 'c'] }, [{ pointer: '/tags', code: 'too_many' }]],
  [
    'an item',
    { name: 'ab', tags: ['a', 7] },
    [{ pointer: '/tags/1', code: 'wrong_type', values: { expected: 'string' } }],
  ],
  ['a wrong format', { name: 'ab', code: 'y' }, [{ pointer: '/code', code: 'wrong_format' }]],
  [
    'a stranger',
    { name: 'ab', x: 1, y: 2 },
    [
      { pointer: '/x', code: 'unknown_member' },
      { pointer: '/y', code: 'unknown_member' },
    ],
  ],
  ['what is no object', 'text', [{ pointer: '', code: 'wrong_type', values: { expected: 'object' } }]],
])('names %s', (_, value, expected) => {
  expect(faults(form, value)).toEqual(expected)
})

test('names every fault at once, and no more than fifty', () => {
  expect(faults(form, { name: 1, kind: 'x', code: 'y' })).toHaveLength(3)
  const strangers = Object.fromEntries(Array.from({ length: 90 }, (_, index) => [`m${index}`, 1]))
  expect(faults(form, { name: 'ab', ...strangers })).toHaveLength(50)
})

test('of a choice of forms names what is wrong with the one that was meant', () => {
  const { body } = contract.code.codes.issue
  expect(faults(body, { kind: 'static', years: 9 })).toEqual([
    { pointer: '/years', code: 'too_great', values: { max: 3 } },
  ])
  expect(faults(body, { kind: 'other' })).toEqual([{ pointer: '/kind', code: 'no_alternative' }])
  expect(faults(body, {})).toEqual([{ pointer: '/kind', code: 'no_alternative' }])
})

test('gives the contract’s own checks their own codes', () => {
  expect(faults(contract.code.claim.body, { uscc: '91330100799655058C' })).toEqual([
    { pointer: '/uscc', code: 'uscc_check' },
  ])
  const notice = { url: 'http://bank.example', events: ['need.posted'] }
  expect(faults(contract.webhook.endpoints.create.body, notice)).toEqual([
    { pointer: '/url', code: 'https_url' },
  ])
})

test('has a sentence in both languages for every code, with its values in place', () => {
  for (const code of FIELD_CODES) {
    expect(sentenceFor(code, { max: 5, min: 2, expected: 'x', choices: 'y' }, 'zh-CN')).toMatch(
      /\p{Script=Han}/u,
    )
    expect(sentenceFor(code, { max: 5, min: 2, expected: 'x', choices: 'y' }, 'en')).toMatch(/^[A-Z].*\.$/)
  }
  expect(sentenceFor('too_long', { max: 50 }, 'zh-CN')).toBe('最多 50 个字符')
  expect(sentenceFor('too_long', { max: 50 }, 'en')).toBe('Too long: characters allowed are 50 or fewer.')
})
