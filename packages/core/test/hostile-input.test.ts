/** Whatever a stranger gives to a verifier: one of the outcomes, never `valid`, never a fault and never an exception. */
import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { readCode } from '../src/code/format/code-text.js'
import { isRefusal } from '../src/code/format/refusal.js'
import { EPOCH } from '../src/code/format/wire.js'
import { signCode } from '../src/code/sign/sign.js'
import { OUTCOMES } from '../src/code/verify/outcome.js'
import { openWideOffice } from './wide-office.js'

// Thousands of runs, on machines that may be busy with other things.
vi.setConfig({ testTimeout: 60_000 })

const at = EPOCH + 3_620_000 * 60
const { key, verifier } = await openWideOffice()
const printed = await signCode(
  { uscc: '91330100799655058B', lifetime: '1y', status: { list: 0, index: 7 }, issuedAt: at },
  key,
)

test('a code itself is valid here', async () => {
  expect(await verifier.verify(printed.link, { at })).toMatchObject({ outcome: 'valid' })
})

test('nothing that is near a code is one', async () => {
  const digits = fc.oneof(
    fc.constantFrom(
      '',
      '0',
      '1',
      printed.digits.slice(1),
      `0${printed.digits}`,
      `${printed.digits}0`,
      `${printed.digits} `,
    ),
    fc.bigInt({ min: 0n, max: 10n ** 720n }).map(String),
    fc.bigInt({ min: 2n ** 685n, max: 2n ** 686n - 1n }).map(String),
  )
  const link = fc
    .tuple(
      fc.constantFrom('https://', 'http://', 'HTTPS://', '//', 'https:/', 'javascript:', ''),
      fc.constantFrom(
        'QYM.EXAMPLE',
        'qym.example',
        'qym.example:443',
        'a@qym.example',
        'qym.example.',
        'localhost',
        '',
      ),
      fc.constantFrom('/Q/', '/q#', '/q?', '/Q', '/', ''),
      digits,
      fc.constantFrom('', '', '', '?', '#', '/', '\n', '~', '~~', '.'),
    )
    .map(parts => parts.join(''))
  const tokens = fc
    .tuple(
      fc.string({ maxLength: 20 }),
      fc.base64String({ maxLength: 60 }),
      fc.base64String({ maxLength: 60 }),
    )
    .map(parts => `${parts.join('.')}~`)
  await expectHarmless(fc.oneof(link, tokens), 5000)
})

test('nothing else is one either: strings and values of every kind', async () => {
  await expectHarmless(fc.oneof(fc.string({ maxLength: 2000 }), fc.string({ unit: 'grapheme' })), 3000)
  await expectHarmless(
    fc.anything({ withBigInt: true, withDate: true, withMap: true, withTypedArray: true }),
    2000,
  )
})

test('not even values that throw when they are touched', async () => {
  const fail = () => {
    throw new Error('touched')
  }
  const thorny = new Proxy({}, { get: fail, has: fail, ownKeys: fail, getPrototypeOf: fail })
  for (const value of [thorny, { toString: fail, valueOf: fail, [Symbol.toPrimitive]: fail }])
    expect(await verifier.verify(value, { at })).toMatchObject({ outcome: 'malformed' })
})

async function expectHarmless(values: fc.Arbitrary<unknown>, numRuns: number): Promise<void> {
  await fc.assert(
    fc.asyncProperty(values, async value => {
      const { outcome, detail } = await verifier.verify(value, { at })
      expect(OUTCOMES).toContain(outcome)
      expect(outcome).not.toBe('valid')
      // What faults inside comes out as this: a stranger's text may not bring it about.
      expect(outcome, detail).not.toBe('unconfirmed')
      const read = await readCode(value)
      if (isRefusal(read)) expect(read.refusal).toBe(outcome)
    }),
    { numRuns },
  )
}
