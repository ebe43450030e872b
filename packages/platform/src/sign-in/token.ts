/** `POST /sign-in/token` and `POST /sign-out`: what applications call, once their people are back. */

import { endSignIn, findSignIn } from '../access/operators.js'
import { hashOfSecret } from '../access/presented.js'
import { PlatformProblem } from '../http/problems.js'
import type { Exchange } from '../http/serve.js'
import { allowPages, jsonAnswer } from './answers.js'
import { takeCode } from './codes.js'
import { parse, readMembers, swapInput } from './input.js'
import { type SignedIn, signIn } from './opened.js'
import type { SignInServices } from './services.js'

/** Swaps a code and its verifier for a token. */
export async function answerSwap(exchange: Exchange, services: SignInServices): Promise<Response> {
  const { store, limits, returns, now } = services
  const { request, address, requestId } = exchange
  allowPages(exchange, returns.isKnownOrigin)
  await limits.ensureLeft('refused', address)
  const { code, code_verifier: verifier } = parse(swapInput, await readMembers(request))
  // What is refused is not undone: a code is used up by whoever comes with it.
  const signedIn = await store.transact({ kind: 'anyone' }, async (db): Promise<SignedIn | undefined> => {
    const person = await takeCode(db, code, verifier, now())
    return person && signIn(db, person, requestId, services)
  })
  if (!signedIn) return refuse(exchange, services)
  return jsonAnswer(signedIn)
}

/** Ends the sign-in whose token is presented. */
export async function answerSignOut(exchange: Exchange, services: SignInServices): Promise<Response> {
  const { store, limits, returns, audit, now } = services
  const { request, address, requestId } = exchange
  allowPages(exchange, returns.isKnownOrigin)
  await limits.ensureLeft('refused', address)
  const [, token] = /^bearer +([\w-]{43})$/i.exec(request.headers.get('authorization') ?? '') ?? []
  if (token === undefined) return refuse(exchange, services)
  const at = now()
  const ended = await store.transact({ kind: 'anyone' }, async db => {
    const found = await findSignIn(db, token, at)
    if (!found) return undefined
    await endSignIn(db, await hashOfSecret(token), at)
    const { person_id: personId } = found
    const caller = { kind: 'operator', personId, signIn: found.token_hash } as const
    await audit(db, { caller, requestId, action: 'sign-in.end', subject: personId, at })
    return found
  })
  if (!ended) return refuse(exchange, services)
  exchange.callerKind = ended.kind
  return new Response(null, { status: 204, headers: { 'cache-control': 'no-store' } })
}

/** The answer to a page that asks whether it may call. */
export async function answerPreflight(exchange: Exchange, services: SignInServices): Promise<Response> {
  if (!allowPages(exchange, services.returns.isKnownOrigin)) throw new PlatformProblem('wrong_origin')
  return new Response(null, {
    status: 204,
    headers: {
      'access-control-allow-methods': 'POST',
      'access-control-allow-headers': 'accept-language, authorization, content-type',
      'access-control-max-age': '600',
    },
  })
}

async function refuse({ address }: Exchange, { limits }: SignInServices): Promise<never> {
  await limits.count('refused', address)
  throw new PlatformProblem('unauthenticated', { headers: { 'www-authenticate': 'Bearer' } })
}
