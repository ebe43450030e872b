/** `GET /sign-in` and `GET /sign-in/callback` where a provider proves who people are. */
import { invalidField } from '../http/problems.js'
import { readQuery } from '../http/query.js'
import type { Exchange } from '../http/serve.js'
import { onward } from './answers.js'
import { ATTEMPT_SECONDS, type Attempt, openAttempt, takeAttempt } from './attempts.js'
import { capacityOf } from './capacity.js'
import { openCode } from './codes.js'
import { type Identity, ProviderRefusal, type RefusalReason } from './identity-provider.js'
import { parse, startInput } from './input.js'
import type { ByProvider } from './method.js'
import { refusedPage } from './refused-page.js'
import { readReturning, returnAddress } from './returns.js'
import type { SignInServices } from './services.js'
import { personOf } from './subjects.js'

export const CALLBACK_PATH = '/sign-in/callback'

/** What applications are told in `error`. By RFC 6749, but for whom the registry does not know. */
const ERRORS = {
  denied: 'access_denied',
  untrusted: 'server_error',
  unavailable: 'temporarily_unavailable',
  unknown: 'unknown_person',
} as const satisfies Record<RefusalReason | 'unknown', string>

/** Sends the browser to the provider, with a cookie that only it brings back. */
export async function answerStart(
  exchange: Exchange,
  { provider }: ByProvider,
  services: SignInServices,
): Promise<Response> {
  const { limits, returns, store, now } = services
  const left = await limits.count('anyone', exchange.address)
  const asked = parse(startInput, readQuery(exchange.search))
  const returning = readReturning(asked, returns)
  if (!returning) throw invalidField('/return_to', 'required')
  const attempt = await store.transact({ kind: 'anyone' }, db =>
    openAttempt(db, { ...returning, as: asked.as }, now()),
  )
  const language = asked.lang ?? exchange.language
  try {
    const address = await provider.begin({ ...askOf(attempt, services), language })
    return onward(address.href, { ...left, 'set-cookie': cookieOf(attempt.cookie, services.baseUrl) })
  } catch (error) {
    return onward(returnAddress(returning, { error: reasonOf(error, exchange, services) }))
  }
}

/** Takes the browser back: proves who it is, and sends it to the application with a code. */
export async function answerCallback(
  exchange: Exchange,
  { provider, knownBy }: ByProvider,
  services: SignInServices,
): Promise<Response> {
  const { limits, store, baseUrl, now } = services
  const { address, search, request, language } = exchange
  await limits.ensureLeft('refused', address)
  const { state = '' } = readQuery(search)
  const cookie = cookieIn(request.headers.get('cookie'), baseUrl)
  const attempt =
    cookie === undefined
      ? undefined
      : await store.transact({ kind: 'anyone' }, db => takeAttempt(db, state, cookie, now()))
  if (!attempt) {
    await limits.count('refused', address)
    return refusedPage(exchange, services)
  }
  const back = (told: Readonly<Record<string, string>>) =>
    onward(returnAddress({ returnTo: attempt.return_to, state: attempt.return_state ?? undefined }, told), {
      'set-cookie': cookieOf('', baseUrl),
    })
  try {
    const callback = new URL(baseUrl + CALLBACK_PATH + search)
    const asked = { state, nonce: attempt.nonce, codeVerifier: attempt.code_verifier }
    const identity = await provider.finish(callback, { ...askOf(asked, services), language })
    const code = await codeFor(identity, attempt, knownBy, services)
    return back(code === undefined ? { error: ERRORS.unknown } : { code })
  } catch (error) {
    await limits.count('refused', address)
    return back({ error: reasonOf(error, exchange, services) })
  }
}

/** Undefined for whom nobody has trusted with anything. */
async function codeFor(
  identity: Identity,
  attempt: Attempt,
  knownBy: ByProvider['knownBy'],
  { store, now }: SignInServices,
): Promise<string | undefined> {
  return store.transact({ kind: 'anyone' }, async db => {
    const person = await personOf(db, identity, knownBy)
    const capacity = person && (await capacityOf(db, person.id, { as: attempt.acts_as ?? undefined }, now()))
    return capacity && openCode(db, capacity, attempt.code_challenge, now())
  })
}

function askOf(attempt: { state: string; nonce: string; codeVerifier: string }, { baseUrl }: SignInServices) {
  const { state, nonce, codeVerifier } = attempt
  return { state, nonce, codeVerifier, redirectUri: baseUrl + CALLBACK_PATH }
}

/** What is no refusal is a fault of ours. */
function reasonOf(error: unknown, { requestId }: Exchange, { log }: SignInServices): string {
  if (!(error instanceof ProviderRefusal)) throw error
  if (error.reason !== 'denied') log.fault({ requestId, operation: 'sign-in' }, error)
  return ERRORS[error.reason]
}

/** By its prefix a browser takes it from this host alone, and over https. */
function cookieName(baseUrl: string): string {
  return baseUrl.startsWith('https:') ? '__Host-qiyema-sign-in' : 'qiyema-sign-in'
}

/** @param value - empty to have it forgotten */
function cookieOf(value: string, baseUrl: string): string {
  const secure = baseUrl.startsWith('https:') ? '; Secure' : ''
  const age = value === '' ? 0 : ATTEMPT_SECONDS
  return `${cookieName(baseUrl)}=${value}; Path=/; Max-Age=${age}; HttpOnly; SameSite=Lax${secure}`
}

function cookieIn(header: string | null, baseUrl: string): string | undefined {
  const prefix = `${cookieName(baseUrl)}=`
  const values = (header ?? '').split('; ').filter(pair => pair.startsWith(prefix))
  const [value] = values
  return values.length === 1 ? value?.slice(prefix.length) : undefined
}
