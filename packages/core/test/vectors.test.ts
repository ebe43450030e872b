/** Every case of the code format's test vectors, with every member of what it expects. */
import { describe, expect, test } from 'vitest'
import { sm2 } from '../src/code/suites/sm2.js'
import { verifyTrustList } from '../src/code/trust/signed-trust-list.js'
import { readTrustList } from '../src/code/trust/trust-list.js'
import { OUTCOMES, type VerificationResult } from '../src/code/verify/outcome.js'
import { createVerifier } from '../src/code/verify/verify.js'
import vectors from './fixtures/qym1.json' with { type: 'json' }

const { trust, trustJwt, trustRoot, statusLists, cases } = vectors
const verifier = createVerifier({ trust: readTrustList(trust), statusLists, suites: [sm2] })

/** What a result says, under the names that expectations have. */
const MEMBERS: Readonly<Record<string, (result: VerificationResult) => unknown>> = {
  outcome: result => result.outcome,
  assurance: result => ('assurance' in result ? result.assurance : undefined),
  sub: result => codeOf(result)?.uscc,
  iss: result => codeOf(result)?.issuer,
  kid: result => codeOf(result)?.kid,
  iat: result => codeOf(result)?.issuedAt,
  exp: result => codeOf(result)?.expiresAt,
  name: result => codeOf(result)?.name,
  sdJwt: result => codeOf(result)?.credential,
}

function codeOf(result: VerificationResult) {
  return 'code' in result ? result.code : undefined
}

test.each(cases)('$id', async ({ at, text, expect: expected }) => {
  const result = await verifier.verify(text, { at })
  for (const [member, wanted] of Object.entries(expected)) {
    const got = MEMBERS[member]
    if (!got) throw new Error(`the vectors expect a member ${member} that this test does not know`)
    expect([wanted].flat(), `${member}: ${result.detail}`).toContainEqual(got(result))
  }
  expect('code' in result).toBe('sub' in expected)
})

test.each(cases)(
  '$id, a second time and as anyone else reads it, comes out the same',
  async ({ at, text }) => {
    const other = createVerifier({
      trust: await verifyTrustList(trustJwt, trustRoot),
      statusLists,
      suites: [sm2],
    })
    const first = await verifier.verify(text, { at })
    expect(await verifier.verify(text, { at })).toEqual(first)
    expect(await other.verify(text, { at })).toEqual(first)
  },
)

test.each(cases.filter(({ expect: expected }) => 'sdJwt' in expected))(
  '$id is valid as its rebuilt text too',
  async ({ at, expect: expected }) => {
    const result = await verifier.verify(expected.sdJwt, { at })
    expect(result).toMatchObject({
      outcome: 'valid',
      code: { credential: expected.sdJwt, uscc: expected.sub },
    })
  },
)

describe('the trust list of the vectors', () => {
  test('is the one that was signed under their root', async () => {
    expect(await verifyTrustList(trustJwt, trustRoot)).toEqual(trust)
  })

  test('holds under no other key', async () => {
    for (const { keys } of trust.issuers)
      for (const { jwk } of keys)
        await expect(verifyTrustList(trustJwt, jwk, { suites: [sm2] })).rejects.toThrow(
          expect.objectContaining({ code: 'ERR_TRUST_LIST' }),
        )
  })
})

test('the vectors have a case for every outcome', () => {
  const outcomes = cases.flatMap(({ expect: expected }) => expected.outcome)
  expect(new Set(outcomes)).toEqual(new Set(OUTCOMES))
})
