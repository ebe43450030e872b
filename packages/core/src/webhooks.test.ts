/** Promise 13: webhooks are real. Standard Webhooks in both versions, against the reference library and Node's own crypto. */
import { createPrivateKey, createPublicKey, sign as nodeSign, verify as nodeVerify } from 'node:crypto'
import fc from 'fast-check'
import { Webhook } from 'standardwebhooks'
import { describe, expect, it } from 'vitest'
import { AT, at, BODY, clockAt, HEADERS, ID, refusal, SECRET } from '../test/webhook-example.js'
import { newWebhookKeyPair, newWebhookSecret } from './webhook-keys.js'
import { memorySeenWebhooks } from './webhook-seen.js'
import { signWebhook, verifyWebhook } from './webhooks.js'

describe('the standard', () => {
  it('verifies the example that every implementation of it carries', async () => {
    expect(await verifyWebhook(BODY, HEADERS, SECRET, at)).toEqual({
      id: ID,
      timestamp: AT,
      event: { test: 2432232314 },
    })
    expect(await signWebhook(BODY, { id: ID, timestamp: AT }, SECRET)).toEqual(HEADERS)
  })

  it('understands the reference library, and is understood by it', async () => {
    const secret = newWebhookSecret()
    const theirs = new Webhook(secret)
    const seconds = Math.floor(Date.now() / 1000)
    for (const body of [
      '{}',
      '{"name":"杭州某某科技有限公司"}',
      JSON.stringify({ text: '𠮷\n"'.repeat(999) }),
    ]) {
      const headers = await signWebhook(body, { id: 'evt_01', timestamp: seconds }, secret)
      expect(theirs.verify(body, { ...headers })).toEqual(JSON.parse(body))
      const signature = theirs.sign('evt_01', new Date(seconds * 1000), body)
      expect(signature).toBe(headers['webhook-signature'])
      const signedByThem = { ...headers, 'webhook-signature': signature }
      expect((await verifyWebhook(body, signedByThem, secret)).event).toEqual(JSON.parse(body))
    }
  })

  it('makes and takes Ed25519 signatures as Node’s own crypto does', async () => {
    const { secretKey, publicKey } = await newWebhookKeyPair()
    const headers = await signWebhook(BODY, { id: ID, timestamp: AT }, secretKey)
    const [version, encoded = ''] = headers['webhook-signature'].split(',')
    expect(version).toBe('v1a')
    const x = Buffer.from(publicKey.slice(5), 'base64').toString('base64url')
    const d = Buffer.from(secretKey.slice(5), 'base64').subarray(0, 32).toString('base64url')
    const jwk = { kty: 'OKP', crv: 'Ed25519', x, d }
    const signed = Buffer.from(`${ID}.${AT}.${BODY}`)
    const theirs = createPublicKey({ key: jwk, format: 'jwk' })
    expect(nodeVerify(null, signed, theirs, Buffer.from(encoded, 'base64'))).toBe(true)
    const signature = nodeSign(null, signed, createPrivateKey({ key: jwk, format: 'jwk' }))
    const signedByNode = { ...HEADERS, 'webhook-signature': `v1a,${signature.toString('base64')}` }
    expect((await verifyWebhook(BODY, signedByNode, publicKey, at)).id).toBe(ID)
    // Some keep the seed alone.
    const seed = `whsk_${Buffer.from(d, 'base64url').toString('base64')}`
    expect(await signWebhook(BODY, { id: ID, timestamp: AT }, seed)).toEqual(headers)
  })

  it('verifies bytes and text, and headers of fetch, Node and Express', async () => {
    const bytes = Buffer.from(BODY)
    const upperCase = Object.fromEntries(
      Object.entries(HEADERS).map(([name, value]) => [name.toUpperCase(), value]),
    )
    const lists = Object.fromEntries(Object.entries(HEADERS).map(([name, value]) => [name, [value]]))
    for (const headers of [HEADERS, new Headers(HEADERS), upperCase, lists])
      expect((await verifyWebhook(bytes, headers, SECRET, at)).id).toBe(ID)
  })
})

describe('secrets', () => {
  it('may be four at once, of both kinds, on either side', async () => {
    const pair = await newWebhookKeyPair()
    const [old, current, next] = [newWebhookSecret(), newWebhookSecret(), newWebhookSecret()]
    const held = [old, current, next, pair.publicKey]
    for (const secret of [old, current, next, pair.secretKey]) {
      const headers = await signWebhook(BODY, { id: ID, timestamp: AT }, [newWebhookSecret(), secret])
      expect(await refusal(verifyWebhook(BODY, headers, held, at))).toBeUndefined()
      expect(await refusal(verifyWebhook(BODY, headers, newWebhookSecret(), at))).toBe(
        'ERR_WEBHOOK_SIGNATURE',
      )
    }
  })

  it('are refused when they are of another form, without being shown', async () => {
    const short = `whsec_${Buffer.alloc(23, 1).toString('base64')}`
    const long = `whsec_${Buffer.alloc(65, 1).toString('base64')}`
    const { secretKey, publicKey } = await newWebhookKeyPair()
    const wrong = [
      SECRET.slice(6),
      `${SECRET}_x`,
      `${SECRET}=`,
      `${SECRET}A`,
      short,
      long,
      'whsec_',
      '',
      'whpk_AAAA',
    ]
    for (const secret of [...wrong, secretKey]) {
      const thrown = await verifyWebhook(BODY, HEADERS, [SECRET, secret], at).catch((error: unknown) => error)
      expect(thrown).toMatchObject({ code: 'ERR_OPTIONS', data: { position: 1 } })
    }
    for (const secret of [...wrong, publicKey])
      expect(await refusal(signWebhook(BODY, { id: ID, timestamp: AT }, secret))).toBe('ERR_OPTIONS')
    expect(await refusal(verifyWebhook(BODY, HEADERS, [], at))).toBe('ERR_OPTIONS')
  })

  it('are never taken for one of the other kind: a public key signs nothing', async () => {
    const { publicKey } = await newWebhookKeyPair()
    const asSecret = publicKey.replace('whpk_', 'whsec_')
    const headers = await signWebhook(BODY, { id: ID, timestamp: AT }, asSecret)
    for (const version of ['v1', 'v1a']) {
      const forged = { ...headers, 'webhook-signature': headers['webhook-signature'].replace('v1', version) }
      expect(await refusal(verifyWebhook(BODY, forged, publicKey, at))).toBe('ERR_WEBHOOK_SIGNATURE')
    }
  })
})

describe('the time', () => {
  it('may be 300 seconds off to either side, and not 301', async () => {
    for (const [off, wanted] of [
      [-301, 'ERR_WEBHOOK_TIMESTAMP'],
      [-300, undefined],
      [300, undefined],
      [301, 'ERR_WEBHOOK_TIMESTAMP'],
      [31_536_000, 'ERR_WEBHOOK_TIMESTAMP'],
      [-31_536_000, 'ERR_WEBHOOK_TIMESTAMP'],
    ] as const)
      expect(await refusal(verifyWebhook(BODY, HEADERS, SECRET, clockAt(AT + off)))).toBe(wanted)
  })
})

describe('a replay', () => {
  it('is refused for as long as the message would hold, even by two at once', async () => {
    let seconds = AT - 300
    const now = () => seconds * 1000
    const options = { now, seen: memorySeenWebhooks(now) }
    const verify = () => refusal(verifyWebhook(BODY, HEADERS, SECRET, options))
    expect((await Promise.all([verify(), verify()])).toSorted()).toEqual(['ERR_WEBHOOK_REPLAYED', undefined])
    for (seconds = AT - 300; seconds <= AT + 300; seconds++)
      expect(await verify()).toBe('ERR_WEBHOOK_REPLAYED')
    expect(await verify()).toBe('ERR_WEBHOOK_TIMESTAMP')
  })

  it('is not made of one that was refused: who cannot sign cannot use up an id', async () => {
    const options = { ...at, seen: memorySeenWebhooks(at.now) }
    expect(await refusal(verifyWebhook(`${BODY} `, HEADERS, SECRET, options))).toBe('ERR_WEBHOOK_SIGNATURE')
    expect(await refusal(verifyWebhook(BODY, HEADERS, SECRET, options))).toBeUndefined()
  })

  it('is forgotten after fifteen minutes, so that a delivery that was not handled gets through', async () => {
    let seconds = AT
    const now = () => seconds * 1000
    const seen = memorySeenWebhooks(now)
    const deliver = async () => {
      const headers = await signWebhook(BODY, { id: ID, timestamp: seconds }, SECRET)
      return refusal(verifyWebhook(BODY, headers, SECRET, { now, seen }))
    }
    expect(await deliver()).toBeUndefined()
    seconds = AT + 899
    expect(await deliver()).toBe('ERR_WEBHOOK_REPLAYED')
    seconds = AT + 900
    expect(await deliver()).toBeUndefined()
  })
})

describe('a body', () => {
  it.each(['', '[]', 'null', '1', '{', '{"a":1,"a":2}', '{"a":{"b":1,"b":1}}', '\ufeff{}', '[[[['])(
    'that is signed but no object of distinct members is refused: %j',
    async body => {
      const headers = await signWebhook(body, { id: ID, timestamp: AT }, SECRET)
      expect(await refusal(verifyWebhook(body, headers, SECRET, at))).toBe('ERR_WEBHOOK_BODY')
    },
  )

  it('that JSON has been at is refused as misuse', async () => {
    const parsed: string = JSON.parse('{"test":2432232314}')
    expect(await refusal(verifyWebhook(parsed, HEADERS, SECRET, at))).toBe('ERR_OPTIONS')
  })
})

describe('anything at all', () => {
  it('is refused with a code of its own and never accepted', async () => {
    const noise = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(ID, String(AT), HEADERS['webhook-signature'], 'v1,', 'v1a,', ' ', '='),
    )
    const header = fc.array(noise, { maxLength: 4 }).map(parts => parts.join(''))
    await fc.assert(
      fc.asyncProperty(header, header, header, fc.uint8Array(), async (id, timestamp, signature, body) => {
        const headers = { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signature }
        expect(await refusal(verifyWebhook(body, headers, SECRET, at))).toMatch(/^ERR_WEBHOOK_/)
      }),
      { numRuns: 2_000 },
    )
  })

  it('that is signed is verified', async () => {
    const secret = newWebhookSecret()
    await fc.assert(
      fc.asyncProperty(
        fc.dictionary(fc.string(), fc.jsonValue()),
        fc.stringMatching(/^[A-Za-z0-9_-]{1,128}$/),
        fc.integer({ min: 1, max: 9e9 }),
        async (event, id, timestamp) => {
          const body = JSON.stringify(event)
          const headers = await signWebhook(body, { id, timestamp }, secret)
          const verified = await verifyWebhook(body, headers, secret, clockAt(timestamp))
          expect(verified).toEqual({ id, timestamp, event: JSON.parse(body) })
        },
      ),
    )
  })

  it('is refused to be signed under an id or at a time that nobody could verify', async () => {
    for (const message of [
      { id: '', timestamp: AT },
      { id: 'a.b', timestamp: AT },
      { id: 'a b', timestamp: AT },
      { id: ID, timestamp: AT + 0.5 },
      { id: ID, timestamp: 0 },
      { id: ID, timestamp: Number.NaN },
    ])
      expect(await refusal(signWebhook(BODY, message, SECRET))).toBe('ERR_OPTIONS')
  })
})
