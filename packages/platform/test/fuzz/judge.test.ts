import { contract } from '@qiyema/core/contract'
import { expect, test } from 'vitest'
import { exampleOf } from '../../src/openapi/example.js'
import { type Answer, faultOf } from './judge.js'

const CARD = '/v1/cards/91330521PDY0000280'

const answerOf = (status: number, body: unknown, headers: Record<string, string> = {}): Answer => ({
  status,
  headers: new Headers({
    'content-type': status >= 400 ? 'application/problem+json' : 'application/json',
    'x-content-type-options': 'nosniff',
    'x-request-id': 'req_1',
    etag: '"1"',
    ...headers,
  }),
  content: new TextEncoder().encode(typeof body === 'string' ? body : JSON.stringify(body)),
})

const card = exampleOf(contract.card.readPublic.answer) as object
const refusal = (code: string, status: number, more = {}) =>
  answerOf(status, {
    type: 'https://qym.example/problems/x',
    code,
    title: 'x',
    status,
    requestId: 'req_1',
    ...more,
  })

test('an answer by the contract is none of ours to blame', () => {
  expect(faultOf('GET', CARD, answerOf(200, card))).toBeUndefined()
  expect(faultOf('GET', CARD, answerOf(304, ''))).toBeUndefined()
  expect(faultOf('GET', CARD, refusal('not_found', 404))).toBeUndefined()
  expect(faultOf('DELETE', CARD, refusal('method_not_allowed', 405))).toBeUndefined()
  expect(faultOf('GET', '/nowhere', refusal('not_found', 404))).toBeUndefined()
})

test.each([
  ['a fault of the server', answerOf(500, {}), /answered 500/],
  ['a missing member', answerOf(200, { ...card, uscc: undefined }), /off the contract at uscc/],
  ['a member of another type', answerOf(200, { ...card, products: '轴承' }), /off the contract at products/],
  ['another status', answerOf(201, card), /answered 201/],
  ['nothing where something should be', answerOf(204, ''), /answered 204/],
  ['another type', answerOf(200, card, { 'content-type': 'text/html' }), /answered with text\/html/],
  [
    'a version that is missing',
    {
      ...answerOf(200, card),
      headers: new Headers({
        'content-type': 'application/json',
        'x-content-type-options': 'nosniff',
        'x-request-id': 'req_1',
      }),
    },
    /no version/,
  ],
  ['a header that is missing', answerOf(200, card, { 'x-content-type-options': '' }), /headers/],
  ['a refusal that the operation does not name', refusal('claims_exhausted', 409), /does not name/],
  ['a code that nobody knows', refusal('oops', 404), /refused with oops/],
  ['a code with another’s status', refusal('not_found', 403), /refused with not_found and 403/],
  ['a refusal with another’s name', refusal('not_found', 404, { requestId: 'req_2' }), /two names/],
  [
    'a refusal in words only',
    answerOf(404, 'Not found', { 'content-type': 'text/plain' }),
    /refused with text\/plain/,
  ],
  [
    'where our code stands',
    refusal('not_found', 404, { detail: 'at read (/srv/app/card.js:12:3)' }),
    /tells of itself/,
  ],
  [
    'what the database was asked',
    refusal('not_found', 404, { detail: 'select * from cards' }),
    /tells of itself/,
  ],
])('%s is found', (_, answer, fault) => {
  expect(faultOf('GET', CARD, answer)).toMatch(fault)
})

test('success where no operation is is found', () => {
  expect(faultOf('GET', '/nowhere', answerOf(200, {}))).toMatch(/no operation/)
})
