/** The small values of the contract: what passes, and what a database or a reader could not take and is refused. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { MAX_FEN, money, yuan } from './money.js'
import * as scalars from './scalars.js'
import type { z } from './schema.js'

const USCC = '91330100799655058B'

function accepts(schema: z.ZodMiniType, value: unknown): boolean {
  return schema.safeParse(value).success
}

const good: Record<string, [z.ZodMiniType, unknown[]]> = {
  'an id': [scalars.id('application'), ['loan_01h5f7kqz8', 'loan-03']],
  'a line': [scalars.line(5), ['企业码', 'a b', '𠮷𠮷', '  a  ']],
  prose: [scalars.prose(20), ['一行\n二行', 'a\tb']],
  'a USCC': [scalars.uscc, [USCC, '9144030071526726XG']],
  'a region': [scalars.regionCode, ['33', '3305', '330521', '330521110', '330521110200']],
  'an industry': [scalars.industryCode, ['C', 'C3311', 'A041']],
  'a time': [scalars.time, ['2026-01-31T09:30:00Z', '2026-01-31T09:30:00.123Z']],
  'a date': [scalars.date, ['2026-02-28', '2028-02-29']],
  'a count': [scalars.count, [0, 2 ** 31 - 1]],
  'an https address': [scalars.httpsUrl, ['https://a.example/b']],
  'an address for webhooks': [
    scalars.webhookUrl,
    ['https://a.example/b', 'http://localhost:4000/b', 'http://127.0.0.1/'],
  ],
  'an origin': [scalars.webOrigin, ['https://a.example', 'https://a.example:8443', 'http://localhost:5173']],
  money: [money, [yuan(0), yuan(10_000.01), { amountFen: MAX_FEN, currency: 'CNY' }]],
}

const bad: Record<string, [z.ZodMiniType, unknown[]]> = {
  'an id': [
    scalars.id('application'),
    ['', 'loan_', 'need_01h5', 'LOAN_01', 'loan_01-', `loan_${'0'.repeat(60)}`, 'loan_0\n'],
  ],
  'a line': [
    scalars.line(5),
    ['', ' ', '123456', 'a\u0000b', 'a\nb', 'a\tb', '\ud800', '\u202eabc', 'a\u2066', 5, null],
  ],
  prose: [scalars.prose(20), ['', 'a\u0000', 'a\u0008', 'a\u0085', '\u202d', 'a'.repeat(21)]],
  'a USCC': [
    scalars.uscc,
    ['91330100799655058A', USCC.toLowerCase(), `${USCC}0`, USCC.slice(1), '91330100799655058I', ''],
  ],
  'a region': [scalars.regionCode, ['3', '330', '33052', '３３', '330521110200000']],
  'an industry': [scalars.industryCode, ['', 'U1', 'c33', 'C33111', '3311']],
  'a time': [
    scalars.time,
    ['2026-01-31', '2026-01-31T09:30:00+08:00', '2026-02-30T00:00:00Z', '2026-01-31 09:30:00Z', 1769850000],
  ],
  'a date': [scalars.date, ['2026-02-29', '2026-2-8', '26-02-08', '2026-02-08T00:00:00Z']],
  'a count': [scalars.count, [-1, 1.5, 2 ** 31, Number.NaN, '1', Number.POSITIVE_INFINITY]],
  'an https address': [
    scalars.httpsUrl,
    [
      'http://a.example',
      'https://u@a.example',
      'https://a.example?b',
      'https://a.example#b',
      'javascript:1',
      'https://a.example/b\nc',
      'https://a.exa\tmple/b',
      ' https://a.example/b',
      '',
    ],
  ],
  'an address for webhooks': [
    scalars.webhookUrl,
    [
      'http://a.example',
      'http://localhost.a.example',
      'http://u@localhost',
      'http://localhost?b',
      'http://[::1]/',
      'ws://localhost',
      'localhost',
      '',
    ],
  ],
  'an origin': [
    scalars.webOrigin,
    [
      'https://a.example/',
      'http://a.example',
      'null',
      '*',
      'https://a.example/b',
      'https://*.example',
      'HTTPS://A.example',
    ],
  ],
  money: [
    money,
    [
      { amountFen: -1, currency: 'CNY' },
      { amountFen: 0.5, currency: 'CNY' },
      { amountFen: MAX_FEN + 1, currency: 'CNY' },
      { amountFen: 1, currency: 'USD' },
      { amountFen: 1, currency: 'CNY', more: 1 },
    ],
  ],
}

describe.each(Object.entries(good))('%s', (_, [schema, values]) => {
  test.each(values)('may be %j', value => expect(accepts(schema, value)).toBe(true))
})

describe.each(Object.entries(bad))('%s', (_, [schema, values]) => {
  test.each(values)('may not be %j', value => expect(accepts(schema, value)).toBe(false))
})

test('no text that passes has a NUL, a control or a lone surrogate', () => {
  const texts = fc.string({ unit: 'binary', maxLength: 40 })
  fc.assert(
    fc.property(texts, text => {
      const { success, data } = scalars.prose(40).safeParse(text)
      if (success) expect(data).toSatisfy((passed: string) => !/(?![\t\n])[\p{Cc}\p{Cs}]/u.test(passed))
    }),
  )
})

test('an open choice takes values of tomorrow, a closed one does not', () => {
  expect(accepts(scalars.openChoice(['a']), 'b')).toBe(true)
  expect(accepts(scalars.oneOf(['a']), 'b')).toBe(false)
})
