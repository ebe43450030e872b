/** Presenting: P1 and P2, each time anew, within the limits of moment and number, and only by the holder's own key. */
import { base64url } from 'jose'
import { beforeAll, describe, expect, test } from 'vitest'
import {
  AT,
  errorWith,
  ISSUER,
  isLowS,
  openDesk,
  request,
  type SigningDesk,
  twinOf,
  USCC,
} from '../../../test/signing-desk.js'
import { usccCheckCharacter } from '../../uscc.js'
import { generateHolderKey, type HolderKey } from './holder-key.js'
import { presentCode } from './present.js'
import { type HolderBoundCode, signCode } from './sign.js'

const NAME = '杭州市示例科技有限公司'
const OTHER_USCC = `9133010000000000X${usccCheckCharacter('9133010000000000X')}`

let desk: SigningDesk
let holder: HolderKey
let code: HolderBoundCode
beforeAll(async () => {
  desk = await openDesk()
  holder = await generateHolderKey()
  code = await signCode(request({ holder: holder.publicJwk }), desk.key)
})

describe('a presentation', () => {
  test('without a name has exactly these members, and holds now', async () => {
    const shown = await presentCode(code, holder, { at: AT + 5, nonce: 42 })
    expect(shown).toStrictEqual({
      link: `https://QYM.EXAMPLE/Q/${shown.digits}`,
      digits: expect.stringMatching(/^[1-9]\d{455}$/),
      credential: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]{86}~[\w-]+\.[\w-]+\.[\w-]{86}$/),
      presentedAt: AT + 5,
      nonce: '0000000042',
    })
    for (const text of [shown.link, shown.digits, shown.credential])
      expect(await desk.verify(text, AT + 5)).toMatchObject({
        outcome: 'valid',
        assurance: 'present',
        code: { uscc: USCC, presentedAt: AT + 5, nonce: '0000000042', credential: shown.credential },
      })
  })

  test('with a name holds too, from the bare credential as from the result', async () => {
    const named = await signCode(request({ holder: holder.publicJwk, name: NAME }), desk.key)
    for (const given of [named, named.credential, { credential: named.credential }]) {
      const { link } = await presentCode(given, holder, { at: AT })
      expect(await desk.verify(link)).toMatchObject({ outcome: 'valid', code: { name: NAME } })
    }
  })

  test('is another each time, even at the same moment', async () => {
    const shown = await Promise.all(Array.from({ length: 5 }, () => presentCode(code, holder, { at: AT })))
    expect(new Set(shown.map(({ digits }) => digits)).size).toBe(5)
    expect(new Set(shown.map(({ nonce }) => nonce)).size).toBe(5)
    for (const { link } of shown) expect(await desk.verify(link)).toMatchObject({ outcome: 'valid' })
  })

  test('is of this moment when none is given', async () => {
    const before = Math.floor(Date.now() / 1000)
    const issuedAt = Math.floor(before / 60) * 60
    const now = await signCode(request({ holder: holder.publicJwk, issuedAt }), desk.key)
    const { presentedAt } = await presentCode(now, holder)
    expect(presentedAt).toBeGreaterThanOrEqual(before)
    expect(presentedAt).toBeLessThanOrEqual(Date.now() / 1000)
  })

  test("has the holder's s in its lower half always", async () => {
    const shown = await Promise.all(Array.from({ length: 40 }, () => presentCode(code, holder, { at: AT })))
    for (const { credential } of shown)
      expect(isLowS(base64url.decode(String(credential.split('.').at(-1))))).toBe(true)
  })
})

describe('limits', () => {
  test.each([0, 2 ** 30 - 1])('the number %i is the number of the presentation', async nonce => {
    const shown = await presentCode(code, holder, { at: AT, nonce })
    expect(shown.nonce).toBe(String(nonce).padStart(10, '0'))
    expect(await desk.verify(shown.link)).toMatchObject({ outcome: 'valid', code: { nonce: shown.nonce } })
  })

  test.each([-1, 2 ** 30, 0.5, Number.NaN, Number.POSITIVE_INFINITY])(
    'the number %d is refused',
    async nonce => {
      await expect(presentCode(code, holder, { at: AT, nonce })).rejects.toThrow(errorWith('ERR_NONCE'))
    },
  )

  test.each([AT, AT + 2 ** 28 - 1])('the moment %i is the last that fits', async at => {
    const lasting = await signCode(request({ holder: holder.publicJwk, lifetime: '5y' }), desk.key)
    expect(await presentCode(lasting, holder, { at })).toMatchObject({ presentedAt: at })
  })

  test.each([AT - 1, AT + 2 ** 28, AT + 0.5, 0, Number.NaN, Number.NEGATIVE_INFINITY])(
    'the moment %d is refused',
    async at => {
      await expect(presentCode(code, holder, { at })).rejects.toThrow(errorWith('ERR_PRESENTED_AT'))
    },
  )
})

describe('only what is theirs is presented', () => {
  test("another holder's code is refused", async () => {
    await expect(presentCode(code, await generateHolderKey(), { at: AT })).rejects.toThrow(
      errorWith('ERR_KEY_MISMATCH'),
    )
  })

  test("a key that shares the code's x but not its y is refused", async () => {
    const { publicJwk, sign } = holder
    const mirrored = { publicJwk: { ...publicJwk, y: publicJwk.x ?? '' }, sign }
    await expect(presentCode(code, mirrored, { at: AT })).rejects.toThrow(errorWith('ERR_KEY_MISMATCH'))
  })

  test('a code that is bound to nobody is refused', async () => {
    const printable = await signCode(request({}), desk.key)
    await expect(presentCode(printable, holder, { at: AT })).rejects.toThrow(errorWith('ERR_CREDENTIAL'))
  })

  test('a presentation cannot be presented', async () => {
    const shown = await presentCode(code, holder, { at: AT })
    await expect(presentCode(shown, holder, { at: AT })).rejects.toThrow(errorWith('ERR_CREDENTIAL'))
  })

  test.each<[string, (credential: string) => string]>([
    ['no text at all', () => ''],
    ['a link', () => 'https://QYM.EXAMPLE/Q/1'],
    ['without its final ~', text => text.slice(0, -1)],
    ['with two', text => `${text}~`],
    ['with a disclosure', text => `${text}WyJzIiwiYSIsMV0~`],
    ['with padding', text => text.replace('~', '=~')],
    ['cut short', text => text.slice(0, 100)],
    ['with a broken payload', text => text.replace(/\.[^.]+\./, '.AAAA.')],
    ['of another kind', text => withPayload(text, { vct: 'urn:another' })],
    ['of no lifetime of ours', text => withPayload(text, { exp: AT + 61 })],
    ['with a name that cannot be', text => withPayload(text, { name: 'a"b' })],
    [
      'with a holder that is no point',
      text => withPayload(text, { cnf: { jwk: { kty: 'EC', crv: 'P-256', x: 'AA', y: 'AA' } } }),
    ],
  ])('a credential that is %s is refused', async (_, tamper) => {
    await expect(presentCode(tamper(code.credential), holder, { at: AT })).rejects.toThrow(
      errorWith('ERR_CREDENTIAL'),
    )
  })

  test('a credential whose issuer is no address is refused', async () => {
    const tampered = withPayload(code.credential, { iss: 'nobody' })
    await expect(presentCode(tampered, holder, { at: AT })).rejects.toThrow(errorWith('ERR_CREDENTIAL'))
  })

  test.each<[string, (credential: string) => string]>([
    ['another enterprise', text => withPayload(text, { sub: OTHER_USCC })],
    [
      'another position',
      text => withPayload(text, { status: { status_list: { idx: 1, uri: `${ISSUER.status}/0` } } }),
    ],
    ['the twin of its signature', text => withSignature(text, twinOf)],
    ['a signature of zeros', text => withSignature(text, () => new Uint8Array(64))],
  ])('a credential altered to %s may be presented, and is told for what it is', async (_, tamper) => {
    const shown = await presentCode(tamper(code.credential), holder, { at: AT })
    for (const text of [shown.link, shown.credential])
      expect(await desk.verify(text)).toMatchObject({ outcome: 'bad_signature' })
  })
})

function withPayload(credential: string, changes: object): string {
  const [header, payload = '', signature] = credential.split('.')
  const changed = { ...JSON.parse(Buffer.from(payload, 'base64url').toString()), ...changes }
  return [header, base64url.encode(JSON.stringify(changed)), signature].join('.')
}

function withSignature(credential: string, change: (signature: Uint8Array) => Uint8Array): string {
  const [header, payload, signature = ''] = credential.slice(0, -1).split('.')
  return `${[header, payload, base64url.encode(change(base64url.decode(signature)))].join('.')}~`
}
