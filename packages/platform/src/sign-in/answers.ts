/** Answers of the addresses of signing in. None of them is kept by anybody. */
import type { Exchange } from '../http/serve.js'
import { vary } from '../http/serve.js'

export function jsonAnswer(body: object): Response {
  return new Response(JSON.stringify(body), {
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
  })
}

/** Sends the browser on, and has it fetch what is there: RFC 9110, section 15.4.4. */
export function onward(address: string, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(null, {
    status: 303,
    headers: { ...headers, location: address, 'cache-control': 'no-store' },
  })
}

/** Lets pages of the applications that people sign in to read the answer. */
export function allowPages(
  { request, headers }: Exchange,
  isKnownOrigin: (origin: string) => boolean,
): boolean {
  vary(headers, 'Origin')
  const origin = request.headers.get('origin')
  if (origin === null || !isKnownOrigin(origin)) return false
  headers.set('access-control-allow-origin', origin)
  headers.set('access-control-expose-headers', 'date, retry-after, x-request-id')
  return true
}
