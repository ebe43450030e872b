/** Signs and verifies webhooks by Standard Webhooks 1.0: who sent it, when, and that not a byte of it was changed. */
import { fromBase64, toBase64 } from './base64.js'
import { type Bytes, utf8 } from './code/format/bytes.js'
import { type JsonObject, readJsonObject } from './code/format/json.js'
import { QiyemaError } from './errors.js'
import {
  importSigningKeys,
  importVerifyingKeys,
  WEBHOOK_ALGORITHMS,
  type WebhookKey,
} from './webhook-keys.js'
import type { SeenWebhooks } from './webhook-seen.js'

const TOLERANCE_SECONDS = 300
/** A message holds for at most ten minutes, when its sender's clock is five ahead; so its id is kept for longer. */
const REMEMBERED_SECONDS = 900
const MAX_SIGNATURES_LENGTH = 4096

const ID = /^[A-Za-z0-9_-]{1,128}$/
const TIMESTAMP = /^[1-9]\d{0,11}$/
const SIGNATURE = /^v\d{1,3}[a-z]?,[A-Za-z0-9+/]+={0,2}$/

/** Headers as fetch has them, or as Node, Express and Koa do. */
export type WebhookHeaders = Headers | Readonly<Record<string, string | readonly string[] | undefined>>

export interface VerifyWebhookOptions {
  /** Milliseconds since 1970; by default the clock of this machine. */
  readonly now?: () => number
  /** When given, a message that was seen before is refused. */
  readonly seen?: SeenWebhooks
}

/** What was sent, and by nobody else. */
export interface VerifiedWebhook {
  /** The same in every delivery of one event. */
  readonly id: string
  /** When it was signed, in Unix seconds. */
  readonly timestamp: number
  readonly event: JsonObject
}

/** What the headers of a message say. */
export interface SignedHeaders {
  readonly 'webhook-id': string
  readonly 'webhook-timestamp': string
  readonly 'webhook-signature': string
}

/**
 * Verifies a webhook: its signature over the raw body, and its time, which may be 300 seconds off to either side.
 *
 * With `seen`, a second message of the same id within 15 minutes is refused with `ERR_WEBHOOK_REPLAYED`. Deliveries that
 * were not answered with 2xx are repeated under the same id: answer 200 to a replay only where your own records say that
 * the event was handled, and 409 otherwise, and it comes again when the id is forgotten.
 *
 * @param rawBody - exactly as it arrived: read it before any JSON middleware does
 * @param secrets - `whsec_…` and `whpk_…`, any of which may have signed, so that they can be changed without a gap
 * @throws {QiyemaError} `ERR_WEBHOOK_HEADER` for headers that are missing, doubled or malformed; `ERR_WEBHOOK_TIMESTAMP`;
 *   `ERR_WEBHOOK_SIGNATURE` when none holds; `ERR_WEBHOOK_BODY` when what was signed is not a JSON object or names a member
 *   twice; `ERR_WEBHOOK_REPLAYED`; `ERR_OPTIONS` for secrets of another form
 * @see Standard Webhooks 1.0; RFC 2104 (`v1`), RFC 8032 (`v1a`)
 *
 * @example
 * ```ts
 * import { newWebhookSecret, signWebhook, verifyWebhook } from '@qiyema/core/webhooks'
 *
 * const secret = newWebhookSecret()
 * const body = '{"type":"finance.need.submitted"}'
 * const headers = await signWebhook(body, { id: 'evt_01', timestamp: Math.floor(Date.now() / 1000) }, secret)
 * const { event } = await verifyWebhook(body, headers, secret)
 * console.log(event.type) // finance.need.submitted
 * ```
 */
export async function verifyWebhook(
  rawBody: string | Uint8Array,
  headers: WebhookHeaders | SignedHeaders,
  secrets: string | readonly string[],
  { now = Date.now, seen }: VerifyWebhookOptions = {},
): Promise<VerifiedWebhook> {
  const body = bytesOf(rawBody)
  const keys = await importVerifyingKeys(secrets)
  const id = readHeader(headers, 'webhook-id', ID)
  const timestamp = readHeader(headers, 'webhook-timestamp', TIMESTAMP)
  const signatures = readSignatures(headers)
  const ageSeconds = Math.floor(now() / 1000) - Number(timestamp)
  if (Math.abs(ageSeconds) > TOLERANCE_SECONDS) {
    throw new QiyemaError(
      'ERR_WEBHOOK_TIMESTAMP',
      'The webhook was signed more than five minutes ago, or ahead: look at the clocks, or somebody sends an old one.',
      { ageSeconds },
    )
  }
  if (!(await isSignedByOneOf(keys, signatures, signedBytes(id, timestamp, body)))) {
    throw new QiyemaError(
      'ERR_WEBHOOK_SIGNATURE',
      'No signature holds: verify the body exactly as it arrived, with the secrets of this endpoint.',
    )
  }
  const event = readJsonObject(body)
  if (!event)
    throw new QiyemaError(
      'ERR_WEBHOOK_BODY',
      'The body is signed, but is no JSON object with distinct members.',
    )
  if (seen && !(await seen.remember(id, REMEMBERED_SECONDS)))
    throw new QiyemaError('ERR_WEBHOOK_REPLAYED', 'A webhook of this id was seen in the last 15 minutes.')
  return { id, timestamp: Number(timestamp), event }
}

/**
 * Signs a webhook, once with each secret, so that its receiver can change to another in its own time.
 *
 * @param message - `id`, of letters, digits, `_` and `-`, the same for every delivery of one event; `timestamp`, of this
 *   delivery, in Unix seconds
 * @param secrets - `whsec_…` for `v1` and `whsk_…` for `v1a`
 * @throws {QiyemaError} `ERR_OPTIONS` for an id, a time or secrets of another form
 * @see Standard Webhooks 1.0
 */
export async function signWebhook(
  rawBody: string | Uint8Array,
  message: { readonly id: string; readonly timestamp: number },
  secrets: string | readonly string[],
): Promise<SignedHeaders> {
  const timestamp = String(message.timestamp)
  if (!ID.test(message.id) || !TIMESTAMP.test(timestamp)) {
    throw new QiyemaError(
      'ERR_OPTIONS',
      'A webhook has an id of letters, digits, _ and -, and a time in whole Unix seconds.',
    )
  }
  const data = signedBytes(message.id, timestamp, bytesOf(rawBody))
  const keys = await importSigningKeys(secrets)
  const signatures = await Promise.all(
    keys.map(async ({ version, key }) => {
      const signature = await crypto.subtle.sign(WEBHOOK_ALGORITHMS[version], key, data)
      return `${version},${toBase64(new Uint8Array(signature))}`
    }),
  )
  return {
    'webhook-id': message.id,
    'webhook-timestamp': timestamp,
    'webhook-signature': signatures.join(' '),
  }
}

interface Signature {
  readonly version: string
  readonly bytes: Bytes
}

function readSignatures(headers: WebhookHeaders | SignedHeaders): Signature[] {
  const text = readHeader(headers, 'webhook-signature', /^[\x20-\x7e]+$/)
  if (text.length > MAX_SIGNATURES_LENGTH) throw headerError('webhook-signature')
  return text.split(' ').map(part => {
    const [version = '', encoded = ''] = part.split(',', 2)
    const bytes = SIGNATURE.test(part) ? fromBase64(encoded) : undefined
    // Versions to come are skipped, but nothing is that is malformed.
    if (!bytes) throw headerError('webhook-signature')
    return { version, bytes }
  })
}

async function isSignedByOneOf(
  keys: readonly WebhookKey[],
  signatures: readonly Signature[],
  data: Bytes,
): Promise<boolean> {
  for (const { version, key } of keys) {
    for (const signature of signatures) {
      // A key is for one version only: a public key is never taken for a shared secret. Compares in constant time.
      if (
        signature.version === version &&
        (await crypto.subtle.verify(WEBHOOK_ALGORITHMS[version], key, signature.bytes, data))
      )
        return true
    }
  }
  return false
}

function readHeader(headers: WebhookHeaders | SignedHeaders, name: string, pattern: RegExp): string {
  const values = isHeaders(headers)
    ? [headers.get(name) ?? []].flat()
    : Object.entries(headers).flatMap(([key, value]) => (key.toLowerCase() === name ? (value ?? []) : []))
  const [value, ...others] = values
  if (typeof value !== 'string' || others.length > 0 || !pattern.test(value)) throw headerError(name)
  return value
}

function isHeaders(headers: WebhookHeaders | SignedHeaders): headers is Headers {
  return 'get' in headers && typeof headers.get === 'function'
}

function headerError(header: string): QiyemaError {
  return new QiyemaError(
    'ERR_WEBHOOK_HEADER',
    `The header ${header} is missing, there twice, or not as Standard Webhooks has it.`,
    { header },
  )
}

function signedBytes(id: string, timestamp: string, body: Bytes): Bytes {
  const head = utf8(`${id}.${timestamp}.`)
  const bytes = new Uint8Array(head.length + body.length)
  bytes.set(head)
  bytes.set(body, head.length)
  return bytes
}

function bytesOf(rawBody: string | Uint8Array): Bytes {
  if (typeof rawBody === 'string') return utf8(rawBody)
  if (rawBody instanceof Uint8Array) return new Uint8Array(rawBody)
  throw new QiyemaError(
    'ERR_OPTIONS',
    'Give the body as it arrived, as text or bytes, and not what JSON made of it.',
  )
}
