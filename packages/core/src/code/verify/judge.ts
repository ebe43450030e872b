/** The judgement itself: one code, one state of knowledge, one moment, and the outcomes of section 8 in their order. */
import { type Bytes, utf8 } from '../format/bytes.js'
import { type ReadCode, readCode, rebuildText, type SignedText } from '../format/code-text.js'
import { credentialSigningInput, nonceText, statusListUri } from '../format/credential.js'
import { CURRENT_SECONDS, secondsOfClass } from '../format/lifetime.js'
import { isRefusal } from '../format/refusal.js'
import type { CodeFields } from '../format/wire.js'
import { es256, importPoint } from '../suites/es256.js'
import type { Suite, SuiteKey } from '../suites/suite.js'
import { freshnessAt, type StatusList, type StatusState, stateAt } from '../trust/status-list.js'
import type { TrustEntry } from '../trust/trust-list.js'
import type { Knowledge } from './knowledge.js'
import type { Assurance, UntrustedOutcome, VerificationResult, VerifiedCode, Warning } from './outcome.js'

/** How to judge: for which moment, whether that is the present one, and whether status must be known. */
export interface JudgeOptions {
  readonly at: number
  readonly isNow: boolean
  readonly requireStatus: boolean
}

/** How far the clocks of issuer and verifier may be apart, in seconds. */
const SKEW = 60
/** How long a presentation lives, and how far the clocks of holder and verifier may be apart, in seconds. */
const PRESENTATION = 60
const PRESENTATION_SKEW = 30

/** Judges anything. It throws only for a fault of the runtime. */
export async function judge(
  text: unknown,
  knowledge: Knowledge,
  options: JudgeOptions,
): Promise<VerificationResult> {
  const read = await readCode(text)
  if (isRefusal(read)) {
    const { refusal: outcome, ...why } = read
    return { outcome, warnings: [], ...why }
  }
  if (!Number.isFinite(options.at)) return unconfirmed('at is not a number of Unix seconds')
  const { trust } = knowledge
  if (!trust) return unconfirmed('no trust list; refresh')
  if (options.at >= trust.exp) return unconfirmed('the trust list has expired; refresh')

  const entry = knowledge.entryFor(read.fields.kidPrefix)
  if (!entry) return refuse('unknown_issuer', 'no trusted issuer has this key')
  const objection = checkIssuer(read, entry)
  if (objection) return objection
  const signed = await checkSignatures(read, entry, knowledge)
  if (typeof signed !== 'string') return signed
  return checkInForce(describeCode(read.fields, entry, signed), entry, knowledge, options)
}

/** Outcomes that need no signature: issuer, key, host, region. */
function checkIssuer(
  { fields, host, claimed }: ReadCode,
  { issuer, key, host: ownHost }: TrustEntry,
): VerificationResult | undefined {
  if (claimed && claimed.kid !== key.kid) return refuse('unknown_issuer', 'no trusted issuer has this key')
  if (
    claimed &&
    (claimed.alg !== key.alg || claimed.iss !== issuer.iss || claimed.status !== issuer.status)
  ) {
    return refuse('malformed', 'the text names its issuer otherwise')
  }
  if (key.revoked) return refuse('untrusted_key', 'the key of the issuer was revoked')
  if (fields.issuedAt < key.nbf || fields.issuedAt >= key.exp)
    return refuse('untrusted_key', 'issued outside the time of its key')
  if (host !== undefined && host !== ownHost)
    return refuse('host_mismatch', `the link leads to ${host}, not ${ownHost}`)
  const region = fields.uscc.slice(2, 8)
  const isInRegion = issuer.regions.some(prefix => region.startsWith(prefix))
  return isInRegion ? undefined : refuse('out_of_region', `${issuer.iss} may not speak for region ${region}`)
}

/** The signed text, once both signatures hold over it. */
async function checkSignatures(
  { fields, signed }: ReadCode,
  entry: TrustEntry,
  knowledge: Knowledge,
): Promise<string | VerificationResult> {
  const suite = knowledge.suiteFor(entry.key)
  const imported = await knowledge.importedKey(entry.key)
  if (!suite || !imported) return unconfirmed(`signatures of ${entry.key.alg} cannot be checked here`)

  const issuerInput = signed?.issuerInput ?? credentialSigningInput(fields, entry.signer)
  // The rest of the text is built, and the holder's signature checked, while another thread is at the issuer's.
  const [isIssuers, shown] = await Promise.all([
    isCanonicalSignature(suite, imported, fields.signature, utf8(issuerInput)),
    heldText(fields, signed ?? rebuildText(fields, issuerInput)),
  ])
  if (!isIssuers) return refuse('bad_signature', 'the signature of the issuer does not hold')
  return shown ?? refuse('bad_signature', 'the signature of the holder does not hold')
}

/** The whole text; undefined when a holder's signature is due in it and does not hold. */
async function heldText(
  { holder, presentation }: CodeFields,
  signed: SignedText | Promise<SignedText>,
): Promise<string | undefined> {
  const key = holder && importPoint(holder)
  const { holderInput, text } = await signed
  if (!key || !presentation || holderInput === undefined) return text
  const holds = await isCanonicalSignature(es256, await key, presentation.signature, utf8(holderInput))
  return holds ? text : undefined
}

async function isCanonicalSignature(
  suite: Suite,
  key: SuiteKey,
  signature: Bytes,
  input: Bytes,
): Promise<boolean> {
  if (suite.canonicalise && suite.canonicalise(signature) !== signature) return false
  return suite.verify(key, signature, input)
}

/** Outcomes of a code that its issuer did sign: times, presentation, status. */
async function checkInForce(
  code: VerifiedCode,
  entry: TrustEntry,
  knowledge: Knowledge,
  options: JudgeOptions,
): Promise<VerificationResult> {
  const { at } = options
  const { iss, name } = entry.issuer
  const issuer = { iss, name }
  const warnings: Warning[] = []
  if (options.isNow && at + SKEW < (knowledge.trust?.iat ?? 0)) warnings.push('clock_behind')
  const known = { code, issuer, warnings }

  if (code.issuedAt > at + SKEW) return { outcome: 'not_yet_valid', ...known, detail: 'issued in the future' }
  if (at >= code.expiresAt + SKEW) return { outcome: 'expired', ...known, detail: 'its lifetime is over' }
  if (isStale(code, at)) return { outcome: 'stale', ...known, detail: 'not shown just now' }

  const { uri, index } = code.status
  const status = statusAt(await knowledge.statusList(uri, entry.issuer), index, at)
  if ('unknown' in status) {
    const { unknown: detail } = status
    if (options.requireStatus) return { outcome: 'unconfirmed', ...known, detail }
    warnings.push('status_unchecked')
    return { outcome: 'valid', assurance: assuranceOf(code), ...known, detail }
  }
  const confirmed = { ...known, code: { ...code, status: { uri, index, ...status } } }
  if (status.state !== 'valid')
    return { outcome: status.state, ...confirmed, detail: `its issuer has ${status.state} it` }
  if (status.freshness === 'aging') warnings.push('status_list_aging')
  return { outcome: 'valid', assurance: assuranceOf(code), ...confirmed, detail: 'everything held' }
}

type KnownStatus = {
  readonly state: StatusState
  readonly asOf: number
  readonly freshness: 'fresh' | 'aging'
}

function statusAt(
  list: StatusList | string,
  index: number,
  at: number,
): KnownStatus | { readonly unknown: string } {
  if (typeof list === 'string') return { unknown: list }
  const freshness = freshnessAt(list, at)
  if (freshness === 'too_old') return { unknown: 'its status list is too old; refresh' }
  const state = stateAt(list, index)
  return state
    ? { state, asOf: list.iat, freshness }
    : { unknown: 'its status list says nothing of this code' }
}

function isStale({ presentedAt }: VerifiedCode, at: number): boolean {
  if (presentedAt === undefined) return false
  return at - presentedAt > PRESENTATION + PRESENTATION_SKEW || presentedAt - at > PRESENTATION_SKEW
}

function assuranceOf({ presentedAt, issuedAt, expiresAt }: VerifiedCode): Assurance {
  if (presentedAt !== undefined) return 'present'
  return expiresAt - issuedAt <= CURRENT_SECONDS ? 'current' : 'registered'
}

function describeCode(fields: CodeFields, { issuer, key }: TrustEntry, credential: string): VerifiedCode {
  const { uscc, issuedAt, lifetimeClass, name, presentation, list, index } = fields
  return {
    uscc,
    issuedAt,
    expiresAt: issuedAt + secondsOfClass(lifetimeClass),
    ...(name !== undefined && { name }),
    credential,
    issuer: issuer.iss,
    kid: key.kid,
    ...(presentation && { presentedAt: presentation.presentedAt, nonce: nonceText(presentation.nonce) }),
    status: { uri: statusListUri(issuer.status, list), index, state: 'unknown' },
  }
}

function refuse(outcome: UntrustedOutcome, detail: string): VerificationResult {
  return { outcome, warnings: [], detail }
}

function unconfirmed(detail: string): VerificationResult {
  return { outcome: 'unconfirmed', warnings: [], detail }
}
