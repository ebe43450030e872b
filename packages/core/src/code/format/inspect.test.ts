/** Reading a code without believing it: each form says the same, and what is no code says why. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { holderText, plainText, TEXT_FIELDS } from '../../../test/text-form.js'
import { digitsOf, FIELDS } from '../../../test/wire-columns.js'
import { inspectCode } from './inspect.js'
import { EPOCH, encodeDigits } from './wire.js'

const PLAIN = {
  uscc: '91330100799655058B',
  issuedAt: 1795036800,
  expiresAt: 1826572800,
  lifetime: '1y',
  status: { list: 3, index: 4711 },
  kidPrefix: '0004caf9',
  isHolderBound: false,
}

const SHOWN = {
  ...PLAIN,
  name: '德清/A',
  isHolderBound: true,
  presentedAt: 1795123200,
  nonce: '0123456789',
}

describe('a code says of itself', () => {
  test.each([
    [
      'link',
      `https://QYM.EXAMPLE/Q/${encodeDigits(FIELDS)}`,
      { form: 'link', host: 'qym.example', ...PLAIN },
    ],
    [
      'link with a port',
      `HTTPS://qym.EXAMPLE:8443/q#${encodeDigits(FIELDS)}`,
      { form: 'link', host: 'qym.example:8443', ...PLAIN },
    ],
    ['digits', encodeDigits(FIELDS), { form: 'digits', ...PLAIN }],
    ['text', plainText(), { form: 'text', ...PLAIN }],
    [
      'link of a holder-bound code',
      `https://QYM.EXAMPLE/Q/${encodeDigits(TEXT_FIELDS)}`,
      { form: 'link', host: 'qym.example', ...SHOWN },
    ],
    ['digits of a holder-bound code', encodeDigits(TEXT_FIELDS), { form: 'digits', ...SHOWN }],
    ['text of a holder-bound code', holderText(), { form: 'text', ...SHOWN }],
  ])('as %s all that is in it, and nothing else', async (_, text, says) => {
    expect(await inspectCode(text)).toEqual(says)
  })

  test('its times and numbers at their limits', async () => {
    const lowest = { kidPrefix: 0, issuedAt: EPOCH, lifetimeClass: 0, list: 0, index: 0 }
    expect(await inspectCode(encodeDigits({ ...FIELDS, ...lowest }))).toMatchObject({
      issuedAt: 1577836800,
      expiresAt: 1577836860,
      lifetime: '1m',
      status: { list: 0, index: 0 },
      kidPrefix: '00000000',
    })
    const highest = { kidPrefix: 2 ** 32 - 1, lifetimeClass: 15, list: 15, index: 2 ** 20 - 1 }
    expect(await inspectCode(encodeDigits({ ...FIELDS, ...highest }))).toMatchObject({
      expiresAt: 1795036800 + 157680000,
      lifetime: '5y',
      status: { list: 15, index: 1048575 },
      kidPrefix: 'ffffffff',
    })
  })
})

describe('what is no code', () => {
  test.each([
    ['a word', 'hello', 'malformed'],
    ['an empty text', '', 'malformed'],
    ['no text', undefined, 'malformed'],
    ['a link with too few digits', 'https://QYM.EXAMPLE/Q/12345', 'malformed'],
    [
      'a reserved template',
      digitsOf([
        [9n, 4],
        [0n, 681],
      ]),
      'unsupported',
    ],
    ['another credential', plainText({ payload: '{"vct":"urn:example:other"}' }), 'unsupported'],
  ])('is refused with a sentence: %s', async (_, text, refusal) => {
    expect(await inspectCode(text)).toEqual({ refusal, detail: expect.stringMatching(/./) })
  })

  test('is told from a credential that its holder has not presented', async () => {
    const unpresented = `${holderText().split('~')[0]}~`
    expect(await inspectCode(unpresented)).toMatchObject({ refusal: 'malformed', reason: 'not_presented' })
  })

  test('never makes it throw', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.anything(),
          fc.string().map(text => `${text}~`),
        ),
        async value => {
          expect(await inspectCode(value)).toHaveProperty('refusal')
        },
      ),
    )
  })
})
