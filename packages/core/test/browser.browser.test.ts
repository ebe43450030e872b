/** The whole package in a real browser: every vector comes out as it must, and so does every kind of code made there. */
import { describe, expect, test } from 'vitest'
import { presentCode } from '../src/code/sign/present.js'
import { signCode } from '../src/code/sign/sign.js'
import { generateSm2Key, sm2 } from '../src/code/suites/sm2.js'
import { verifyTrustList } from '../src/code/trust/signed-trust-list.js'
import { readTrustList } from '../src/code/trust/trust-list.js'
import { createVerifier } from '../src/code/verify/verify.js'
import vectors from './fixtures/qym1.json' with { type: 'json' }
import { openDesk, request } from './signing-desk.js'
import { AT, openWorkshop, sampleTexts } from './workshop.js'

const { trust, trustJwt, trustRoot, statusLists, cases } = vectors

describe('the vectors', () => {
  const verifier = createVerifier({ trust: readTrustList(trust), statusLists, suites: [sm2] })

  test.each(cases)('$id', async ({ at, text, expect: expected }) => {
    const result = await verifier.verify(text, { at })
    expect([expected.outcome].flat(), result.detail).toContain(result.outcome)
    expect('code' in result).toBe('sub' in expected)
    if (!('code' in result) || !result.code) return
    const { code } = result
    expect({
      sub: code.uscc,
      iss: code.issuer,
      kid: code.kid,
      iat: code.issuedAt,
      exp: code.expiresAt,
      sdJwt: code.credential,
      ...(code.name !== undefined && { name: code.name }),
      ...('assurance' in result && { assurance: result.assurance }),
    }).toMatchObject(omit(expected, 'outcome'))
  })

  test('hold under their root', async () => {
    expect(await verifyTrustList(trustJwt, trustRoot)).toEqual(trust)
  })
})

function omit(value: object, member: string): object {
  return Object.fromEntries(Object.entries(value).filter(([name]) => name !== member))
}

test('codes made in a browser are judged there as anywhere', async () => {
  const workshop = await openWorkshop()
  const verifier = workshop.verifier()
  for (const [outcome, text] of await sampleTexts(workshop)) {
    const result = await verifier.verify(text)
    expect(result.outcome, result.detail).toBe(outcome)
    expect(structuredClone(result)).toEqual(result)
  }
})

test('the national suite signs and verifies in a browser', async () => {
  const desk = await openDesk(generateSm2Key(), [sm2])
  const { link, digits, credential } = await signCode(request({ name: '示例' }), desk.key)
  for (const text of [link, digits, credential])
    expect(await desk.verify(text)).toMatchObject({ outcome: 'valid', code: { name: '示例', credential } })
})

test('a trust list and a status list fetched over the network of a browser serve', async () => {
  const { source, verifier, close } = await servedLists()
  expect(await verifier.refresh()).toEqual({
    ok: true,
    updated: [source.url, expect.stringMatching(/\/0$/)],
    problems: [],
  })
  close()
  const shown = await presentCode(source.code, source.holder, { at: AT })
  expect(await verifier.verify(shown.link)).toMatchObject({ outcome: 'valid', assurance: 'present' })
})

/** Lists at addresses of their own: the browser fetches them itself, from blobs, for want of a server inside a page. */
async function servedLists() {
  const workshop = await openWorkshop()
  const url = 'https://qym.example/trust'
  const blobs = new Map([
    [url, await workshop.signTrust()],
    [workshop.statusUri(), await workshop.signStatus()],
  ])
  const places = new Map(
    [...blobs].map(([address, list]) => [address, URL.createObjectURL(new Blob([list]))]),
  )
  const code = await signCode(
    {
      uscc: '91330100799655058B',
      lifetime: '1d',
      status: { list: 0, index: 0 },
      issuedAt: AT,
      holder: workshop.holder.publicJwk,
    },
    workshop.codeKey,
  )
  const verifier = workshop.verifier({
    trust: { url, root: workshop.root.publicJwk },
    statusLists: {},
    fetch: async (address, init) => {
      const place = places.get(address)
      return place ? fetch(place, init) : new Response(null, { status: 404 })
    },
  })
  const close = () => {
    for (const place of places.values()) URL.revokeObjectURL(place)
  }
  return { source: { url, code, holder: workshop.holder }, verifier, close }
}
