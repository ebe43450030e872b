/**
 * Sends a request once. The Request and what a fetch throws hold tokens, so neither leaves this file: an attempt gives plain
 * values, and throws only when the request could not even be made.
 */
import type { Bytes } from '../code/format/bytes.js'
import { asObject } from '../code/format/json.js'
import { QiyemaError } from '../errors.js'
import { Aborted, untilAborted } from './time-limit.js'
import { counted, inPieces } from './upload.js'

/** No answer is read further than this. */
const MAX_ANSWER_BYTES = 1 << 20

/** `fetch` as the platform has it, or one of the caller's own: the sandbox's, a mini-program's. */
export type Fetch = (request: Request) => Promise<Response>

export type HeaderRecord = Readonly<Record<string, string>>

/** What a body may be once it is ready to be sent. */
export type SendableBody = string | Bytes | ArrayBuffer | Blob | URLSearchParams | ReadableStream<Uint8Array>

export interface AttemptRequest {
  readonly method: string
  readonly url: string
  readonly headers: HeaderRecord
  readonly body: SendableBody | undefined
  /** Told of the bytes of the body as they go out, where this platform can count them. */
  readonly onSent?: ((sentBytes: number) => void) | undefined
}

/** An answer, read to its end. Headers that are missing are undefined. */
export interface Answer {
  readonly kind: 'answer'
  /** 0 for a redirect in a browser, which shows no more of it. */
  readonly status: number
  readonly mediaType: string
  readonly bytes: Bytes
  readonly etag: string | undefined
  readonly requestId: string | undefined
  readonly retryAfter: string | undefined
  readonly date: string | undefined
  readonly dpopNonce: string | undefined
  readonly authenticate: string | undefined
}

/** What came of an attempt. `interrupted`: the signal aborted first. */
export type Attempt =
  | Answer
  | { readonly kind: 'interrupted' }
  | { readonly kind: 'broken'; readonly reason: string }
  | { readonly kind: 'too-large'; readonly status: number }

/**
 * Sends once. Redirects are not followed, cookies not sent; the signal covers the body of the answer as well.
 *
 * @throws {QiyemaError} `ERR_OPTIONS` when no request can be made of what was given
 */
export async function attemptOnce(
  request: AttemptRequest,
  fetch: Fetch,
  signal: AbortSignal,
): Promise<Attempt> {
  const sent = makeRequest(request, signal)
  try {
    const response = await untilAborted(fetch(sent), signal)
    const bytes = await readBounded(response, signal)
    return bytes ? answerOf(response, bytes) : { kind: 'too-large', status: response.status }
  } catch (error) {
    if (error instanceof Aborted || signal.aborted) return { kind: 'interrupted' }
    return { kind: 'broken', reason: reasonOf(error) }
  }
}

function makeRequest(request: AttemptRequest, signal: AbortSignal): Request {
  const { method, url, headers, body, onSent } = request
  try {
    const made = new Request(url, {
      method,
      headers,
      signal,
      redirect: 'manual',
      ...(body !== undefined && { body: onSent ? inPieces(body) : body, duplex: 'half' }),
      ...privacyOptions(),
    })
    return onSent ? counted(made, onSent) : made
  } catch {
    // The error's own message may show a header's value.
    throw new QiyemaError('ERR_OPTIONS', 'The request cannot be made: look at its headers and its body.')
  }
}

/** No cookies and no page address. Workers that know neither option refuse them. */
function privacyOptions() {
  return 'credentials' in Request.prototype
    ? ({ credentials: 'omit', referrerPolicy: 'no-referrer' } as const)
    : {}
}

/** Undefined when there is more than may be read. */
async function readBounded(response: Response, signal: AbortSignal): Promise<Bytes | undefined> {
  if (!response.body) {
    const whole = new Uint8Array(await untilAborted(response.arrayBuffer(), signal))
    return whole.length > MAX_ANSWER_BYTES ? undefined : whole
  }
  const reader = response.body.getReader()
  const chunks: Uint8Array[] = []
  let length = 0
  try {
    for (;;) {
      const { done, value } = await untilAborted(reader.read(), signal)
      if (done) return joined(chunks, length)
      length += value.length
      if (length > MAX_ANSWER_BYTES) return undefined
      chunks.push(value)
    }
  } finally {
    // Not waited for: a stalled connection may never say that it is closed.
    reader.cancel().catch(() => {})
  }
}

function joined(chunks: readonly Uint8Array[], length: number): Bytes {
  const bytes = new Uint8Array(length)
  let position = 0
  for (const chunk of chunks) {
    bytes.set(chunk, position)
    position += chunk.length
  }
  return bytes
}

function answerOf({ status, headers }: Response, bytes: Bytes): Answer {
  const header = (name: string) => headers.get(name) ?? undefined
  const [mediaType = ''] = (header('content-type') ?? '').split(';', 1)
  return {
    kind: 'answer',
    status,
    mediaType: mediaType.trim().toLowerCase(),
    bytes,
    etag: header('etag'),
    requestId: header('x-request-id'),
    retryAfter: header('retry-after')?.trim(),
    date: header('date')?.trim(),
    dpopNonce: header('dpop-nonce'),
    authenticate: header('www-authenticate'),
  }
}

/** The code of the fault at the bottom, such as `ECONNRESET`. Never a message: it may name an address. */
function reasonOf(error: unknown): string {
  let fault = error
  for (let depth = 0; depth < 5; depth++) {
    const { code, cause } = asObject(fault) ?? {}
    if (typeof code === 'string' && /^[A-Z][A-Z_]{2,39}$/.test(code)) return code
    fault = cause
  }
  return 'unknown'
}
