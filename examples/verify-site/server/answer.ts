/** An answer to a request, and how it goes out: with an ETag, nothing twice, no body for HEAD. */
import { createHash } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { contentSecurityPolicy } from '../build/content-security-policy.ts'

export interface Answer {
  readonly status: number
  readonly type: string
  readonly body: string | Uint8Array
  /** `no-cache` (ask before using it again) unless given. */
  readonly cache?: string
  readonly headers?: Readonly<Record<string, string>>
}

const SECURITY_HEADERS = {
  'content-security-policy': `${contentSecurityPolicy()}; frame-ancestors 'none'`,
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(self), microphone=(), geolocation=(), clipboard-write=(self)',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
}

/** For what any verifier on any site may fetch. */
export const FOR_EVERYONE = { 'access-control-allow-origin': '*' }

export function json(value: unknown, status = 200): Answer {
  return { status, type: 'application/json; charset=utf-8', body: JSON.stringify(value) }
}

export function problem(status: number, sentence: string, headers: Record<string, string> = {}): Answer {
  return {
    status,
    type: 'text/plain; charset=utf-8',
    body: `${sentence}\n`,
    cache: 'no-store',
    headers: { ...(status === 404 && FOR_EVERYONE), ...headers },
  }
}

export function send(request: IncomingMessage, response: ServerResponse, answer: Answer): void {
  const { status, type, body, cache = 'no-cache', headers = {} } = answer
  const bytes = Buffer.from(body)
  const etag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`
  const isUnchanged = status === 200 && request.headers['if-none-match'] === etag
  response.writeHead(isUnchanged ? 304 : status, {
    ...SECURITY_HEADERS,
    'cache-control': cache,
    ...(status === 200 && cache !== 'no-store' && { etag }),
    ...(status !== 204 && !isUnchanged && { 'content-type': type, 'content-length': bytes.length }),
    ...headers,
  })
  response.end(isUnchanged || request.method === 'HEAD' ? undefined : bytes)
}
