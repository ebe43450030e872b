/**
 * Puts signing in on the network. It stands outside the contract: what comes out of it is the token that the contract's
 * operations are called with.
 *
 * An application sends the browser to `GET /sign-in` with
 *
 * - `return_to`: one of the addresses that whoever runs the platform has named,
 * - `code_challenge`, and `code_challenge_method=S256`: of a verifier that it keeps, RFC 7636,
 * - `state`: its own, which it finds again on return,
 * - `as`: `operator` or the id of a department, for people who could be several; `lang`: `zh-CN` or `en`.
 *
 * The browser comes back to `return_to` with `code` and `state`, or with `error`. Within a minute the application swaps the
 * code by `POST /sign-in/token` with `{ code, code_verifier }` for `{ token, expiresAt, expiresInSeconds, person }`. The token
 * goes with every request as `Authorization: Bearer`; `POST /sign-out` ends it. No cookie takes part in that: the one there
 * is binds a browser to its way through a provider, for ten minutes.
 *
 * In a sandbox `GET /sign-in` is a page with the sample people, and `POST /sign-in/sandbox` with `{ person }`, and which
 * `enterprise` or `department`, gives tools the token at once where they accept JSON.
 */
import type { Hono } from 'hono'
import { PlatformProblem } from '../http/problems.js'
import { type Exchange, serve } from '../http/serve.js'
import type { ByProvider } from './method.js'
import { answerCallback, answerStart, CALLBACK_PATH } from './provider.js'
import { answerChoice, answerPeople } from './sandbox/answers.js'
import { SANDBOX_PATH } from './sandbox/paths.js'
import type { SignInServices } from './services.js'
import { answerPreflight, answerSignOut, answerSwap } from './token.js'

interface Address {
  readonly path: string
  readonly method: 'GET' | 'POST'
  /** Its name in the log. */
  readonly name: string
  readonly answer: (exchange: Exchange, services: SignInServices) => Promise<Response>
}

const BEGIN_PATH = '/sign-in'

/** For applications, however people sign in. */
const OF_APPLICATIONS: readonly Address[] = [
  { path: '/sign-in/token', method: 'POST', name: 'sign-in.swap', answer: answerSwap },
  { path: '/sign-out', method: 'POST', name: 'sign-in.end', answer: answerSignOut },
]

const SANDBOX: readonly Address[] = [
  { path: BEGIN_PATH, method: 'GET', name: 'sign-in.begin', answer: answerPeople },
  { path: SANDBOX_PATH, method: 'POST', name: 'sign-in.choose', answer: answerChoice },
]

/** Mounts the addresses of one way to sign in. */
export function mountSignIn(app: Hono, method: ByProvider | 'sandbox', services: SignInServices): void {
  const addresses = [...(method === 'sandbox' ? SANDBOX : ofProvider(method)), ...OF_APPLICATIONS]
  for (const address of addresses) mountAddress(app, address, services)
}

function ofProvider(provider: ByProvider): readonly Address[] {
  return [
    {
      path: BEGIN_PATH,
      method: 'GET',
      name: 'sign-in.begin',
      answer: (exchange, services) => answerStart(exchange, provider, services),
    },
    {
      path: CALLBACK_PATH,
      method: 'GET',
      name: 'sign-in.finish',
      answer: (exchange, services) => answerCallback(exchange, provider, services),
    },
  ]
}

function mountAddress(app: Hono, { path, method, name, answer }: Address, services: SignInServices): void {
  const right = serve(services, exchange => answer(exchange, services), name)
  const preflight = serve(services, exchange => answerPreflight(exchange, services), name)
  const wrong = serve(services, async ({ headers }) => {
    headers.set('allow', method === 'GET' ? 'GET, HEAD' : 'POST, OPTIONS')
    throw new PlatformProblem('method_not_allowed')
  })
  app.all(path, (context, next) => {
    const asked = context.req.raw.method
    if (asked === method || (asked === 'HEAD' && method === 'GET')) return right(context, next)
    return (asked === 'OPTIONS' && method === 'POST' ? preflight : wrong)(context, next)
  })
}
