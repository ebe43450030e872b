/**
 * No text tires its reader: eight times the text may not cost much more than eight times the time. What a regular expression
 * or a loop would do in the square of a text's length is found here by its growth, in one run on one machine.
 */
import { generateKeyPairSync } from 'node:crypto'
import type { JWK } from 'jose'
import { describe, expect, test } from 'vitest'
import { fromBase64url, utf8 } from '../src/code/format/bytes.js'
import { readCode } from '../src/code/format/code-text.js'
import { readJsonObject } from '../src/code/format/json.js'
import { isSafeUrl, linkSegments } from '../src/code/format/link.js'
import { decodeDigits, nameFault } from '../src/code/format/wire.js'
import { DEFAULT_SUITES } from '../src/code/suites/known-suites.js'
import { verifyTrustList } from '../src/code/trust/signed-trust-list.js'
import { readStatusList } from '../src/code/trust/status-list.js'
import { parseUscc } from '../src/uscc.js'

type Reader = (text: string) => unknown

const LENGTH = 10_000
/** Eight in theory; the rest is for caches and collections of garbage. */
const MOST = 20
/** What takes no longer than this at the larger size has not grown, whatever was measured of the smaller one. */
const NEGLIGIBLE_MS = 40

const root = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'jwk' }) as JWK
const header = Buffer.from('{"alg":"ES256","typ":"qym-trust+jwt"}').toString('base64url')
const signature = 'A'.repeat(86)
const rejected = async (promise: Promise<unknown>) => promise.catch(() => undefined)

const READERS: Readonly<Record<string, Reader>> = {
  'Unified Social Credit Codes': parseUscc,
  'links and digits': readCode,
  'text forms': text => readCode(`${text}~`),
  'text forms with a key binding': text => readCode(`${header}.${header}.${signature}~${text}`),
  digits: decodeDigits,
  names: nameFault,
  addresses: isSafeUrl,
  'paths of addresses': text => isSafeUrl(`https://qym.example/${text}`),
  'links for squares': linkSegments,
  base64url: fromBase64url,
  JSON: text => readJsonObject(utf8(text)),
  'JSON strings': text => readJsonObject(utf8(JSON.stringify({ a: text, b: [text] }))),
  'trust lists': text => rejected(verifyTrustList(text, root)),
  'payloads of trust lists': text => {
    const payload = Buffer.from(text).toString('base64url')
    return rejected(verifyTrustList(`${header}.${payload}.${signature}`, root))
  },
  'status lists': text => readStatusList(text, 'https://qym.example/status/0', { keys: [] }, DEFAULT_SUITES),
}

const PIECES = [
  '0',
  '1',
  'a',
  'Z',
  '"',
  '\\',
  '"\\',
  '\\"',
  '.',
  '~',
  '/',
  ':',
  ':1',
  '-',
  '=',
  ' ',
  '\t',
  '\u3000',
  '[',
  '{"a":',
  '{"a":1},',
  '企',
  '\ud800',
  '%41',
  'https://',
  '/q/',
]

const TEXTS: readonly ((length: number) => string)[] = [
  ...PIECES.map(piece => (length: number) => piece.repeat(length / piece.length)),
  length => `https://${'a'.repeat(length)}/q/1`,
  length => `https://${'a.'.repeat(length / 2)}/q/1`,
  length => `https://a${':1'.repeat(length / 2)}/q/1`,
  length => `https://QYM.EXAMPLE/Q/${'1'.repeat(length)}x`,
  length => `${'1'.repeat(length)}x`,
  length => `${' '.repeat(length)}x`,
  length => `{"a":"${'\\"'.repeat(length / 2)}`,
  length => `{"a":"${'\\"'.repeat(length / 2)}"}`,
  length => `{"a":[${'":",'.repeat(length / 4)}1]}`,
  length => `{${Array.from({ length: length / 10 }, (_, index) => `"m${index}":{}`).join()}}`,
]

/** Of this thread's work, not of the clock: what other processes do meanwhile costs nothing here. */
async function millisecondsOf(read: Reader, text: string): Promise<number> {
  const start = process.threadCpuUsage()
  await read(text)
  const { user, system } = process.threadCpuUsage(start)
  return (user + system) / 1000
}

/** How much longer eight times the text took, both at their best; 0 when it took no time to speak of. */
async function growthOf(read: Reader, text: (length: number) => string, length = LENGTH): Promise<number> {
  const large = await bestOf(read, text(length * 8))
  return large < NEGLIGIBLE_MS ? 0 : large / (await bestOf(read, text(length)))
}

/** Repeated only while it is slow, since then caches or a collection of garbage may have been the reason. */
async function bestOf(read: Reader, text: string): Promise<number> {
  let best = await millisecondsOf(read, text)
  for (let run = 0; run < 9 && best >= NEGLIGIBLE_MS; run++)
    best = Math.min(best, await millisecondsOf(read, text))
  return best
}

describe('the time to read grows with the length alone:', () => {
  test.each(Object.entries(READERS))('%s', { timeout: 60_000 }, async (_, read) => {
    for (const text of TEXTS) expect(await growthOf(read, text), text(60)).toBeLessThan(MOST)
  })
})

test('a reader in the square of the length would be found', { timeout: 60_000 }, async () => {
  const quadratic: Reader = text => text.replace(/"(?:[^"\\]|\\.)*"/g, '')
  expect(await growthOf(quadratic, length => '"\\'.repeat(length / 2), 3000)).toBeGreaterThan(MOST)
})
