import { describe, expect, it } from 'vitest'
import { AT, at, BODY, HEADERS, ID, refusal, SECRET } from '../test/webhook-example.js'
import { newWebhookKeyPair } from './webhook-keys.js'
import { signWebhook, verifyWebhook } from './webhooks.js'

describe('a forgery', () => {
  const good = HEADERS['webhook-signature']
  it.each([
    ['trailing garbage', `${good},x`],
    ['garbage beside it', `${good} x`],
    ['a second space', `${good}  ${good}`],
    ['a space at its end', `${good} `],
    ['stray bits', good.replace('OE=', 'OF=')],
    ['no padding', good.slice(0, -1)],
    ['more padding', `${good}=`],
    ['the letters of URLs', good.replaceAll('/', '_').replaceAll('+', '-')],
    ['a line feed', `${good}\n`],
    ['no version', good.slice(3)],
    ['nothing in it', 'v1,'],
    ['no end', `${good} `.repeat(100) + good],
  ])('is seen by a signature with %s', async (_name, signature) => {
    const headers = { ...HEADERS, 'webhook-signature': signature }
    expect(await refusal(verifyWebhook(BODY, headers, SECRET, at))).toBe('ERR_WEBHOOK_HEADER')
  })

  it('is seen by headers that are missing, doubled, or of another form', async () => {
    const names = ['webhook-id', 'webhook-timestamp', 'webhook-signature'] as const
    for (const name of names) {
      const value = HEADERS[name]
      for (const wrong of [
        { [name]: undefined },
        { [name]: '' },
        { [name]: [value, value] },
        { [name]: `${value}, ${value}` },
        { [name.toUpperCase()]: value },
      ])
        expect(await refusal(verifyWebhook(BODY, { ...HEADERS, ...wrong }, SECRET, at))).toBe(
          'ERR_WEBHOOK_HEADER',
        )
    }
    for (const timestamp of [
      `${AT}.0`,
      `+${AT}`,
      `0${AT}`,
      ` ${AT}`,
      `${AT}x`,
      '1e9',
      '-1',
      '0x6037ba32',
      '９',
    ])
      expect(
        await refusal(verifyWebhook(BODY, { ...HEADERS, 'webhook-timestamp': timestamp }, SECRET, at)),
      ).toBe('ERR_WEBHOOK_HEADER')
  })

  it('is seen wherever id, time and body are cut elsewhere', async () => {
    const body = `${AT}.{"a":1}`
    const headers = await signWebhook(body, { id: 'a', timestamp: AT }, SECRET)
    const moved = { ...headers, 'webhook-id': `a.${AT}` }
    expect(await refusal(verifyWebhook('{"a":1}', moved, SECRET, at))).toBe('ERR_WEBHOOK_HEADER')
  })

  it('is seen at every single bit of body, id, time and signature', async () => {
    const pair = await newWebhookKeyPair()
    const headers = await signWebhook(BODY, { id: ID, timestamp: AT }, [SECRET, pair.secretKey])
    const parts = headers['webhook-signature'].split(' ')
    for (const [secret, signature = ''] of [
      [SECRET, parts[0]],
      [pair.publicKey, parts[1]],
    ] as const) {
      const whole = [BODY, ID, String(AT), signature].map(text => Buffer.from(text))
      for (const [member, original] of whole.entries()) {
        for (let bit = 0; bit < original.length * 8; bit++) {
          const flipped = Buffer.from(original)
          flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7))
          const [body, id, timestamp, signed] = whole.with(member, flipped)
          const forged = {
            'webhook-id': id?.toString('latin1'),
            'webhook-timestamp': timestamp?.toString('latin1'),
            'webhook-signature': signed?.toString('latin1'),
          }
          expect(await refusal(verifyWebhook(body ?? '', forged, secret, at))).toMatch(/^ERR_WEBHOOK_/)
        }
      }
    }
  })

  it('is skipped in a version to come, and the signature beside it still counts', async () => {
    const headers = { ...HEADERS, 'webhook-signature': `v2,AAAA ${HEADERS['webhook-signature']}` }
    expect(await refusal(verifyWebhook(BODY, headers, SECRET, at))).toBeUndefined()
    const alone = { ...HEADERS, 'webhook-signature': 'v2,AAAA' }
    expect(await refusal(verifyWebhook(BODY, alone, SECRET, at))).toBe('ERR_WEBHOOK_SIGNATURE')
  })
})
