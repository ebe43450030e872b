/** Runs test vectors: verifies each case and compares every member it expects. */
import { isDeepStrictEqual } from 'node:util'
import { sm2 } from '@qiyema/core/sm2'
import { type TrustList, verifyTrustList } from '@qiyema/core/trust'
import { createVerifier, type VerificationResult } from '@qiyema/core/verify'
import type { VectorCase, VectorSet } from '../input/vector-set.js'

/** The first member in which a case came out otherwise than wanted. */
export interface Failure {
  readonly id: string
  readonly member: string
  readonly wanted: unknown
  readonly got: unknown
}

export interface VectorReport {
  /** Cases. */
  readonly passed: number
  readonly failures: readonly Failure[]
}

const suites = [sm2]

/** @param report - called with the number of cases done */
export async function runVectors(set: VectorSet, report: (done: number) => void): Promise<VectorReport> {
  const signed = await readSignedTrust(set)
  const failures = signed.failure ? [signed.failure] : []
  const trust = set.trust ?? signed.trust
  if (!trust) return { passed: 0, failures }

  const verifier = createVerifier({ trust, statusLists: set.statusLists, suites })
  let passed = 0
  for (const [index, vector] of set.cases.entries()) {
    const failure = compare(vector, await verifier.verify(vector.text, { at: vector.at }))
    if (failure) failures.push(failure)
    else passed++
    report(index + 1)
  }
  return { passed, failures }
}

/** The signed list must hold under its root and say what the other says: counted only when it does not. */
async function readSignedTrust({
  trust: given,
  signedTrust,
}: VectorSet): Promise<{ readonly trust?: TrustList; readonly failure?: Failure }> {
  if (!signedTrust) return {}
  try {
    const trust = await verifyTrustList(signedTrust.jwt, signedTrust.root, { suites })
    if (given === undefined || isDeepStrictEqual(trust, given)) return { trust }
    return { failure: { id: 'trust list', member: 'trustJwt', wanted: given, got: trust } }
  } catch (error) {
    const got = error instanceof Error ? error.message : String(error)
    return { failure: { id: 'trust list', member: 'trustJwt', wanted: 'a list signed under trustRoot', got } }
  }
}

function compare({ id, expect }: VectorCase, result: VerificationResult): Failure | undefined {
  const members: Readonly<Record<string, unknown>> = membersOf(result)
  const wrong = Object.entries(expect).find(([member, wanted]) => !isWanted(wanted, members[member]))
  return wrong && { id, member: wrong[0], wanted: wrong[1], got: members[wrong[0]] }
}

function isWanted(wanted: unknown, got: unknown): boolean {
  return Array.isArray(wanted)
    ? wanted.some(one => isDeepStrictEqual(one, got))
    : isDeepStrictEqual(wanted, got)
}

/** A result in the words of the vectors; a member they do not have is one that no expectation of it meets. */
function membersOf(result: VerificationResult) {
  const code = 'code' in result ? result.code : undefined
  return {
    outcome: result.outcome,
    assurance: result.outcome === 'valid' ? result.assurance : undefined,
    sub: code?.uscc,
    iss: code?.issuer,
    kid: code?.kid,
    iat: code?.issuedAt,
    exp: code?.expiresAt,
    name: code?.name,
    sdJwt: code?.credential,
  }
}
