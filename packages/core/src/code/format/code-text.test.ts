/** The three forms of a code, and that the text form has one spelling: every other way to write the same is refused. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  compact,
  holderText,
  PLAIN_PAYLOAD,
  plainText,
  TEXT_FIELDS,
  TEXT_ISSUER,
  TEXT_PARTS,
} from '../../../test/text-form.js'
import { FIELDS } from '../../../test/wire-columns.js'
import { readCode, rebuildText } from './code-text.js'
import { credentialSigningInput } from './credential.js'
import { encodeDigits } from './wire.js'

const DIGITS = encodeDigits(FIELDS)

describe('a code is read', () => {
  test('from its link, with the host', async () => {
    expect(await readCode(`https://QYM.EXAMPLE/Q/${DIGITS}`)).toEqual({ fields: FIELDS, host: 'qym.example' })
  })

  test('from its digits', async () => {
    expect(await readCode(DIGITS)).toEqual({ fields: FIELDS })
  })

  test('from its text, with the issuer it names and what that issuer signed', async () => {
    const text = plainText()
    const issuerInput = text.slice(0, text.lastIndexOf('.'))
    expect(await readCode(text)).toEqual({
      fields: FIELDS,
      claimed: TEXT_ISSUER,
      signed: { issuerInput, text },
    })
  })

  test('from its text with a key binding, and what the holder signed', async () => {
    const text = holderText()
    const [credential = '', binding = ''] = text.split('~')
    expect(await readCode(text)).toEqual({
      fields: TEXT_FIELDS,
      claimed: TEXT_ISSUER,
      signed: {
        issuerInput: credential.slice(0, credential.lastIndexOf('.')),
        holderInput: binding.slice(0, binding.lastIndexOf('.')),
        text,
      },
    })
  })

  test('from the text that its fields build, whichever of name and holder it has', async () => {
    const { name, holder, presentation, ...bare } = TEXT_FIELDS
    if (name === undefined || !holder || !presentation) throw new Error('these fields are all there')
    for (const extra of [{}, { name }, { holder, presentation }, { name, holder, presentation }]) {
      const fields = { ...bare, ...extra }
      const { text } = await rebuildText(fields, credentialSigningInput(fields, TEXT_ISSUER))
      expect(await readCode(text)).toMatchObject({ fields, signed: { text } })
    }
  })
})

test('a holder-bound credential that nobody presents is malformed, and the reason is said', async () => {
  const { header, payload, signature } = TEXT_PARTS
  const credential = `${compact(header, payload, signature)}~`
  expect(await readCode(credential)).toMatchObject({ refusal: 'malformed', reason: 'not_presented' })
  expect(await readCode(`${credential}x`)).not.toHaveProperty('reason')
})

const { header, payload, holderHeader, holderPayload } = TEXT_PARTS
const spelt = (from: string | RegExp, to: string) => holderText({ payload: payload.replace(from, to) })
const spaced = (json: string) => json.replaceAll('":', '" :')

describe('another spelling of the same is malformed:', () => {
  test.each<[string, string]>([
    ['members of the header in another order', holderText({ header: reversed(header) })],
    ['members of the payload in another order', holderText({ payload: reversed(payload) })],
    ['members of the status in another order', spelt(/\{"idx":4711,("uri":"[^"]+")\}/, '{$1,"idx":4711}')],
    [
      'members of the holder key in another order',
      spelt('"kty":"EC","crv":"P-256"', '"crv":"P-256","kty":"EC"'),
    ],
    ['members of the key binding in another order', holderText({ holderPayload: reversed(holderPayload) })],
    ['members of its header in another order', holderText({ holderHeader: reversed(holderHeader) })],
    ['spaces in the header', holderText({ header: spaced(header) })],
    ['spaces in the payload', holderText({ payload: spaced(payload) })],
    ['a line end behind the payload', holderText({ payload: `${payload}\n` })],
    ['spaces in the key binding', holderText({ holderPayload: spaced(holderPayload) })],
    ['an escaped letter', spelt('德', '\\u5fb7')],
    ['an escaped solidus', spelt('/A', '\\/A')],
    ['an escaped letter of a name', spelt('"iss"', '"\\u0069ss"')],
    ['a number with a fraction', spelt('4711', '4711.0')],
    ['a number with an exponent', spelt('4711', '4711e0')],
    ['a number with a sign', spelt('4711', '4711E+0')],
    ['a time with an exponent', spelt('1795036800', '17950368e2')],
    ['an additional member of the header', holderText({ header: header.replace('{', '{"cty":"x",') })],
    [
      'an additional member of the payload',
      holderText({ payload: payload.replace('{', '{"nbf":1795036800,') }),
    ],
    ['an additional null', holderText({ payload: payload.replace(/\}$/, ',"x":null}') })],
    ['an additional member of the status', spelt('"idx"', '"bits":2,"idx"')],
    ['an additional member of the holder key', spelt('"kty"', '"use":"sig","kty"')],
    ['an additional member beside the holder key', spelt('"cnf":{', '"cnf":{"kid":"a",')],
    [
      'an additional member of the key binding',
      holderText({ holderPayload: holderPayload.replace('{', '{"x":1,') }),
    ],
    ['the private half of the holder key', spelt('"kty"', '"d":"AA","kty"')],
    ['a member twice', spelt('{"iss"', '{"iss":"https://qym.example","iss"')],
    ['another typ', holderText({ header: header.replace('dc+sd-jwt', 'vc+sd-jwt') })],
    ['its typ in capitals', holderText({ header: header.replace('dc+sd-jwt', 'DC+SD-JWT') })],
    ['no typ', holderText({ header: header.replace(',"typ":"dc+sd-jwt"', '') })],
    ['no vct', spelt('"vct":"urn:qiyema:code:1",', '')],
    ['another kind of key', spelt('"kty":"EC"', '"kty":"OKP"')],
    ['another curve', spelt('"P-256"', '"P-384"')],
    [
      'the hash of something else',
      holderText({ holderPayload: holderPayload.replace('HASH', 'A'.repeat(43)) }),
    ],
    ['no hash', holderText({ holderPayload: holderPayload.replace(',"sd_hash":"HASH"', '') })],
    ['another audience', holderText({ holderPayload: holderPayload.replace('offline', 'online') })],
    ['another algorithm of the holder', holderText({ holderHeader: holderHeader.replace('ES256', 'EdDSA') })],
    [
      'another typ of the key binding',
      holderText({ holderHeader: holderHeader.replace('kb+jwt', 'KB+JWT') }),
    ],
    [
      'a key of its own in the key binding',
      holderText({ holderHeader: holderHeader.replace('{', '{"jwk":{},') }),
    ],
    ['padding', `${holderText()}==`],
    ['padding of the first part', holderText().replace('.', '=.')],
    ['stray bits', holderText().replace(/.$/, 'h')],
    ['a space before', ` ${holderText()}`],
    ['a line end behind', `${holderText()}\n`],
    ['a line end behind a text without key binding', `${plainText()}\n`],
    ['a byte order mark before', `\ufeff${holderText()}`],
    ['a NUL behind', `${holderText()}\0`],
    ['a link around it', `https://QYM.EXAMPLE/Q/${holderText()}`],
    ['its digits behind it', plainText() + DIGITS],
    ['a byte order mark in the header', holderText({ header: `\ufeff${header}` })],
  ])('%s', async (_, text) => {
    expect([holderText(), plainText()]).not.toContain(text)
    expect(await readCode(text)).toMatchObject({ refusal: 'malformed' })
  })

  test('any character of it changed, left out or added', async () => {
    const text = plainText()
    const edit = fc.record({
      index: fc.nat(text.length - 1),
      removed: fc.nat(1),
      added: fc.string({ minLength: 0, maxLength: 2, unit: 'grapheme-ascii' }),
    })
    let same = 0
    await fc.assert(
      fc.asyncProperty(edit, async ({ index, removed, added }) => {
        const edited = text.slice(0, index) + added + text.slice(index + removed)
        const read = await readCode(edited)
        if ('refusal' in read) return
        // What is still a code says something else, and is the one spelling of that.
        same++
        const { text: rebuilt } = await rebuildText(
          read.fields,
          credentialSigningInput(read.fields, read.claimed ?? TEXT_ISSUER),
        )
        expect(rebuilt).toBe(edited)
        if (edited !== text) expect([read.fields, read.claimed]).not.toEqual([FIELDS, TEXT_ISSUER])
      }),
      { numRuns: 1000 },
    )
    expect(same).toBeGreaterThan(0)
  })
})

/** The members of a JSON object in reverse. */
function reversed(json: string): string {
  return JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(json)).reverse()))
}

describe('no code at all is', () => {
  test.each([
    [undefined],
    [null],
    [0],
    [Number(DIGITS)],
    [BigInt(DIGITS)],
    [true],
    [[DIGITS]],
    [{ toString: () => DIGITS }],
    [new String(DIGITS)],
    [Symbol('~')],
  ])('what is no text (%#)', async value => {
    expect(await readCode(value)).toMatchObject({ refusal: 'malformed' })
  })

  test.each([
    ['nothing', ''],
    ['a NUL', '\0'],
    ['a tilde', '~'],
    ['a million tildes', '~'.repeat(1_000_000)],
    ['a million dots and a tilde', `${'.'.repeat(1_000_000)}~`],
    ['a JWS without its tilde', plainText().slice(0, -1)],
    ['JSON', PLAIN_PAYLOAD],
    ['a script', 'javascript:alert(1)'],
    ['ten million digits', '1'.repeat(10_000_000)],
  ])('%s', async (_, text) => {
    expect(await readCode(text)).toMatchObject({ refusal: 'malformed' })
  })
})
