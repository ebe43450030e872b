/**
 * Every outcome of the code format, section 8, and their order: whatever set of faults a code has, the first of them in
 * that order is the answer. And what comes with each answer: nothing of a code whose signature did not hold.
 */
import { describe, expect, test } from 'vitest'
import {
  AT,
  asTemplate,
  INDEX,
  openWorkshop,
  sampleTexts,
  type TrustChanges,
  withOtherSignature,
} from '../../../test/workshop.js'
import { toBase64url } from '../format/bytes.js'
import { OUTCOMES, type Outcome, type VerificationResult } from './outcome.js'
import type { Verifier } from './verify.js'

const workshop = await openWorkshop()

/** The faults of which a code can have one each, row by row. */
const FAULTS = [
  ['malformed'],
  ['unsupported'],
  ['unknown_issuer', 'untrusted_key'],
  ['host_mismatch'],
  ['out_of_region'],
  ['bad_signature'],
  ['not_yet_valid', 'expired'],
  ['stale'],
  ['revoked', 'suspended', 'unconfirmed'],
] as const satisfies Outcome[][]
type Fault = (typeof FAULTS)[number][number]

/** Every set of faults, each in the order of the rows. */
const SETS = FAULTS.reduce<readonly (readonly Fault[])[]>(
  (sets, row) => sets.flatMap(set => [set, ...row.map(fault => [...set, fault])]),
  [[]],
)

const HOUR = 3600
const IN_FORCE = AT + 600

function momentOf(faults: readonly Fault[]): number {
  if (faults.includes('not_yet_valid')) return AT - 61
  return faults.includes('expired') ? AT + HOUR + 60 : IN_FORCE
}

async function textOf(faults: readonly Fault[]): Promise<string> {
  const { valid, revoked, suspended, beyondTheEnd: unconfirmed } = INDEX
  const state = (['revoked', 'suspended', 'unconfirmed'] as const).find(fault => faults.includes(fault))
  const index = state ? { revoked, suspended, unconfirmed }[state] : valid
  const request = { lifetime: '1h', status: { list: 0, index } } as const
  const code = faults.includes('stale') ? await workshop.present(request) : await workshop.print(request)
  let { link } = code
  if (faults.includes('bad_signature')) link = withOtherSignature(link)
  if (faults.includes('host_mismatch')) link = link.replace('QYM.EXAMPLE', 'QYM.INVALID')
  if (faults.includes('unsupported')) link = asTemplate(5, link)
  return faults.includes('malformed') ? `${link} ` : link
}

function verifierOf(faults: readonly Fault[]): Verifier {
  const trust: TrustChanges = {
    ...(faults.includes('unknown_issuer') && { codeKey: { kid: 'AAAAAAAAAAA' } }),
    ...(faults.includes('untrusted_key') && { codeKey: { revoked: true } }),
    ...(faults.includes('out_of_region') && { issuer: { regions: ['4403'] } }),
  }
  return workshop.verifier({ trust: workshop.trust(trust) })
}

const isOfList = (fault: Fault) => ['unknown_issuer', 'untrusted_key', 'out_of_region'].includes(fault)
const texts = new Map<string, Promise<string>>()
const verifiers = new Map<string, Verifier>()

async function outcomeOf(faults: readonly Fault[]): Promise<Outcome> {
  const inList = faults.filter(isOfList)
  const inText = faults.filter(fault => !isOfList(fault) && fault !== 'not_yet_valid' && fault !== 'expired')
  const verifier = verifiers.get(String(inList)) ?? verifierOf(inList)
  const text = texts.get(String(inText)) ?? textOf(inText)
  verifiers.set(String(inList), verifier)
  texts.set(String(inText), text)
  return (await verifier.verify(await text, { at: momentOf(faults) })).outcome
}

test('there are 2304 sets of faults, and the rows hold every outcome but valid', () => {
  expect(new Set(SETS.map(String)).size).toBe(2304)
  expect([...FAULTS.flat(), 'valid']).toEqual(OUTCOMES)
})

test.each(OUTCOMES)('%s hides every fault that is looked for after it', async outcome => {
  const sets = SETS.filter(([first = 'valid']) => first === outcome)
  const found = await Promise.all(
    sets.map(async faults => [await outcomeOf(faults), faults.join(' + ')] as const),
  )
  expect(found.length).toBeGreaterThan(0)
  expect(found.filter(([got]) => got !== outcome)).toEqual([])
})

test.each<[issuedAt: string, codeKey: NonNullable<TrustChanges['codeKey']>]>([
  ['before', { nbf: AT + 1 }],
  ['after', { exp: AT }],
])('a code issued %s the time of its key is that first, wherever it leads', async (_, codeKey) => {
  const trust = workshop.trust({ codeKey, issuer: { regions: ['4403'] } })
  const link = await textOf(['host_mismatch', 'bad_signature'])
  expect(await workshop.verifier({ trust }).verify(link)).toMatchObject({ outcome: 'untrusted_key' })
})

test.each<[region: string, Outcome]>([
  ['3', 'valid'],
  ['3301', 'valid'],
  ['330100', 'valid'],
  ['330101', 'out_of_region'],
  ['3302', 'out_of_region'],
  ['0100', 'out_of_region'],
  ['91', 'out_of_region'],
  ['913301', 'out_of_region'],
])('an issuer of region %s makes a code of 330100 %s', async (region, outcome) => {
  const trust = workshop.trust({ issuer: { regions: ['44', region] } })
  const { digits } = await workshop.print()
  expect(await workshop.verifier({ trust }).verify(digits)).toMatchObject({ outcome })
})

describe('what comes with an outcome', () => {
  const samples = sampleTexts(workshop)
  const verifier = workshop.verifier()

  test('is plain data: a clone of it is the same', async () => {
    for (const [outcome, text] of await samples) {
      const result = await verifier.verify(text)
      expect(result.outcome).toBe(outcome)
      expect(structuredClone(result)).toEqual(result)
      expect(JSON.parse(JSON.stringify(result))).toEqual(result)
    }
  })

  test('is the code and its issuer exactly when the signatures held', async () => {
    for (const [outcome, text] of await samples) {
      const result = await verifier.verify(text)
      const isBelieved = OUTCOMES.indexOf(outcome) > OUTCOMES.indexOf('bad_signature')
      expect(['code' in result, 'issuer' in result], outcome).toEqual([isBelieved, isBelieved])
      expect('assurance' in result, outcome).toBe(outcome === 'valid')
      expect(result.detail).toMatch(/\w+/)
      expect(result.warnings).toEqual([])
    }
  })

  test.each([
    ['registered', () => workshop.print()],
    ['current', () => workshop.print({ lifetime: '10m' })],
    ['present', () => workshop.present()],
    ['present', () => workshop.present({ lifetime: '10m', name: '示例' })],
  ] as const)('is the assurance %s, the same for link, digits and text (%#)', async (assurance, make) => {
    const { link, digits, credential } = await make()
    const results = await Promise.all([link, digits, credential].map(text => verifier.verify(text)))
    expect(results[0]).toMatchObject({ outcome: 'valid', assurance, code: { credential } })
    expect(results[1]).toEqual(results[0])
    expect(results[2]).toEqual(results[0])
  })

  test('is all that the code says and nothing that it does not', async () => {
    const { kid } = workshop.codeKey
    const issuer = 'https://qym.example'
    const printed = await workshop.print({ name: '示例' })
    expect(await verifier.verify(printed.link)).toMatchObject({
      issuer: { iss: issuer, name: { 'zh-CN': '示例平台', en: 'Sample platform' } },
      code: {
        uscc: '91330100799655058B',
        issuedAt: AT,
        expiresAt: AT + 31_536_000,
        name: '示例',
        credential: printed.credential,
        issuer,
        kid,
        status: { uri: `${issuer}/status/0`, index: 0, state: 'valid', asOf: AT, freshness: 'fresh' },
      },
    })
    const presented = await workshop.present({}, { nonce: 42 })
    const { code } = believed(await verifier.verify(presented.link))
    expect(code).toMatchObject({ presentedAt: AT, nonce: '0000000042', credential: presented.credential })
    expect(code).not.toHaveProperty('name')
    expect(believed(await verifier.verify((await workshop.print()).link)).code).not.toHaveProperty('nonce')
  })
})

function believed(result: VerificationResult) {
  if (result.outcome !== 'valid') throw new Error(`${result.outcome}: ${result.detail}`)
  return result
}

describe('a text that names its issuer otherwise than the trust list does', () => {
  const otherKid = toBase64url(
    new Uint8Array([...Buffer.from(workshop.codeKey.kid, 'base64url').subarray(0, 4), 1, 2, 3, 4]),
  )

  test.each<[what: string, changes: TrustChanges, asText: Outcome, asLink: Outcome]>([
    ['another iss', { issuer: { iss: 'https://other.example' } }, 'malformed', 'host_mismatch'],
    ['another status', { issuer: { status: 'https://qym.example/other' } }, 'malformed', 'bad_signature'],
    ['another alg', { codeKey: { alg: 'EdDSA' } }, 'malformed', 'unconfirmed'],
    ['another kid of the same beginning', { codeKey: { kid: otherKid } }, 'unknown_issuer', 'bad_signature'],
  ])('by %s is refused, and its link too', async (_, changes, asText, asLink) => {
    const verifier = workshop.verifier({ trust: workshop.trust(changes) })
    const { credential, link } = await workshop.print()
    expect(await verifier.verify(credential)).toMatchObject({ outcome: asText })
    expect(await verifier.verify(link)).toMatchObject({ outcome: asLink })
  })
})

describe('with nothing to check a signature by, a code is unconfirmed and nothing of it is told:', () => {
  const source = { url: 'https://qym.example/trust', root: workshop.root.publicJwk }

  test.each([
    ['no trust list', workshop.verifier({ trust: source })],
    ['an expired trust list', workshop.verifier({ trust: workshop.trust({ exp: AT }) })],
    [
      'no suite for the key',
      workshop.verifier({ trust: workshop.trust({ codeKey: { alg: 'SGD_SM3_SM2' } }) }),
    ],
    [
      'a key that is no point',
      workshop.verifier({ trust: workshop.trust({ codeKey: { jwk: offCurve() } }) }),
    ],
  ])('%s', async (_, verifier) => {
    for (const { link, digits } of [await workshop.print(), await workshop.present()]) {
      for (const text of [link, digits]) {
        const result = await verifier.verify(text)
        expect(result).toMatchObject({ outcome: 'unconfirmed', warnings: [] })
        expect(result).not.toHaveProperty('code')
        expect(result).not.toHaveProperty('issuer')
      }
    }
  })

  test('but what is no code needs no trust list to be malformed', async () => {
    const verifier = workshop.verifier({ trust: source })
    const { link } = await workshop.print()
    expect(await verifier.verify(`${link}?`)).toMatchObject({ outcome: 'malformed' })
    expect(await verifier.verify(asTemplate(4, link))).toMatchObject({ outcome: 'unsupported' })
  })

  function offCurve() {
    const { kty = '', crv = '', x = '' } = workshop.codeKey.publicJwk
    return { kty, crv, x, y: x }
  }
})

describe('a presentation', () => {
  const verifier = workshop.verifier()

  test('under the key of another holder is a bad signature', async () => {
    const other = await openWorkshop()
    const { digits } = await workshop.present()
    const foreign = await other.present()
    const [credential] = (await workshop.present()).credential.split('~')
    const [, binding] = foreign.credential.split('~')
    expect(await verifier.verify(withOtherSignature(digits))).toMatchObject({ outcome: 'bad_signature' })
    // The hash in a key binding is of its own credential, so that as a text it is not even well-formed.
    expect(await verifier.verify(`${credential}~${binding}`)).toMatchObject({ outcome: 'malformed' })
  })

  test('that is missing makes a holder-bound credential malformed, with the reason', async () => {
    const { credential } = await workshop.present()
    const [bare] = credential.split('~')
    const result = await verifier.verify(`${bare}~`)
    expect(result).toMatchObject({ outcome: 'malformed', reason: 'not_presented' })
    expect(result).not.toHaveProperty('code')
  })
})
