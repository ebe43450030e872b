/** Makes of a call what goes over the line: an address, headers, and a body that is the same in every attempt. */
import type { Method } from '../contract/operation.js'
import { QiyemaError } from '../errors.js'
import type { AnswerKind } from './answer.js'
import type { HeaderRecord, SendableBody } from './attempt.js'

type QueryValue = string | number | boolean | undefined

/** How far an upload is. `totalBytes` is missing where the body does not know its length. */
export interface Progress {
  readonly sentBytes: number
  readonly totalBytes?: number
}

/** One call of one operation. */
export interface SendRequest {
  readonly method: Method
  /** Filled in and percent-encoded: `/v1/cards/91330100799655058B`. */
  readonly path: string
  /** As the contract has it, for traces: `/v1/cards/{uscc}`. */
  readonly pathTemplate: string
  /** Members that are undefined are left out, those that are lists are repeated. */
  readonly query?: Readonly<Record<string, QueryValue | readonly string[]>>
  /** A Blob, bytes, form parameters or a stream go out as they are; everything else as JSON. */
  readonly body?: unknown
  readonly headers?: HeaderRecord
  /** A second arrival changes nothing more than the first did. A call with an idempotency key always is. */
  readonly isRepeatable: boolean
  readonly idempotencyKey?: string
  readonly ifMatch?: string
  readonly signal?: AbortSignal
  /** For all attempts together. By default the transport's; for uploads five minutes. */
  readonly deadlineMilliseconds?: number
  readonly answer: AnswerKind
  readonly onProgress?: (progress: Progress) => void
}

/** A call ready to be sent. */
export interface Message {
  readonly url: string
  /** Without query, which is all a proof of possession covers (RFC 9449, `htu`). */
  readonly target: string
  readonly headers: HeaderRecord
  readonly body: SendableBody | undefined
  /** Bytes of a file rather than JSON: it may take long. */
  readonly isUpload: boolean
  /** A stream, which is gone once it was sent. */
  readonly isOneShot: boolean
  readonly totalBytes: number | undefined
}

const ACCEPT = {
  json: 'application/json, application/problem+json',
  bytes: '*/*',
  none: 'application/problem+json',
} as const

/** Makes the message of a call. */
export function composeMessage(base: string, request: SendRequest): Message {
  if (!request.path.startsWith('/') || /[?#\\]/.test(request.path))
    throw new QiyemaError('ERR_OPTIONS', 'A path begins with / and has neither query nor fragment.')
  const target = base + request.path
  const raw = asRawBody(request.body)
  const isJson = !raw && request.body !== undefined
  const body = isJson ? JSON.stringify(request.body) : raw
  return {
    url: target + queryOf(request),
    target,
    headers: {
      accept: ACCEPT[request.answer],
      ...(isJson && { 'content-type': 'application/json' }),
      ...lowerCased(request.headers),
      ...(request.idempotencyKey !== undefined && { 'idempotency-key': request.idempotencyKey }),
      ...(request.ifMatch !== undefined && { 'if-match': request.ifMatch }),
    },
    body,
    isUpload: raw !== undefined && !(raw instanceof URLSearchParams),
    isOneShot: isA('ReadableStream', raw),
    totalBytes: sizeOf(raw),
  }
}

/**
 * The address all paths are put behind, without a final slash.
 *
 * @throws {QiyemaError} `ERR_OPTIONS` unless it is https, or http on this machine, and has neither user, query nor fragment
 */
export function readBaseUrl(baseUrl: string): string {
  const url = parsed(baseUrl)
  const isLocal = url?.protocol === 'http:' && LOCAL_HOSTS.includes(url.hostname)
  if (
    !url ||
    !(url.protocol === 'https:' || isLocal) ||
    url.username ||
    url.password ||
    url.search ||
    url.hash
  )
    throw new QiyemaError('ERR_OPTIONS', 'baseUrl must be an https address such as https://qym.example.')
  return (url.origin + url.pathname).replace(/\/+$/, '')
}

const LOCAL_HOSTS = ['localhost', '127.0.0.1', '[::1]']

function parsed(text: string): URL | undefined {
  try {
    return new URL(text)
  } catch {
    return undefined
  }
}

function queryOf({ query = {} }: SendRequest): string {
  const parameters = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    const values = Array.isArray(value) ? value : [value]
    for (const one of values) if (one !== undefined) parameters.append(name, String(one))
  }
  const text = parameters.toString()
  return text && `?${text}`
}

function lowerCased(headers: HeaderRecord = {}): HeaderRecord {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
}

function asRawBody(body: unknown): Exclude<SendableBody, string> | undefined {
  if (body instanceof Uint8Array) return new Uint8Array(body)
  if (body instanceof ArrayBuffer || body instanceof URLSearchParams) return body
  if (isA('Blob', body) || isA('ReadableStream', body)) return body
  return undefined
}

interface StreamingTypes {
  readonly Blob: Blob
  readonly ReadableStream: ReadableStream<Uint8Array>
}

/** `instanceof` for types that a mini-program may lack. */
function isA<Name extends keyof StreamingTypes>(name: Name, body: unknown): body is StreamingTypes[Name] {
  const type = globalThis[name]
  return typeof type === 'function' && body instanceof type
}

function sizeOf(raw: SendableBody | undefined): number | undefined {
  if (raw instanceof Uint8Array || raw instanceof ArrayBuffer) return raw.byteLength
  return isA('Blob', raw) ? raw.size : undefined
}
