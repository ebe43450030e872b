import { expect, test } from 'vitest'
import { readQuery } from './query.js'

const malformed = (pointer: string, code: string) =>
  expect.objectContaining({ code: 'malformed_request', facts: { errors: [{ pointer, code }] } })

test.each([
  ['', {}],
  ['?', {}],
  ['?limit=20&text=%E6%8A%80%E6%94%B9', { limit: '20', text: '技改' }],
  ['?text=a+b%2Bc', { text: 'a b+c' }],
  ['?text=a=b', { text: 'a=b' }],
  ['?flag', { flag: '' }],
  ['?&&a=1&', { a: '1' }],
])('reads %s', (search, members) => {
  expect(readQuery(search)).toEqual(members)
})

test.each([
  ['?a=1&a=1', '/a', 'duplicate_member'],
  ['?a=1&%61=2', '/a', 'duplicate_member'],
  ['?a=%ff', '', 'not_utf8'],
  ['?a=%ed%a0%80', '', 'not_utf8'],
  ['?a=%', '', 'not_utf8'],
  ['?a=%zz', '', 'not_utf8'],
  ['?a=%00', '', 'unprintable'],
  ['?a%0d%0a=1', '', 'unprintable'],
  ['?__proto__=1', '/__proto__', 'forbidden_member'],
])('refuses %s', (search, pointer, code) => {
  expect(() => readQuery(search)).toThrow(malformed(pointer, code))
})
