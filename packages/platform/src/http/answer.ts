/** Makes the response of a reply: its body held against the contract, its version, and what may be kept of it where. */
import type { Operation } from '@qiyema/core/contract'
import type { Caller } from '../access/caller.js'
import { isHeld, quotedTag, tagOfContent } from './conditional.js'
import type { ReplyHead } from './handler.js'
import type { KeptAnswer } from './idempotency.js'

/** A reply of any operation. */
export type AnyReply = ReplyHead & {
  readonly body?: unknown
  readonly bytes?: Uint8Array<ArrayBuffer> | string
  readonly contentType?: string
  readonly status?: number
}

/** What a handler gave is not what its operation promises. A fault of ours, and nobody is told more. */
class OffContract extends Error {
  override readonly name = 'OffContract'
}

/**
 * What is sent and kept of a JSON reply.
 *
 * @throws {OffContract} for a body that is not the operation's. Members that the contract does not know are left out.
 */
export function answerOf(operation: Operation, reply: AnyReply): KeptAnswer {
  const { status, answer } = operation
  const { etag, headers = {}, secrets = {} } = reply
  const parsed = answer?.safeParse(reply.body)
  if (parsed && !parsed.success) {
    const places = parsed.error.issues.map(({ path }) => `/${path.join('/')}`)
    throw new OffContract(`The answer differs from the contract at ${places.join(' ')}.`)
  }
  const tag = etag === undefined ? {} : { etag: quotedTag(etag) }
  return {
    status,
    headers: { ...headers, ...tag },
    body: (parsed?.data ?? {}) as KeptAnswer['body'],
    secrets,
  }
}

/**
 * The response for a reply.
 *
 * @param ifNoneMatch - of the request: what one has already is answered with 304
 */
export async function respond(
  operation: Operation,
  reply: AnyReply,
  { caller, ifNoneMatch }: { caller: Caller; ifNoneMatch: string | null },
): Promise<Response> {
  const content = contentOf(operation, reply)
  const headers = new Headers({ 'cache-control': cachingOf(operation, caller), ...content.headers })
  if (content.body === undefined) return new Response(null, { status: content.status, headers })
  if (operation.etag && !headers.has('etag')) headers.set('etag', quotedTag(await tagOfContent(content.body)))
  const tag = headers.get('etag')?.slice(1, -1)
  if (operation.method === 'GET' && tag !== undefined && isHeld(ifNoneMatch, tag))
    return new Response(null, { status: 304, headers: without(headers, 'content-type') })
  return new Response(content.body, { status: content.status, headers })
}

/** The response for an answer in JSON, whether it was just made or kept. */
export function respondKept({ status, headers, body }: KeptAnswer, isRepeated: boolean): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: {
      'cache-control': 'no-store',
      ...headers,
      'content-type': 'application/json',
      ...(isRepeated && { 'idempotency-replayed': 'true' }),
    },
  })
}

interface Content {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body?: Uint8Array<ArrayBuffer> | string
}

function contentOf(operation: Operation, reply: AnyReply): Content {
  if (operation.answer) {
    const { status, headers, body } = answerOf(operation, reply)
    return { status, headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify(body) }
  }
  const { etag, headers: given = {}, bytes, contentType = operation.answerType } = reply
  const headers = { ...given, ...(etag !== undefined && { etag: quotedTag(etag) }) }
  if (bytes === undefined || contentType === undefined) return { status: 204, headers }
  return { status: operation.status, headers: { ...headers, 'content-type': contentType }, body: bytes }
}

/** What is somebody's own is kept nowhere; what is public is asked for again, unless the handler says how long it holds. */
function cachingOf({ callers, method }: Operation, caller: Caller): string {
  const isPublic = method === 'GET' && callers.includes('anyone') && caller.kind === 'anyone'
  return isPublic ? 'public, no-cache' : 'no-store'
}

function without(headers: Headers, name: string): Headers {
  const others = new Headers(headers)
  others.delete(name)
  return others
}
