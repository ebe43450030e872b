/** Finds out who calls, from what a request presents and nothing else. */
import { PlatformProblem } from '../http/problems.js'
import type { Store } from '../store/store.js'
import { ANYONE, type Caller } from './caller.js'
import type { Proofs } from './dpop.js'
import { findSignIn, type People, type SignIn } from './operators.js'
import { liveSession } from './sessions.js'
import type { TokenSubject, Tokens } from './tokens.js'
import { takeOnce } from './used-proofs.js'

/** What of a request says who calls. */
export interface Presented {
  readonly authorization?: string | undefined
  /** The `DPoP` header. */
  readonly proof?: string | undefined
  /** The browser's own `Origin` header. */
  readonly origin?: string | undefined
  readonly method: string
  /** At the platform's public address, without query. */
  readonly url: string
}

export type Authenticate = (presented: Presented) => Promise<Caller>

export interface AuthenticateOptions {
  readonly store: Store
  readonly tokens: Tokens
  readonly proofs: Proofs
  readonly people: People
  readonly now: () => Date
}

type WidgetSubject = Extract<TokenSubject, { readonly kind: 'widget' }>

/**
 * Makes the check of who calls. Without `Authorization` it is anyone; with one that does not hold, it is a problem even
 * where anyone may call, so that nobody takes a public answer for their own.
 *
 * - `Bearer` with a JWT: a partner
 * - `DPoP` with a JWT, a proof of its key for this very request, and an origin of its session: a widget
 * - `Bearer` with 43 characters: somebody signed in
 */
export function createAuthenticate(options: AuthenticateOptions): Authenticate {
  return async presented => {
    if (presented.authorization === undefined) return ANYONE
    const [, scheme = '', text = ''] =
      /^(bearer|dpop) +([\w.-]{20,4096})$/i.exec(presented.authorization) ?? []
    const isBound = scheme.toLowerCase() === 'dpop'
    if (!isBound && /^[\w-]{43}$/.test(text)) return signedIn(text, options)
    const reading = await options.tokens.read(text)
    if (reading.outcome !== 'good')
      throw refusal(reading.outcome === 'expired' ? 'token_expired' : 'unauthenticated', isBound)
    const { subject } = reading
    if (subject.kind === 'partner') {
      if (isBound) throw refusal('unauthenticated', isBound)
      return { kind: 'partner', partnerId: subject.partnerId, scopes: subject.scopes }
    }
    // A bound token without its proof is what a thief has.
    if (!isBound) throw refusal('invalid_proof', true)
    return widget(text, subject, presented, options)
  }
}

async function widget(
  accessToken: string,
  subject: WidgetSubject,
  { proof, origin, method, url }: Presented,
  { store, proofs, now }: AuthenticateOptions,
): Promise<Caller> {
  const proven = await proofs.read(proof, { method, url, accessToken })
  if (!proven.isGood) throw await proofRefusal(proven.wantsNonce, proofs)
  if (proven.keyThumbprint !== subject.keyThumbprint) throw refusal('invalid_proof', true)
  const { sessionId, partnerId, enterpriseId, keyThumbprint } = subject
  return store.transact({ kind: 'enterprise', enterpriseId }, async db => {
    const session = await liveSession(db, sessionId, now())
    if (!session || session.partner_id !== partnerId || session.key_thumbprint !== keyThumbprint)
      throw refusal('token_expired', true)
    if (origin === undefined || !session.origins.includes(origin)) throw new PlatformProblem('wrong_origin')
    if (!(await takeOnce(db, proven.proofId, proven.usableUntil))) throw refusal('invalid_proof', true)
    return {
      kind: 'widget',
      sessionId,
      partnerId,
      enterpriseId,
      purpose: session.purpose,
      components: session.components,
      origin,
      operatorReference: session.operator_reference,
      keyThumbprint,
    }
  })
}

async function signedIn(token: string, { store, people, now }: AuthenticateOptions): Promise<Caller> {
  const signIn = await store.transact({ kind: 'anyone' }, db => findSignIn(db, token, now()))
  if (!signIn) throw refusal('unauthenticated', false)
  const { person_id: personId, department_id: departmentId, regions, roles } = signIn
  const who = { personId, signIn: signIn.token_hash }
  if (signIn.kind === 'officer')
    return { kind: 'officer', ...who, departmentId: departmentId ?? '', regions, roles }
  const enterprise = await chosenEnterprise(signIn, store, people, now())
  return { kind: 'operator', ...who, ...(enterprise && { enterprise }) }
}

/** The enterprise chosen, while the person may still act for it: what was delegated can be taken back at any time. */
async function chosenEnterprise(
  { person_id: personId, enterprise_id: id }: SignIn,
  store: Store,
  people: People,
  now: Date,
) {
  if (id === null) return undefined
  const held = await store.transact({ kind: 'enterprise', enterpriseId: id }, db =>
    people.roleOf(db, personId, id, now),
  )
  return held && { id, ...held }
}

/** The problem of a proof that does not hold; with a nonce where that is all it lacks (RFC 9449, section 9). */
export async function proofRefusal(wantsNonce: boolean, proofs: Proofs): Promise<PlatformProblem> {
  if (!wantsNonce) return refusal('invalid_proof', true)
  return new PlatformProblem('invalid_proof', {
    headers: {
      'www-authenticate': 'DPoP error="use_dpop_nonce", algs="ES256"',
      'dpop-nonce': await proofs.nonce(),
    },
  })
}

function refusal(
  code: 'unauthenticated' | 'token_expired' | 'invalid_proof',
  isBound: boolean,
): PlatformProblem {
  const challenge = isBound
    ? `DPoP error="${code === 'invalid_proof' ? 'invalid_dpop_proof' : 'invalid_token'}", algs="ES256"`
    : 'Bearer error="invalid_token"'
  return new PlatformProblem(code, { headers: { 'www-authenticate': challenge } })
}
