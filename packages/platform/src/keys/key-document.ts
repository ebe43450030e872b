/** The keys of a platform as one JSON document: what a file, a secret store or an environment holds. */
import { importSigningKey, kidOf } from '@qiyema/core/sign'
import { base64url } from 'jose'
import { z } from 'zod'
import { fromBase64url } from '../http/digest.js'
import { SetUpError } from '../set-up-error.js'
import { ALL_TIME, type KeyWindow } from './issuing-key.js'
import { generateSigningKey, generateWebhookKey, type PrivateJwk } from './private-jwk.js'

const SECRET_BYTES = 32

const member = z.string().regex(/^[\w-]{43}$/)
const kid = z.string().min(1).max(64)
const signingKey = z.strictObject({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: member,
  y: member,
  d: member,
  kid,
})
const webhookKey = z.strictObject({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  x: member,
  d: member,
  kid,
})
const seconds = z.int().min(ALL_TIME.from).max(ALL_TIME.until)
const issuingKey = z
  .strictObject({ jwk: signingKey, from: seconds, until: seconds, revoked: z.boolean().optional() })
  .refine(({ from, until }) => from < until, { message: 'it ends before it begins' })
const secret = z
  .string()
  .transform(text => fromBase64url(text))
  .refine(bytes => bytes?.length === SECRET_BYTES, { message: `it is ${SECRET_BYTES} bytes in base64url` })
  .transform(bytes => bytes ?? new Uint8Array())

const keyDocument = z.strictObject({
  version: z.literal(1),
  root: signingKey,
  code: z.tuple([issuingKey], issuingKey),
  status: z.tuple([issuingKey], issuingKey),
  tokens: z.tuple([signingKey], signingKey),
  receipts: signingKey,
  webhooks: webhookKey,
  audit: signingKey,
  secret,
  nonce: secret,
})

/** As it is kept. */
export type KeyDocument = z.input<typeof keyDocument>
/** Read and found sound. */
export type ReadKeyDocument = z.output<typeof keyDocument>

/**
 * Makes a document of new keys.
 *
 * @param window - the times of issue that the keys for codes and status lists count for; all that a code can name unless given
 */
export async function newKeyDocument(window: KeyWindow = ALL_TIME): Promise<KeyDocument> {
  return {
    version: 1,
    root: await newSigningKey(),
    code: [{ jwk: await newSigningKey(), ...window }],
    status: [{ jwk: await newSigningKey(), ...window }],
    tokens: [await newSigningKey()],
    receipts: await newSigningKey(),
    webhooks: webhookKey.parse(await generateWebhookKey()),
    audit: await newSigningKey(),
    secret: newSecret(),
    nonce: newSecret(),
  }
}

/**
 * Reads a document from anything. Every key is tried out, so that a damaged one is found before it has signed anything.
 *
 * @throws {SetUpError} `ERR_KEYS`, which names the place and tells nothing of what stands there
 */
export async function readKeyDocument(value: unknown): Promise<ReadKeyDocument> {
  const parsed = keyDocument.safeParse(value)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw damaged(issue?.path.join('.') || 'the document', issue?.message ?? 'it is off the format')
  }
  const document = parsed.data
  const seen = new Set<string>()
  for (const [place, jwk] of keysIn(document)) {
    await ensureSound(place, jwk)
    if (seen.has(jwk.kid)) throw damaged(place, 'the same key stands elsewhere: each has one purpose')
    seen.add(jwk.kid)
  }
  return document
}

function keysIn(document: ReadKeyDocument): (readonly [place: string, key: PrivateJwk])[] {
  const { root, code, status, tokens, receipts, webhooks, audit } = document
  return [
    ['root', root],
    ...code.map(({ jwk }, index) => [`code.${index}`, jwk] as const),
    ...status.map(({ jwk }, index) => [`status.${index}`, jwk] as const),
    ...tokens.map((jwk, index) => [`tokens.${index}`, jwk] as const),
    ['receipts', receipts],
    ['webhooks', webhooks],
    ['audit', audit],
  ]
}

async function ensureSound(place: string, jwk: PrivateJwk): Promise<void> {
  // It signs something and verifies it.
  const isWhole = await importSigningKey(jwk).then(
    () => true,
    () => false,
  )
  if (!isWhole) throw damaged(place, 'its halves do not belong together, or it is damaged')
  const name = await kidOf(jwk)
  if (jwk.kid !== name) throw damaged(place, `its kid is not ${name}, the beginning of its thumbprint`)
}

function damaged(place: string, why: string): SetUpError {
  return new SetUpError('ERR_KEYS', `The platform’s keys cannot be used: ${place}: ${why}.`)
}

async function newSigningKey() {
  return signingKey.parse(await generateSigningKey())
}

function newSecret(): string {
  return base64url.encode(crypto.getRandomValues(new Uint8Array(SECRET_BYTES)))
}
