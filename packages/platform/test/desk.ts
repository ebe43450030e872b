/** A whole platform for tests: the real access, HTTP and store, every operation of the contract, and a clock to turn. */
import { contract, isOperation, type Operation, type OperationTree } from '@qiyema/core/contract'
import { Hono } from 'hono'
import { exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose'
import { createAuthenticate } from '../src/access/authenticate.js'
import { createProofs } from '../src/access/dpop.js'
import { openSignIn, type SignedInPerson } from '../src/access/operators.js'
import { createPartnerTokens } from '../src/access/partner-tokens.js'
import { createOriginRegister, registerPartnerAccess } from '../src/access/partners.js'
import { createTokens, generateTokenKey } from '../src/access/tokens.js'
import type { Call, HandlersOf } from '../src/http/handler.js'
import { createLimits, LIMIT_POLICIES, type LimitPolicies } from '../src/http/limits.js'
import { createLog } from '../src/http/log.js'
import { type MountOptions, mount, mountFallbacks } from '../src/http/mount.js'
import { mountOAuth } from '../src/http/oauth.js'
import type { Effects } from '../src/http/perform.js'
import { newRequestId } from '../src/http/request-id.js'
import { createSecrets } from '../src/http/secrets.js'
import { exampleOf } from '../src/openapi/example.js'
import { sessionRoutes } from '../src/session/routes.js'
import type { Store } from '../src/store/store.js'

export const BASE_URL = 'https://qym.example'
const PARTNER = 'par_bank'
export const ENTERPRISE = 'ent_maker'
export const USCC = '91330100799655058B'
export const ORIGIN = 'https://bank.example'
export const OTHER_ORIGIN = 'https://shop.bank.example'

type AnyHandler = (input: Record<string, unknown>, call: Call) => Promise<object>

export interface DeskOptions {
  readonly store: Store
  /** By operation: what takes the place of its example handler. */
  readonly handlers?: Readonly<Record<string, AnyHandler>>
  readonly limits?: Partial<LimitPolicies>
}

/** One effect that a handler asked for. */
export type Effect = readonly [kind: 'audit' | 'emit' | 'enqueue', ...given: unknown[]]

export async function openDesk({ store, handlers = {}, limits = {} }: DeskOptions) {
  const clock = { now: new Date('2026-03-02T01:00:00Z') }
  const now = () => clock.now
  const lines: string[] = []
  const effectsDone: Effect[] = []
  const key = crypto.getRandomValues(new Uint8Array(32))
  const tokens = createTokens({ issuer: BASE_URL, keys: [await generateTokenKey()], now })
  const proofs = createProofs({ nonceKey: key, now })
  const people = {
    roleOf: async (_db: unknown, personId: string) =>
      personId === 'per_voided' ? undefined : { role: 'representative' as const, items: [] },
  }
  const effects: Effects = {
    audit: async (_db, entry) => void effectsDone.push(['audit', entry.action, entry.subject]),
    emit: async (_db, event) => void effectsDone.push(['emit', event.type, event.resource]),
    enqueue: async (_db, job, data) => void effectsDone.push(['enqueue', job, data]),
  }
  const options: MountOptions = {
    baseUrl: BASE_URL,
    now,
    log: createLog(line => lines.push(line), now),
    newRequestId,
    clientAddress: request => request.headers.get('x-test-address') ?? 'here',
    store,
    authenticate: createAuthenticate({ store, tokens, proofs, people, now }),
    limits: createLimits({ ...PLENTY, ...limits }),
    effects,
    makeSecret: createSecrets(key),
    isKnownOrigin: createOriginRegister(store, now),
  }
  const session = sessionRoutes({
    tokens,
    proofs,
    findEnterprise: async (_db, uscc) =>
      uscc === USCC ? { id: ENTERPRISE, name: { 'zh-CN': '示例企业' } } : undefined,
    isOpenTo: async (_db, _partner, _enterprise, purpose) => purpose !== 'supply-chain',
  })
  const app = new Hono()
  const examples = exampleHandlers(contract, handlers) as HandlersOf<typeof contract>
  mount(app, contract, { ...examples, session }, options)
  const grantToken = createPartnerTokens({ store, tokens, issuer: BASE_URL, now })
  mountOAuth(app, { ...options, grantToken })
  mountFallbacks(app, options)
  return { app, clock, lines, effectsDone, tokens, proofs, options, store }
}

export type Desk = Awaited<ReturnType<typeof openDesk>>

const PLENTY: LimitPolicies = Object.fromEntries(
  Object.entries(LIMIT_POLICIES).map(([kind]) => [kind, { requests: 1e9, seconds: 60 }]),
) as unknown as LimitPolicies

/** A tree of handlers that answer with the examples of their operations. */
function exampleHandlers(
  tree: OperationTree,
  own: Readonly<Record<string, AnyHandler>>,
  prefix = '',
): object {
  const made = Object.entries(tree).map(([name, node]) => [
    name,
    isOperation(node)
      ? (own[prefix + name] ?? (async () => exampleReply(node)))
      : exampleHandlers(node, own, `${prefix}${name}.`),
  ])
  return Object.fromEntries(made)
}

export function exampleReply({ answer, answerType }: Operation): object {
  if (answer) return { body: exampleOf(answer) }
  return answerType ? { bytes: 'example', contentType: answerType.replace('*', 'png') } : {}
}

/** Registers a partner with a new key, and gives the key. */
export async function registerPartner(
  store: Store,
  { partnerId = PARTNER, origins = [ORIGIN, OTHER_ORIGIN], scopes = [] as string[], alg = 'ES256' } = {},
) {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true })
  const jwk: JWK = { ...(await exportJWK(publicKey)), kid: `${partnerId}-1` }
  await store.transact({ kind: 'platform' }, db =>
    registerPartnerAccess(db, { partnerId, scopes, keys: [jwk], origins }),
  )
  return { partnerId, privateKey, jwk, alg }
}

export type PartnerKey = Awaited<ReturnType<typeof registerPartner>>

/** A client assertion, right unless told otherwise. */
export async function assertionOf(
  { clock }: Pick<Desk, 'clock'>,
  { partnerId, privateKey, jwk, alg }: PartnerKey,
  claims: Record<string, unknown> = {},
  header: Record<string, unknown> = {},
): Promise<string> {
  const seconds = Math.floor(clock.now.getTime() / 1000)
  return new SignJWT({
    iss: partnerId,
    sub: partnerId,
    aud: BASE_URL,
    jti: crypto.randomUUID(),
    iat: seconds,
    exp: seconds + 60,
    ...claims,
  })
    .setProtectedHeader({ alg, kid: jwk.kid ?? '', typ: 'client-authentication+jwt', ...header })
    .sign(privateKey)
}

/** What a partner's server does to get its token. */
export async function grant({ app }: Pick<Desk, 'app'>, form: Record<string, string>): Promise<Response> {
  return app.request(`${BASE_URL}/oauth/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      ...form,
    }),
  })
}

export async function partnerToken(desk: Pick<Desk, 'app' | 'clock'>, key: PartnerKey): Promise<string> {
  const answer = await grant(desk, { client_assertion: await assertionOf(desk, key) })
  const { access_token: token } = (await answer.json()) as { access_token: string }
  return token
}

export async function signIn(desk: Pick<Desk, 'store' | 'clock'>, person: SignedInPerson): Promise<string> {
  const { token } = await desk.store.transact({ kind: 'anyone' }, db =>
    openSignIn(db, person, desk.clock.now),
  )
  return token
}
