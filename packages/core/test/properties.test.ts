/** What holds for every code: all that can be signed comes back, and nothing that was changed afterwards does. */
import fc from 'fast-check'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { rebuildText } from '../src/code/format/code-text.js'
import { credentialSigningInput, unpackCredential } from '../src/code/format/credential.js'
import { LIFETIMES, secondsOfClass } from '../src/code/format/lifetime.js'
import { isRefusal } from '../src/code/format/refusal.js'
import { decodeDigits, EPOCH, encodeDigits, nameFault } from '../src/code/format/wire.js'
import { generateHolderKey, type HolderKey } from '../src/code/sign/holder-key.js'
import type { IssuerKey } from '../src/code/sign/issuer-key.js'
import { presentCode } from '../src/code/sign/present.js'
import { type CodeRequest, signCode } from '../src/code/sign/sign.js'
import { usccCheckCharacter } from '../src/uscc.js'
import { ISSUER, openWideOffice, type WideOffice } from './wide-office.js'

// Thousands of runs, on machines that may be busy with other things.
vi.setConfig({ testTimeout: 60_000 })

const characters = (alphabet: string, length: number) =>
  fc
    .array(fc.constantFrom(...alphabet), { minLength: length, maxLength: length })
    .map(parts => parts.join(''))

const anyUscc = fc
  .tuple(
    characters('0123456789ABCDEFGHJKLMNPQRTUWXY', 2),
    characters('0123456789', 6),
    characters('0123456789ABCDEFGHJKLMNPQRTUWXY', 9),
  )
  .map(parts => parts.join(''))
  .map(body => body + usccCheckCharacter(body))

// With a holder, a name of more than 50 units makes more than the 701 digits that a code may have.
const anyName = fc
  .oneof(
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 50 }),
    fc
      .array(fc.integer({ min: 0x4e00, max: 0x9fff }), { minLength: 1, maxLength: 50 })
      .map(units => String.fromCharCode(...units)),
  )
  .map(name => name.normalize('NFC').slice(0, 50))
  .filter(name => nameFault(name) === undefined)

const anyRequest = fc
  .record({
    uscc: anyUscc,
    lifetime: fc.constantFrom(...LIFETIMES),
    status: fc.record({ list: fc.nat(15), index: fc.nat(2 ** 20 - 1) }),
    issuedAt: fc.nat(2 ** 24 - 1).map(minutes => EPOCH + minutes * 60),
    name: fc.option(anyName, { nil: undefined }),
  })
  .map(({ name, ...request }) => ({ ...request, ...(name !== undefined && { name }) }))

describe.each([
  ['ES256', 100],
  ['EdDSA', 60],
  ['SGD_SM3_SM2', 8],
] as const)('of %s', (alg, numRuns) => {
  let office: WideOffice
  let holder: HolderKey
  beforeAll(async () => {
    office = await openWideOffice(alg)
    holder = await generateHolderKey()
  })

  test('whatever can be signed is valid in all three forms, and says what was signed', async () => {
    await fc.assert(
      fc.asyncProperty(anyRequest, async request => {
        const code = await signCode(request, office.key)
        await expectValid([code.link, code.digits, code.credential], request.issuedAt + 59, {
          ...saidBy(request, office.key),
          credential: code.credential,
        })
      }),
      { numRuns },
    )
  })

  test('whatever can be presented is valid in all three forms, and says what was signed twice', async () => {
    const presentation = fc.record({ after: fc.nat(59), nonce: fc.nat(2 ** 30 - 1) })
    await fc.assert(
      fc.asyncProperty(anyRequest, presentation, async (request, { after, nonce }) => {
        const at = request.issuedAt + after
        const signed = await signCode({ ...request, holder: holder.publicJwk }, office.key)
        const code = await presentCode(signed, holder, { at, nonce })
        await expectValid([code.link, code.digits, code.credential], at, {
          ...saidBy(request, office.key),
          credential: code.credential,
          presentedAt: at,
          nonce: String(nonce).padStart(10, '0'),
        })
      }),
      { numRuns },
    )
  })

  async function expectValid(forms: readonly string[], at: number, code: object): Promise<void> {
    for (const form of forms)
      expect(await office.verifier.verify(form, { at })).toMatchObject({ outcome: 'valid', code })
  }
})

function saidBy(
  { uscc, lifetime, status, issuedAt, ...rest }: CodeRequest & { readonly issuedAt: number },
  { kid, iss }: IssuerKey,
) {
  return {
    uscc,
    ...rest,
    issuedAt,
    expiresAt: issuedAt + secondsOfClass(LIFETIMES.indexOf(lifetime)),
    issuer: iss,
    kid,
    status: { uri: `${ISSUER.status}/${status.list}`, index: status.index, state: 'unknown' },
  }
}

describe('of one code', () => {
  let office: WideOffice
  let printed: { link: string; digits: string; credential: string }
  let shown: { link: string; digits: string; credential: string }
  const at = EPOCH + 3_620_000 * 60

  beforeAll(async () => {
    office = await openWideOffice()
    const holder = await generateHolderKey()
    const request = {
      uscc: '91330100799655058B',
      lifetime: '1y',
      status: { list: 0, index: 7 },
      name: '示例科技',
      issuedAt: at,
    } as const
    printed = await signCode(request, office.key)
    shown = await presentCode(await signCode({ ...request, holder: holder.publicJwk }, office.key), holder, {
      at,
    })
  })

  const outcomeOf = async (text: string) => (await office.verifier.verify(text, { at })).outcome

  test('digits make a text, and the text makes the same digits', async () => {
    for (const { digits, credential } of [printed, shown]) {
      const fields = decodeDigits(digits)
      if (isRefusal(fields)) throw new Error(fields.detail)
      const { text } = await rebuildText(fields, credentialSigningInput(fields, office.key))
      expect(text).toBe(credential)
      const unpacked = unpackCredential(text)
      if (isRefusal(unpacked)) throw new Error(unpacked.detail)
      expect(encodeDigits(unpacked.fields)).toBe(digits)
      expect(unpacked.issuer).toMatchObject({ ...ISSUER, alg: office.key.alg, kid: office.key.kid })
    }
  })

  test.each(['printed', 'shown'] as const)('no changed text is accepted, when it is %s', async kind => {
    const { credential } = { printed, shown }[kind]
    expect(await outcomeOf(credential)).toBe('valid')
    await fc.assert(
      fc.asyncProperty(anyEdit, async edit => {
        const edited = edit(credential)
        fc.pre(edited !== credential)
        expect(await outcomeOf(edited)).not.toBe('valid')
      }),
      { numRuns: 1500 },
    )
  })

  test.each(['printed', 'shown'] as const)(
    'no changed link says anything else, when it is %s',
    async kind => {
      const { link, digits } = { printed, shown }[kind]
      expect(await outcomeOf(link)).toBe('valid')
      await fc.assert(
        fc.asyncProperty(anyEdit, async edit => {
          const edited = edit(link)
          // The other accepted spellings of a link: case, `#`, and the digits alone.
          const isSameCode = edited.replace(/^https:\/\/qym\.example\/q[/#]/i, '') === digits
          expect(await outcomeOf(edited)).toEqual(isSameCode ? 'valid' : expect.not.stringMatching('^valid$'))
        }),
        { numRuns: 1500 },
      )
    },
  )
})

/** Leaves out, puts in, replaces or exchanges pieces of a text, at places given as shares of its length. */
const anyEdit = fc
  .record({
    kind: fc.constantFrom('delete', 'insert', 'replace', 'exchange', 'repeat'),
    from: fc.double({ min: 0, max: 1, noNaN: true }),
    to: fc.double({ min: 0, max: 1, noNaN: true }),
    length: fc.integer({ min: 1, max: 12 }),
    added: fc.oneof(
      fc.string({
        unit: fc.constantFrom(...'0123456789ABCabcxyz-_.~=/# \n\0\u0661'),
        minLength: 1,
        maxLength: 6,
      }),
      fc.string({ minLength: 1, maxLength: 6 }),
    ),
  })
  .map(({ kind, from, to, length, added }) => (text: string): string => {
    const [first = 0, second = 0] = [from, to]
      .map(share => Math.floor(share * (text.length - 1)))
      .sort((a, b) => a - b)
    const chunk = text.slice(second, second + length)
    switch (kind) {
      case 'delete':
        return text.slice(0, first) + text.slice(first + length)
      case 'insert':
        return text.slice(0, first) + added + text.slice(first)
      case 'replace':
        return text.slice(0, first) + added + text.slice(first + added.length)
      case 'repeat':
        return text.slice(0, first) + chunk + text.slice(first)
      default:
        return text.slice(0, first) + chunk + text.slice(first, second) + text.slice(second + length)
    }
  })
