/** The signed text: written as the code format has it, byte for byte, and unpacked only when every claim is in its place. */
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
import { FIELDS, PRESENTATION } from '../../../test/wire-columns.js'
import { fromBase64url, fromUtf8 } from './bytes.js'
import {
  credentialSigningInput,
  encodeHeader,
  keyBindingSigningInput,
  kidPrefix,
  nonceText,
  statusListUri,
  unpackCredential,
} from './credential.js'

function partsOf(input: string): (string | undefined)[] {
  return input.split('.').map(part => fromUtf8(fromBase64url(part) ?? new Uint8Array([0xff])))
}

describe('what is signed', () => {
  test('is header and payload as the format writes them', () => {
    expect(partsOf(credentialSigningInput(FIELDS, TEXT_ISSUER))).toEqual([TEXT_PARTS.header, PLAIN_PAYLOAD])
    expect(partsOf(credentialSigningInput(TEXT_FIELDS, TEXT_ISSUER))).toEqual([
      TEXT_PARTS.header,
      TEXT_PARTS.payload,
    ])
  })

  test('is the same with a header that was made before', () => {
    const header = encodeHeader(TEXT_ISSUER)
    expect(credentialSigningInput(FIELDS, { ...TEXT_ISSUER, header })).toBe(
      credentialSigningInput(FIELDS, TEXT_ISSUER),
    )
  })

  test('by the holder is over the hash of the credential', async () => {
    // SHA-256 of the three letters, FIPS 180-2, appendix B.1.
    const hash = 'ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0'
    expect(partsOf(await keyBindingSigningInput('abc', PRESENTATION))).toEqual([
      '{"alg":"ES256","typ":"kb+jwt"}',
      `{"iat":1795123200,"aud":"urn:qiyema:offline","nonce":"0123456789","sd_hash":"${hash}"}`,
    ])
  })

  test.each([
    [0, '0000000000'],
    [7, '0000000007'],
    [2 ** 30 - 1, '1073741823'],
  ])('holds the number %i as %s', (nonce, text) => {
    expect(nonceText(nonce)).toBe(text)
  })

  test('names its status list by address and number', () => {
    expect(statusListUri('https://qym.example/status', 15)).toBe('https://qym.example/status/15')
  })

  test.each([
    [[0, 0, 0, 1, 9, 9, 9, 9], 1],
    [[255, 255, 255, 255, 0, 0, 0, 0], 2 ** 32 - 1],
    [[128, 0, 0, 0, 0, 0, 0, 0], 2 ** 31],
  ])('is under a key whose id %j begins with %i', (bytes, prefix) => {
    const roomy = new Uint8Array([7, 7, ...bytes])
    expect(kidPrefix(roomy.subarray(2))).toBe(prefix)
  })
})

describe('a credential is unpacked', () => {
  test('with everything that can be in one', () => {
    expect(unpackCredential(holderText())).toEqual({ issuer: TEXT_ISSUER, fields: TEXT_FIELDS })
  })

  test('with nothing that need not be in one', () => {
    expect(unpackCredential(plainText())).toEqual({ issuer: TEXT_ISSUER, fields: FIELDS })
  })

  test('before its holder presents it', () => {
    const { presentation: _, ...unpresented } = TEXT_FIELDS
    const { header, payload, signature } = TEXT_PARTS
    expect(unpackCredential(`${compact(header, payload, signature)}~`)).toEqual({
      issuer: TEXT_ISSUER,
      fields: unpresented,
    })
  })
})

const changed = (from: string | RegExp, to: string) => plainText({ payload: PLAIN_PAYLOAD.replace(from, to) })
const changedHolder = (from: string | RegExp, to: string) =>
  holderText({ payload: TEXT_PARTS.payload.replace(from, to) })
const changedBinding = (from: string | RegExp, to: string) =>
  holderText({ holderPayload: TEXT_PARTS.holderPayload.replace(from, to) })
const ISSUED = '"iat":1795036800'
const STATUS = '"https://qym.example/status/3"'

describe('a text is no credential', () => {
  test.each<[string, string]>([
    ['that is empty', ''],
    ['without a tilde', plainText().slice(0, -1)],
    ['with two tildes', `${plainText()}~`],
    ['with a disclosure', `${plainText()}WyJhIiwiYiIsImMiXQ~`],
    ['with a tilde before', `~${plainText()}`],
    ['with nothing but a tilde', '~'],
    ['with a signature of 63 bytes', plainText({ signature: FIELDS.signature.subarray(1) })],
    ['with a signature of 65 bytes', plainText({ signature: new Uint8Array(65) })],
    ['without a signature', plainText({ signature: '' })],
    ['longer than any', changed('}}}', `}},"x":"${'x'.repeat(8192)}"}`)],
    ['with a header that is no object', plainText({ header: '["ES256"]' })],
    ['without a key id', plainText({ header: '{"alg":"ES256","typ":"dc+sd-jwt"}' })],
    [
      'with a key id of 7 bytes',
      plainText({ header: TEXT_PARTS.header.replace(TEXT_ISSUER.kid, 'AATK-QECAw') }),
    ],
    ['with a key id that has stray bits', plainText({ header: TEXT_PARTS.header.replace('AwQ', 'AwR') })],
    ['with a number for a key id', plainText({ header: '{"alg":"ES256","kid":1,"typ":"dc+sd-jwt"}' })],
    ['without an algorithm', plainText({ header: TEXT_PARTS.header.replace('"alg":"ES256",', '') })],
    ['with a number for an algorithm', plainText({ header: TEXT_PARTS.header.replace('"ES256"', '256') })],
    ['without an issuer', changed('"iss":"https://qym.example",', '')],
    ['with a list of issuers', changed('"https://qym.example",', '["https://qym.example"],')],
    ['without a subject', changed(/"sub":"\w+",/, '')],
    ['with a subject of 17 characters', changed('91330100799655058B', '91330100799655058')],
    ['with a subject in lower case', changed('91330100799655058B', '91330100799655058b')],
    ['with a subject that its check character contradicts', changed('058B', '058C')],
    ['with a subject of foreign letters', changed('91330100799655058B', 'OI330100799655058B')],
    ['with a line end behind its subject', changed('058B', '058B\\n')],
    ['without a time of issue', changed(`${ISSUED},`, '')],
    ['issued between two minutes', changed(/1795036800,"exp":1826572800/, '1795036801,"exp":1826572801')],
    ['issued before 2020', changed(/1795036800,"exp":1826572800/, '1577836740,"exp":1609372740')],
    ['issued after the last minute', changed(/1795036800,"exp":1826572800/, '2584469760,"exp":2616005760')],
    ['issued at a string', changed('1795036800', '"1795036800"')],
    [
      'issued and expired at strings',
      changed(/1795036800,"exp":1826572800/, '"1795036800","exp":"1826572800"'),
    ],
    ['issued at null and expired after a minute', changed(/1795036800,"exp":1826572800/, 'null,"exp":60')],
    ['without an end', changed(',"exp":1826572800', '')],
    ['with a lifetime off the table', changed('1826572800', '1826572801')],
    ['that ends when it begins', changed('1826572800', '1795036800')],
    ['that ends before it begins', changed('1826572800', '1795036740')],
    ['without a status', changed(/"status":\{.*\}\}/, '"x":1')],
    ['with null for a status', changed(/"status":\{.*\}\}/, '"status":null')],
    ['with a list for a status', changed(/"status":\{.*\}\}/, '"status":[]')],
    ['without a position', changed('"idx":4711,', '')],
    ['with the position 2^20', changed('4711', '1048576')],
    ['with a negative position', changed('4711', '-1')],
    ['with half a position', changed('4711', '0.5')],
    ['with a string for a position', changed('4711', '"4711"')],
    ['without the address of a list', changed(`,"uri":${STATUS}`, '')],
    ['with list 16', changed('status/3', 'status/16')],
    ['with list 03', changed('status/3', 'status/03')],
    ['with a list without number', changed('status/3', 'status/')],
    ['with a list at the root of nothing', changed(STATUS, '"/3"')],
    ['with a number for a name', changedHolder('"德清/A"', '1')],
    ['with null for a name', changedHolder('"德清/A"', 'null')],
    ['with an empty name', changedHolder('德清/A', '')],
    ['with a quotation mark in its name', changedHolder('德清/A', '\\"')],
    ['with half a surrogate pair in its name', changedHolder('德清/A', '\\ud800')],
    ['with a name of 64 units', changedHolder('德清/A', 'A'.repeat(64))],
    ['with a name of 51 units beside a holder', changedHolder('德清/A', 'A'.repeat(51))],
    ['with null for a holder', changedHolder(/"cnf":\{.*\}\}/, '"cnf":null')],
    ['with a holder by key id', changedHolder(/"cnf":\{.*\}\}/, '"cnf":{"kid":"a"}')],
    ['with a holder off the curve', changedHolder(/"y":"[\w-]+"/, `"y":"${'A'.repeat(43)}"`)],
    ['with half a holder', changedHolder(/,"y":"[\w-]+"/, '')],
    ['with a holder whose x has 31 bytes', changedHolder(/"x":"[\w-]+"/, `"x":"${'A'.repeat(42)}"`)],
    ['with a key binding to no holder', holderText({ payload: PLAIN_PAYLOAD })],
    ['with a key binding that is no JWS', `${plainText()}x`],
    ['with a key binding without signature', holderText({ holderSignature: '' })],
    ['with a key binding without time', changedBinding('"iat":1795123200,', '')],
    ['presented before its issue', changedBinding('1795123200', '1795036799')],
    ['presented 2^28 seconds after its issue', changedBinding('1795123200', String(1795036800 + 2 ** 28))],
    ['presented at half a second', changedBinding('1795123200', '1795123200.5')],
    ['with a number of nine digits', changedBinding('0123456789', '123456789')],
    ['with a number of eleven digits', changedBinding('0123456789', '00123456789')],
    ['with the number 2^30', changedBinding('0123456789', '1073741824')],
    ['with a number that is one', changedBinding('"0123456789"', '123456789')],
    ['with Arabic digits for a number', changedBinding('0123456789', '\u0661'.repeat(10))],
    ['without a number', changedBinding('"nonce":"0123456789",', '')],
  ])('%s', (_, text) => {
    expect([plainText(), holderText()]).not.toContain(text)
    expect(unpackCredential(text)).toMatchObject({ refusal: 'malformed' })
  })

  test.each(['urn:qiyema:code:2', 'urn:qiyema:code', 'URN:QIYEMA:CODE:1', ''])(
    'of this version when its vct is %j: that is unsupported',
    vct => {
      expect(unpackCredential(changed('urn:qiyema:code:1', vct))).toMatchObject({ refusal: 'unsupported' })
    },
  )
})
