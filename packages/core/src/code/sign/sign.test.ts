/** Signing: every limit of the format is refused with its own code, its last accepted value is not, and results say all. */
import { generateKeyPairSync } from 'node:crypto'
import { inspect } from 'node:util'
import { base64url, type JWK } from 'jose'
import { beforeAll, describe, expect, test } from 'vitest'
import {
  AT,
  errorWith,
  ISSUER,
  isLowS,
  openDesk,
  request,
  type SigningDesk,
  USCC,
} from '../../../test/signing-desk.js'
import type { QiyemaErrorCode } from '../../errors.js'
import { inspectCode } from '../format/inspect.js'
import { LIFETIMES } from '../format/lifetime.js'
import { generateHolderKey } from './holder-key.js'
import { generateIssuerKey, type IssuerKey, importIssuerKey } from './issuer-key.js'
import { type CodeRequest, signCode } from './sign.js'

const FIRST = 1577836800
const LAST = FIRST + (2 ** 24 - 1) * 60

let desk: SigningDesk
beforeAll(async () => {
  desk = await openDesk()
})

function publicJwk(type: 'ec' | 'ed25519', namedCurve = 'P-256'): JWK {
  const { publicKey } =
    type === 'ec' ? generateKeyPairSync('ec', { namedCurve }) : generateKeyPairSync('ed25519')
  return publicKey.export({ format: 'jwk' }) as JWK
}

/** Changes are read loosely here, as a program without types could make them. */
function sign(changes: Readonly<Record<string, unknown>>) {
  return signCode(request(changes as Partial<CodeRequest>), desk.key)
}

describe('a request off the format is refused', () => {
  test.each<[QiyemaErrorCode, string, Record<string, unknown>]>([
    ['ERR_USCC', 'a wrong check character', { uscc: '91330100799655058C' }],
    ['ERR_USCC', 'lower case', { uscc: USCC.toLowerCase() }],
    ['ERR_USCC', 'a space', { uscc: ` ${USCC}` }],
    ['ERR_USCC', 'full width', { uscc: USCC.replace('9', '９') }],
    ['ERR_USCC', 'seventeen characters', { uscc: USCC.slice(0, 17) }],
    ['ERR_USCC', 'a forbidden letter', { uscc: '9133010079965505IB' }],
    ['ERR_USCC', 'no text', { uscc: 91330100 }],
    ['ERR_LIFETIME', 'a lifetime between two', { lifetime: '3m' }],
    ['ERR_LIFETIME', 'a lifetime in seconds', { lifetime: 60 }],
    ['ERR_LIFETIME', 'no lifetime', { lifetime: undefined }],
    ['ERR_LIFETIME', 'a lifetime in capitals', { lifetime: '1Y' }],
    ['ERR_STATUS_INDEX', 'list -1', { status: { list: -1, index: 0 } }],
    ['ERR_STATUS_INDEX', 'list 16', { status: { list: 16, index: 0 } }],
    ['ERR_STATUS_INDEX', 'list 0.5', { status: { list: 0.5, index: 0 } }],
    ['ERR_STATUS_INDEX', 'list "0"', { status: { list: '0', index: 0 } }],
    ['ERR_STATUS_INDEX', 'position -1', { status: { list: 0, index: -1 } }],
    ['ERR_STATUS_INDEX', 'position 2^20', { status: { list: 0, index: 2 ** 20 } }],
    ['ERR_STATUS_INDEX', 'position 1.5', { status: { list: 0, index: 1.5 } }],
    ['ERR_STATUS_INDEX', 'position NaN', { status: { list: 0, index: Number.NaN } }],
    ['ERR_NAME', 'an empty name', { name: '' }],
    ['ERR_NAME', '64 letters', { name: 'a'.repeat(64) }],
    ['ERR_NAME', '32 ideographs of two units each', { name: '𠮷'.repeat(32) }],
    ['ERR_NAME', 'a decomposed letter', { name: 'Cafe\u0301' }],
    ['ERR_NAME', 'a compatibility ideograph', { name: '\uf900' }],
    ['ERR_NAME', 'a line break', { name: 'a\nb' }],
    ['ERR_NAME', 'NUL', { name: 'a\0' }],
    ['ERR_NAME', 'DEL', { name: 'a\x7f' }],
    ['ERR_NAME', 'a C1 control', { name: 'a\x85' }],
    ['ERR_NAME', 'a quotation mark', { name: 'a"b' }],
    ['ERR_NAME', 'a backslash', { name: 'a\\b' }],
    ['ERR_NAME', 'a high surrogate alone', { name: 'a\ud842' }],
    ['ERR_NAME', 'a low surrogate alone', { name: '\udfb7a' }],
    ['ERR_NAME', 'surrogates in the wrong order', { name: '\udfb7\ud842' }],
    ['ERR_ISSUED_AT', 'half a minute', { issuedAt: AT + 30 }],
    ['ERR_ISSUED_AT', 'a second past a minute', { issuedAt: AT + 1 }],
    ['ERR_ISSUED_AT', 'milliseconds', { issuedAt: AT * 1000 }],
    ['ERR_ISSUED_AT', 'the minute before 2020', { issuedAt: FIRST - 60 }],
    ['ERR_ISSUED_AT', 'the minute after the last', { issuedAt: LAST + 60 }],
    ['ERR_ISSUED_AT', 'no number', { issuedAt: Number.NaN }],
    ['ERR_ISSUED_AT', 'infinity', { issuedAt: Number.POSITIVE_INFINITY }],
    ['ERR_HOLDER', 'another curve', { holder: publicJwk('ec', 'P-384') }],
    ['ERR_HOLDER', 'another curve of the same size', { holder: publicJwk('ec', 'secp256k1') }],
    ['ERR_HOLDER', 'another kind of key', { holder: publicJwk('ed25519') }],
    ['ERR_HOLDER', 'P-256 that says it is SM2', { holder: { ...publicJwk('ec'), crv: 'SM2-P-256' } }],
    ['ERR_HOLDER', 'a key of no kind', { holder: { ...publicJwk('ec'), kty: 'OKP' } }],
    ['ERR_HOLDER', 'half a point', { holder: { ...publicJwk('ec'), y: undefined } }],
    ['ERR_HOLDER', 'the y of another', { holder: { ...publicJwk('ec'), y: publicJwk('ec').y } }],
    [
      'ERR_HOLDER',
      'a coordinate with padding',
      { holder: { ...publicJwk('ec'), x: `${publicJwk('ec').x}=` } },
    ],
    ['ERR_HOLDER', 'a point of zeros', { holder: zeroPoint() }],
    ['ERR_HOLDER', 'an empty key', { holder: {} }],
  ])('with %s: %s', async (code, _, changes) => {
    await expect(sign(changes)).rejects.toThrow(errorWith(code))
  })

  test('with ERR_HOLDER: a private key', async () => {
    await expect(sign({ holder: await generateIssuerKey() })).rejects.toThrow(errorWith('ERR_HOLDER'))
  })

  test('with ERR_OUT_OF_REGION: an enterprise that this issuer may not speak for', async () => {
    const key = await importIssuerKey(await generateIssuerKey(), {
      ...ISSUER,
      regions: ['3305', '330102', '0100'],
    })
    await expect(signCode(request({}), key)).rejects.toThrow(errorWith('ERR_OUT_OF_REGION'))
    const none = await importIssuerKey(await generateIssuerKey(), { ...ISSUER, regions: [] })
    await expect(signCode(request({}), none)).rejects.toThrow(errorWith('ERR_OUT_OF_REGION'))
  })

  test('with ERR_NAME: a name of 51 units beside a holder, and takes one of 50', async () => {
    const { publicJwk: holder } = await generateHolderKey()
    await expect(sign({ holder, name: '企'.repeat(51) })).rejects.toThrow(errorWith('ERR_NAME'))
    expect((await sign({ holder, name: '企'.repeat(50) })).name).toHaveLength(50)
  })

  test('before anything is signed', async () => {
    let signed = 0
    const key: IssuerKey = {
      ...desk.key,
      sign(data) {
        signed++
        return desk.key.sign(data)
      },
    }
    await expect(signCode(request({ issuedAt: AT + 1 }), key)).rejects.toThrow(errorWith('ERR_ISSUED_AT'))
    expect(signed).toBe(0)
    await signCode(request({}), key)
    expect(signed).toBe(1)
  })
})

describe('the last value inside a limit is signed and reads back', () => {
  test.each<[string, Record<string, unknown>]>([
    ['list 0, position 0', { status: { list: 0, index: 0 } }],
    ['list 15, the last position', { status: { list: 15, index: 2 ** 20 - 1 } }],
    ['the first minute of 2020', { issuedAt: FIRST }],
    ['the last minute of the format', { issuedAt: LAST }],
    ['a name of one letter', { name: 'a' }],
    ['a name of 63 letters', { name: 'a'.repeat(63) }],
    ['a name of 63 units, two an ideograph', { name: `${'𠮷'.repeat(31)}店` }],
    ['a name with apostrophes, spaces and brackets', { name: "O'Neill & Co. (中国)　有限公司 <a>" }],
    ...LIFETIMES.map((lifetime): [string, Record<string, unknown>] => [lifetime, { lifetime }]),
  ])('%s', async (_, changes) => {
    const code = await sign(changes)
    if (code.isHolderBound) throw new Error('no holder was given')
    const expected = { ...request(changes as Partial<CodeRequest>), form: 'link', isHolderBound: false }
    expect(await inspectCode(code.link)).toMatchObject(expected)
  })

  test('regions that begin as the enterprise does', async () => {
    for (const regions of [['3301'], ['44', '33'], ['330100']]) {
      const key = await importIssuerKey(await generateIssuerKey(), { ...ISSUER, regions })
      expect((await signCode(request({}), key)).uscc).toBe(USCC)
    }
  })

  test('the present minute, when no time is given', async () => {
    const before = Math.floor(Date.now() / 60_000) * 60
    const { issuedAt } = await sign({ issuedAt: undefined })
    expect(issuedAt % 60).toBe(0)
    expect(issuedAt).toBeGreaterThanOrEqual(before)
    expect(issuedAt).toBeLessThanOrEqual(Date.now() / 1000)
  })
})

describe('a signed code', () => {
  const common = {
    uscc: USCC,
    issuedAt: AT,
    expiresAt: AT + 365 * 86400,
    iss: ISSUER.iss,
    status: { list: 0, index: 4711 },
    credential: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]{86}~$/),
  }
  const shown = {
    link: expect.stringMatching(/^https:\/\/QYM\.EXAMPLE\/Q\/[1-9]\d+$/),
    digits: expect.stringMatching(/^[1-9]\d+$/),
  }

  test('without name and holder has exactly these members, and 207 digits', async () => {
    const code = await signCode(request({}), desk.key)
    expect(code).toStrictEqual({ ...common, ...shown, kid: desk.key.kid, isHolderBound: false })
    expect(code.digits).toHaveLength(207)
    expect(code.link).toBe(`https://QYM.EXAMPLE/Q/${code.digits}`)
  })

  test('with a name has it too', async () => {
    const name = '杭州市示例科技有限公司'
    const code = await signCode(request({ name }), desk.key)
    expect(code).toStrictEqual({ ...common, ...shown, kid: desk.key.kid, name, isHolderBound: false })
  })

  test('with a holder has no link and no digits before its holder shows it', async () => {
    const { publicJwk: holder } = await generateHolderKey()
    const code = await signCode(request({ holder }), desk.key)
    expect(code).toStrictEqual({ ...common, kid: desk.key.kid, isHolderBound: true })
    expect(payloadOf(code.credential)).toMatchObject({ cnf: { jwk: holder } })
  })

  test('carries nothing private of the holder', async () => {
    const holder = await generateIssuerKey()
    const told = await sign({ holder }).catch((error: unknown) => inspect(error, { depth: 20 }))
    const { d: secret = '' } = holder
    const text = typeof told === 'string' ? told : JSON.stringify([told, payloadOf(told.credential)])
    expect(text).not.toContain(secret)
  })

  test('always has s in its lower half', async () => {
    const positions = Array.from({ length: 40 }, (_, index) => index)
    const codes = await Promise.all(positions.map(index => sign({ status: { list: 0, index } })))
    for (const { credential } of codes)
      expect(isLowS(base64url.decode(String(credential.slice(0, -1).split('.')[2])))).toBe(true)
  })

  test('names its key by the first half of the key id in the digits', async () => {
    const code = await signCode(request({}), desk.key)
    const prefix = Buffer.from(desk.key.kid, 'base64url').subarray(0, 4).toString('hex')
    expect(await inspectCode(code.link)).toMatchObject({ kidPrefix: prefix })
  })

  test('has the port of its issuer in its link', async () => {
    const key = await importIssuerKey(await generateIssuerKey(), { ...ISSUER, iss: 'http://localhost:8080' })
    const code = await signCode(request({}), key)
    expect(code.link).toBe(`http://LOCALHOST:8080/Q/${code.digits}`)
  })
})

function payloadOf(credential: string): unknown {
  return JSON.parse(Buffer.from(String(credential.split('.')[1]), 'base64url').toString())
}

function zeroPoint(): JWK {
  const zeros = base64url.encode(new Uint8Array(32))
  return { kty: 'EC', crv: 'P-256', x: zeros, y: zeros }
}
