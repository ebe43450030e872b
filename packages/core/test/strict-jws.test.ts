/**
 * Every class of misspelt token that public suites know, in each of the three places that read a signed text. Wherever it
 * can be done the token carries a right signature over its own bytes, so that its one flaw is what refuses it.
 */
import { describe, expect, test } from 'vitest'
import {
  ACCEPTED,
  type Flaw,
  judge,
  places,
  refused,
  respelt,
  rewritten,
  testRefusals,
  whole,
  withHeader,
} from './flaws.js'
import { encode, openPlaces, seal, sealInput } from './strict-jws.js'

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

test.each([
  ['ES256', places],
  ['EdDSA', await openPlaces('EdDSA')],
] as const)('a token of %s without a flaw is accepted in all three places', async (_, where) => {
  expect(await judge(seal, where)).toEqual(ACCEPTED)
})

/** The same bytes, with bits that say nothing set in the last character. */
function withStrayBits(encoded: string): string {
  const last = ALPHABET.indexOf(encoded.slice(-1))
  return encoded.length % 4 === 0 ? encoded : encoded.slice(0, -1) + ALPHABET[last | 1]
}

function toStandardAlphabet(encoded: string): string {
  return encoded.replaceAll('-', '+').replaceAll('_', '/')
}

function insertAt(index: number, inserted: string) {
  return (text: string) => text.slice(0, index) + inserted + text.slice(index)
}

/** A right signature that has a character of which the alphabets differ, which chance decides. */
const standardSignature: Flaw = place => {
  for (;;) {
    const [header, payload, signature = ''] = seal(place).split('.')
    if (/[-_]/.test(signature)) return `${header}.${payload}.${toStandardAlphabet(signature)}`
  }
}

describe('refused is a token whose text has', () => {
  testRefusals([
    ['stray bits in its header', respelt(0, withStrayBits)],
    ['stray bits in its payload', respelt(1, withStrayBits)],
    ['stray bits in its signature', whole(token => token.replace(/[^.]+$/, withStrayBits))],
    ['padding of its header', respelt(0, encoded => encoded + '='.repeat(4 - (encoded.length % 4)))],
    ['padding of its payload', respelt(1, encoded => encoded + '='.repeat(4 - (encoded.length % 4)))],
    ['padding of its signature', whole(token => `${token}==`)],
    [
      'a header of a length that no bytes have',
      respelt(0, encoded => `${encoded}${'A'.repeat(5 - (encoded.length % 4))}`),
    ],
    ['the standard alphabet in its payload', respelt(1, toStandardAlphabet)],
    ['the standard alphabet in its signature', standardSignature],
    ['a percent escape for a dot', whole(token => token.replace('.', '%2E'))],
    ['a space before', whole(token => ` ${token}`)],
    ['a space behind', whole(token => `${token} `)],
    ['a line end behind', whole(token => `${token}\n`)],
    ['a carriage return behind', whole(token => `${token}\r\n`)],
    ['a NUL behind', whole(token => `${token}\0`)],
    ['a byte order mark before', whole(token => `\ufeff${token}`)],
    ['a space in its header', respelt(0, insertAt(4, ' '))],
    ['a tab in its payload', respelt(1, insertAt(8, '\t'))],
    ['a line end in its payload', respelt(1, insertAt(8, '\n'))],
    ['a line end before its payload', respelt(1, insertAt(0, '\r\n'))],
    ['a space in its signature', whole(token => insertAt(token.length - 4, ' ')(token))],
    ['a NUL in its payload', respelt(1, insertAt(8, '\0'))],
    ['a letter of another script', respelt(1, insertAt(8, '\u0430'))],
    ['quotation marks around', whole(token => `"${token}"`)],
    ['a scheme before', whole(token => `Bearer ${token}`)],
  ])
})

function partsOf(token: string): { header: string; payload: string; signature: string } {
  const [header = '', payload = '', signature = ''] = token.split('.')
  return { header, payload, signature }
}

describe('refused is a token whose parts are', () => {
  testRefusals([
    ['none', () => ''],
    ['empty', () => '..'],
    ['a header alone', whole(token => partsOf(token).header)],
    ['a header and a dot', whole(token => `${partsOf(token).header}.`)],
    ['without a signature', whole(token => token.slice(0, token.lastIndexOf('.')))],
    [
      'without a signature, which its dot announces',
      whole(token => token.slice(0, token.lastIndexOf('.') + 1)),
    ],
    ['without a header', place => sealInput(place, `.${partsOf(seal(place)).payload}`)],
    ['without a payload', place => sealInput(place, `${partsOf(seal(place)).header}.`)],
    ['without a payload that was signed: detached', whole(token => token.replace(/\..*\./, '..'))],
    ['one too many', whole(token => `${token}.AAAA`)],
    ['one too many, and that one empty', whole(token => `${token}.`)],
    ['one too many in front', whole(token => `.${token}`)],
    ['all there, and behind two dots', whole(token => token.replace('.', '..'))],
    ['two whole tokens', whole(token => `${token}.${token}`)],
    ['five, as encrypted tokens have', whole(token => `${token}.${'A'.repeat(32)}.${'A'.repeat(22)}`)],
    [
      'five of an encrypted token',
      () => `${encode('{"alg":"dir","enc":"A256GCM"}')}..${'A'.repeat(16)}.AAAA.${'A'.repeat(22)}`,
    ],
    ['cut short by one character', whole(token => token.slice(0, -1))],
    ['cut short by four characters', whole(token => token.slice(0, -4))],
    ['cut short in the payload', whole(token => token.slice(0, token.length / 2))],
    ['parts of another order', whole(token => token.split('.').reverse().join('.'))],
    [
      'JSON, flattened',
      whole(token => {
        const { header, payload, signature } = partsOf(token)
        return JSON.stringify({ protected: header, payload, signature })
      }),
    ],
    [
      'JSON, in general',
      whole(token => {
        const { header, payload, signature } = partsOf(token)
        return JSON.stringify({ payload, signatures: [{ protected: header, signature }] })
      }),
    ],
  ])
})

/** Puts a copy of the first member, with another value, before the object's end. */
function repeatLast(name: string, value: string) {
  return (json: string) => json.replace(/\}$/, `,${name}:${value}}`)
}

/** The same member once more in an object inside of the payload; each place has one of these. */
function repeatInside(name: string) {
  return (json: string) => json.replace(/("status_list":\{|"issuers":\[\{)/, `$1${name}:0,${name}:0,`)
}

describe('refused is a token in whose JSON', () => {
  testRefusals([
    ['a member of the header stands twice', rewritten('header', repeatLast('"alg"', '"ES256"'))],
    [
      'a member of the header stands twice, once escaped',
      rewritten('header', repeatLast('"\\u0061lg"', '"ES256"')),
    ],
    ['typ stands twice', rewritten('header', json => json.replace('{', '{"typ":"JWT",'))],
    ['a member of the payload stands twice', rewritten('payload', json => json.replace('{', '{"iat":1,'))],
    [
      'a member of the payload stands twice, once escaped',
      rewritten('payload', repeatLast('"\\u0069at"', '1795036800')),
    ],
    ['a member inside of the payload stands twice', rewritten('payload', repeatInside('"x"'))],
    ['a member inside of the payload stands twice, escaped', rewritten('payload', repeatInside('"\\u0078"'))],
    ['__proto__ stands twice', rewritten('payload', repeatLast('"__proto__":1,"__proto__"', '1'))],
    ['a byte order mark leads the header', rewritten('header', json => `\ufeff${json}`)],
    ['a byte order mark leads the payload', rewritten('payload', json => `\ufeff${json}`)],
    ['a NUL ends the header', rewritten('header', json => `${json}\0`)],
    ['a NUL ends the payload', rewritten('payload', json => `${json}\0`)],
    ['a NUL stands in a string', rewritten('payload', json => json.replace('https', 'https\0'))],
    ['text follows the header', rewritten('header', json => `${json}x`)],
    ['text follows the payload', rewritten('payload', json => `${json}x`)],
    ['a second object follows the payload', rewritten('payload', json => json + json)],
    ['a comma ends the payload', rewritten('payload', json => json.replace(/\}$/, ',}'))],
    ['a comment stands', rewritten('payload', json => `/**/${json}`)],
    ['the payload is not closed', rewritten('payload', json => json.slice(0, -1))],
    ['the header is in single quotation marks', rewritten('header', json => json.replaceAll('"', "'"))],
    ['the header is an array', rewritten('header', json => `[${json}]`)],
    ['the header is null', rewritten('header', () => 'null')],
    ['the header is a string', rewritten('header', json => JSON.stringify(json))],
    ['the header is a number', rewritten('header', () => '1')],
    ['the header is an empty object', rewritten('header', () => '{}')],
    ['the header is empty', rewritten('header', () => '')],
    ['the payload is an array', rewritten('payload', json => `[${json}]`)],
    ['the payload is null', rewritten('payload', () => 'null')],
    ['the payload is a string', rewritten('payload', json => JSON.stringify(json))],
    ['the payload is a number', rewritten('payload', () => '1')],
    ['the payload is an empty object', rewritten('payload', () => '{}')],
    ['the payload is no JSON', rewritten('payload', () => 'hello')],
    [
      'a byte stands that is no UTF-8',
      rewritten('payload', json =>
        Buffer.concat([Buffer.from('{"\xff":0,', 'latin1'), Buffer.from(json.slice(1))]),
      ),
    ],
    [
      'a surrogate stands in UTF-8',
      rewritten('payload', json =>
        Buffer.concat([Buffer.from('{"\xed\xa0\x80":0,', 'latin1'), Buffer.from(json.slice(1))]),
      ),
    ],
    ['every character has two bytes', rewritten('payload', json => Buffer.from(json, 'utf16le'))],
    [
      'every character of the header has two bytes',
      rewritten('header', json => Buffer.from(json, 'utf16le')),
    ],
  ])
})

describe('refused is a token that would tire its reader with', () => {
  const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`
  testRefusals([
    ['a hundred thousand arrays in its payload', rewritten('payload', repeatLast('"x"', deep))],
    ['a hundred thousand arrays in its header', rewritten('header', repeatLast('"x"', deep))],
    [
      'a hundred thousand objects',
      rewritten('payload', repeatLast('"x"', `${'{"x":'.repeat(100_000)}1${'}'.repeat(100_000)}`)),
    ],
    ['a payload of two mebibytes', rewritten('payload', repeatLast('"x"', `"${'x'.repeat(2 << 20)}"`))],
    ['two mebibytes of spaces', rewritten('payload', json => json + ' '.repeat(2 << 20))],
    ['a header of two mebibytes', withHeader({ x: 'x'.repeat(2 << 20) })],
    ['ten million dots', () => '.'.repeat(10_000_000)],
    ['ten million letters', () => 'A'.repeat(10_000_000)],
    ['a signature of ten million letters', whole(token => token + 'A'.repeat(10_000_000))],
  ])
})

test('what a list may have beside what is asked for, a code may not: white space and further members of the payload', async () => {
  const lists = { ...refused(), trust: 'trusted', status: 'valid' }
  expect(await judge(rewritten('payload', json => ` ${json}\n`))).toEqual(lists)
  expect(await judge(rewritten('payload', repeatLast('"x"', 'null')))).toEqual(lists)
  expect(await judge(rewritten('header', json => json.replace(',', ', ')))).toEqual(lists)
})
