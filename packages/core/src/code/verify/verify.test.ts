/** The verifier itself: what it is made of, and that it answers whatever it is asked without a request or an exception. */
import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { AT, openWorkshop, sampleTexts, type Workshop, withOtherSignature } from '../../../test/workshop.js'
import type { TrustList } from '../trust/trust-list.js'
import { OUTCOMES } from './outcome.js'
import type { TrustSource } from './refresh.js'
import { createVerifier, type VerifierOptions } from './verify.js'

const workshop = await openWorkshop()
const samples = await sampleTexts(workshop)
const url = 'https://qym.example/trust'
const source = { url, root: workshop.root.publicJwk }

/** Stands for the network where none may be used. */
async function noFetch(): Promise<never> {
  throw new Error('a verification asked the network')
}

function errorWith(code: string): unknown {
  return expect.objectContaining({ name: 'QiyemaError', code })
}

describe('a verifier', () => {
  test.each([
    'http://qym.example/trust',
    'ftp://qym.example/trust',
    'file:///etc/passwd',
    'data:text/plain,x',
    '//qym.example/trust',
    'qym.example/trust',
    '/trust',
    '',
    'https://',
    'https://user@qym.example/trust',
    'https://qym.example/trust?seq=1',
    'https://qym.example/trust#list',
    'https://QYM.example/trust',
    'https://qym.example:443/trust',
    'https://qym.example/a/../trust',
    'http://localhost.qym.example/trust',
    'http://127.0.0.1.qym.example/trust',
    null,
    undefined,
    42,
    ['https://qym.example/trust'],
  ])('is not made with a trust list at %j', address => {
    const trust = { url: address, root: source.root } as TrustSource
    expect(() => createVerifier({ trust })).toThrow(errorWith('ERR_OPTIONS'))
  })

  test.each(['https://qym.example/trust', 'https://qym.example:8443/a/b', 'http://localhost:8080/trust'])(
    'is made with a trust list at %s, without asking there',
    async address => {
      const verifier = createVerifier({ trust: { url: address, root: source.root }, fetch: noFetch })
      expect(await verifier.state()).toEqual({ statusLists: [] })
    },
  )

  test.each<[what: string, trust: unknown]>([
    ['nothing in it', {}],
    ['no issuers', { ...workshop.trust(), issuers: undefined }],
    ['issuers that are no list', { ...workshop.trust(), issuers: {} }],
    ['a sequence number in letters', { ...workshop.trust(), seq: '1' }],
    ['an end before its beginning', workshop.trust({ iat: AT, exp: AT })],
    ['a list of lists', [workshop.trust()]],
    ['the private half of a key', workshop.trust({ codeKey: { jwk: workshop.rootJwk } })],
    ['a region that is no number', workshop.trust({ issuer: { regions: ['33', 'x'] } })],
    ['an issuer over plain http', workshop.trust({ issuer: { iss: 'http://qym.example' } })],
    ['a status address that ends in a slash', workshop.trust({ issuer: { status: 'https://qym.example/' } })],
    ['an issuer twice', { ...workshop.trust(), issuers: [0, 1].flatMap(() => workshop.trust().issuers) }],
  ])('is not made with a trust list that has %s', (_, trust) => {
    expect(() => createVerifier({ trust: trust as TrustList })).toThrow(errorWith('ERR_TRUST_LIST'))
  })

  test.each([null, undefined, 'x', 42])('is not made with %j for a trust list', trust => {
    expect(() => createVerifier({ trust: trust as unknown as TrustList })).toThrow(
      errorWith('ERR_TRUST_LIST'),
    )
  })

  test.each([[undefined], [null], [[]], ['x']])('is not made with %j for a root key', root => {
    const trust = { url, root } as unknown as TrustSource
    expect(() => createVerifier({ trust })).toThrow(errorWith('ERR_OPTIONS'))
  })

  test('does not change when the trust list that it was given is changed later', async () => {
    const trust = structuredClone(workshop.trust())
    const verifier = workshop.verifier({ trust })
    for (const key of trust.issuers.flatMap(({ keys }) => keys)) Object.assign(key, { revoked: true })
    expect(await verifier.verify(samples[0]?.[1])).toMatchObject({ outcome: 'valid' })
  })

  test.each<[what: string, trust: () => VerifierOptions['trust'], fetch: VerifierOptions['fetch']]>([
    ['a list as an object', () => workshop.trust(), noFetch],
    ['a place and a root', () => source, serve(workshop)],
    ['a root that still has its private half', () => ({ url, root: workshop.rootJwk }), serve(workshop)],
    ['two roots', () => ({ url, root: [workshop.codeKey.publicJwk, source.root] }), serve(workshop)],
  ])('verifies with %s', async (_, trust, fetch) => {
    const verifier = workshop.verifier({ trust: trust(), ...(fetch && { fetch }) })
    if ('url' in trust()) expect(await verifier.refresh()).toMatchObject({ ok: true })
    for (const [outcome, text] of samples) expect(await verifier.verify(text)).toMatchObject({ outcome })
  })

  test('says what it holds, and of when', async () => {
    const verifier = workshop.verifier({ trust: source, fetch: serve(workshop), statusLists: {} })
    await verifier.refresh()
    const { seq, iat, exp, issuers } = workshop.trust()
    expect(await verifier.state()).toEqual({
      trust: { seq, issuedAt: iat, expiresAt: exp, issuers },
      statusLists: [{ uri: workshop.statusUri(), issuer: 'https://qym.example', issuedAt: AT }],
    })
  })

  test('holds no status list that its issuer did not sign', async () => {
    const statusLists = { [workshop.statusUri()]: await workshop.signStatus({ key: workshop.root }) }
    const verifier = workshop.verifier({ statusLists })
    expect(await verifier.state()).toMatchObject({ statusLists: [] })
    expect(await verifier.verify(samples[0]?.[1])).toMatchObject({ outcome: 'unconfirmed' })
  })
})

/** The lists of a workshop at their addresses, as `fetch` gives them. */
function serve({ signTrust, signStatus, statusUri }: Workshop): NonNullable<VerifierOptions['fetch']> {
  return async address => {
    if (address === url) return new Response(await signTrust())
    return address === statusUri() ? new Response(await signStatus()) : new Response(null, { status: 404 })
  }
}

describe('a verification', () => {
  const revocable = Proxy.revocable({}, {})
  revocable.revoke()
  const thrower = () => {
    throw new Error('touched')
  }
  const touchy = Object.defineProperty({}, 'at', { get: thrower })
  const hostile = new Proxy(Object(''), {
    get: thrower,
    has: thrower,
    getPrototypeOf: thrower,
    ownKeys: thrower,
    getOwnPropertyDescriptor: thrower,
  })

  test.each<[what: string, text: unknown]>([
    ['undefined', undefined],
    ['null', null],
    ['a boolean', true],
    ['a number', 42],
    ['no number', Number.NaN],
    ['a BigInt', 10n ** 206n],
    ['a symbol', Symbol('code')],
    ['a function', thrower],
    ['a class', class {}],
    ['an object', {}],
    ['an object without prototype', Object.create(null)],
    ['an array with a code in it', [samples[0]?.[1]]],
    ['a String object with a code in it', Object(samples[0]?.[1])],
    ['an object whose toString throws', { toString: thrower, valueOf: thrower }],
    ['an object that turns into a code', { toString: () => samples[0]?.[1] }],
    ['an object whose members throw', Object.defineProperty({}, 'length', { get: thrower })],
    ['a Proxy that throws at every touch', hostile],
    ['a revoked Proxy', revocable.proxy],
    ['bytes', new TextEncoder().encode(samples[0]?.[1])],
    ['a promise of a code', Promise.resolve(samples[0]?.[1])],
    ['a URL', new URL(samples[0]?.[1] ?? '')],
    ['nothing', ''],
    ['twenty million digits', '1'.repeat(20_000_000)],
    ['twenty million tildes', '~'.repeat(20_000_000)],
    ['twenty million dots', `${'.'.repeat(20_000_000)}~`],
    ['a link of twenty million digits', `https://QYM.EXAMPLE/Q/${'1'.repeat(20_000_000)}`],
    ['a lone surrogate', '\ud800'],
    ['NULs', '\0'.repeat(300)],
  ])('of %s is malformed, without an exception', async (_, text) => {
    const result = await workshop.verifier().verify(text)
    expect(result).toMatchObject({ outcome: 'malformed' })
    expect(structuredClone(result)).toEqual(result)
  })

  test.each([
    3,
    'x',
    {},
    { at: '1795036800' },
    { at: null },
    { at: 3n },
    { at: Symbol('now') },
    touchy,
    hostile,
  ])('with options that are none (%#) throws nothing', async options => {
    const result = await workshop.verifier().verify(samples[0]?.[1], options as object)
    expect(['valid', 'unconfirmed']).toContain(result.outcome)
  })

  test('with null for options throws nothing', async () => {
    const options = null as unknown as object
    expect(await workshop.verifier().verify('', options)).toMatchObject({ outcome: 'malformed' })
  })

  test('opens no connection, whatever the code says', async () => {
    const opened: unknown[] = []
    const onOpen = (message: unknown) => opened.push(message)
    const channels = ['net.client.socket', 'undici:request:create']
    for (const channel of channels) subscribe(channel, onOpen)
    const foreign = await sampleTexts(await openWorkshop('http://127.0.0.1:49151'))
    for (const options of [{}, { fetch: noFetch }, { trust: source }, { statusLists: {} }]) {
      const verifier = workshop.verifier(options)
      for (const [, text] of [...samples, ...foreign])
        expect(OUTCOMES).toContain((await verifier.verify(text)).outcome)
      await verifier.state()
    }
    expect(opened).toEqual([])
    // And these channels do tell.
    await fetch('http://127.0.0.1:49151').catch(() => undefined)
    for (const channel of channels) unsubscribe(channel, onOpen)
    expect(opened.length).toBeGreaterThan(0)
  })

  test('among a thousand at once is what it is alone', async () => {
    const codes = await Promise.all(
      Array.from({ length: 125 }, (_, index) =>
        workshop.print({ lifetime: '1d', issuedAt: AT - 60 * index, status: { list: 0, index: index % 14 } }),
      ),
    )
    const texts = codes.flatMap(({ link, digits, credential }) => [
      link,
      digits,
      credential,
      withOtherSignature(digits),
      link.replace('EXAMPLE', 'INVALID'),
      credential.replace('~', '.~'),
      `${link} `,
      withOtherSignature(link),
    ])
    expect(texts).toHaveLength(1000)
    const alone = []
    for (const text of texts) alone.push(await workshop.verifier().verify(text))
    const verifier = workshop.verifier()
    expect(await Promise.all(texts.map(text => verifier.verify(text)))).toEqual(alone)
    expect(new Set(alone.map(({ outcome }) => outcome))).toEqual(
      new Set([
        'valid',
        'revoked',
        'suspended',
        'unconfirmed',
        'bad_signature',
        'host_mismatch',
        'malformed',
      ]),
    )
  })
})

describe('where there is no WebCrypto', () => {
  afterEach(() => {
    vi.unstubAllGlobals()
  })

  test.each<[what: string, rest: unknown]>([
    ['as in a page over plain http', { getRandomValues: () => new Uint8Array(1) }],
    ['nor anything of it', undefined],
  ])('(%s) nothing is claimed of any code, and nothing thrown', async (_, rest) => {
    vi.stubGlobal('crypto', rest)
    vi.stubGlobal('CryptoKey', undefined)
    const verifier = workshop.verifier()
    for (const [outcome, text] of samples.filter(
      ([outcome]) => outcome === 'valid' || outcome === 'bad_signature',
    )) {
      const result = await verifier.verify(text)
      expect(result, outcome).toMatchObject({ outcome: 'unconfirmed' })
      expect(result).not.toHaveProperty('code')
    }
    expect(await verifier.verify('1')).toMatchObject({ outcome: 'malformed' })
    const refreshed = await workshop
      .verifier({ trust: source, fetch: async () => new Response('a.b.c') })
      .refresh()
    expect(refreshed).toMatchObject({ ok: false, problems: [{ url }] })
  })

  test('the module itself still loads, and its verifier answers', async () => {
    vi.stubGlobal('crypto', {})
    vi.stubGlobal('CryptoKey', undefined)
    vi.resetModules()
    const fresh = await import('./verify.js')
    expect(fresh.createVerifier).not.toBe(createVerifier)
    const verifier = fresh.createVerifier({ trust: workshop.trust(), now: () => AT })
    for (const text of [samples[0]?.[1], samples[3]?.[1]])
      expect(await verifier.verify(text)).toMatchObject({ outcome: 'unconfirmed', warnings: [] })
  })
})
