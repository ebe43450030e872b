/** An application that people sign in to, as its pages and servers call the platform. */
import { createClient } from '@qiyema/core'
import { randomText, sha256 } from '../src/http/digest.js'
import type { SignedIn } from '../src/sign-in/opened.js'
import { BASE_URL, type World } from './world.js'

export const RETURN_TO = 'https://desk.example/signed-in?from=qiyema'

/** What an application keeps while its people are away. */
export async function newVerifier() {
  const verifier = randomText(32)
  return { verifier, challenge: await sha256(verifier) }
}

/** Where an application sends the browser. */
export function beginAddress(challenge: string, more: Readonly<Record<string, string>> = {}): string {
  const query = { return_to: RETURN_TO, code_challenge: challenge, code_challenge_method: 'S256', ...more }
  return `${BASE_URL}/sign-in?${new URLSearchParams(query)}`
}

export async function post(
  { app }: Pick<World, 'app'>,
  path: string,
  body: object,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> {
  return app.request(BASE_URL + path, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', accept: 'application/json', ...headers },
  })
}

export async function signedInBy(answer: Response): Promise<SignedIn> {
  return (await answer.json()) as SignedIn
}

/** What an answer sends a browser on with. */
export function returned(answer: Response): { readonly address: string; readonly query: URLSearchParams } {
  const url = new URL(answer.headers.get('location') ?? '')
  return { address: url.origin + url.pathname, query: url.searchParams }
}

/** The contract's client of whoever has the token. */
export function clientOf({ app, now }: Pick<World, 'app' | 'now'>, { token, expiresInSeconds }: SignedIn) {
  return createClient({
    baseUrl: BASE_URL,
    fetch: async request => app.fetch(request),
    now: () => now().getTime(),
    signIn: async () => ({ token, expiresInSeconds }),
  })
}
