/** Reads what comes to the addresses of signing in, which stand outside the contract, as strictly as what comes by it. */
import * as z from 'zod/mini'
import { malformed, readBounded } from '../http/bounded.js'
import { faultsOf } from '../http/fields.js'
import { mediaTypeOf } from '../http/media-type.js'
import { PlatformProblem } from '../http/problems.js'
import { readQuery } from '../http/query.js'
import { readStrictJson } from '../http/strict-json.js'

const MAX_BYTES = 16_384

/** 32 bytes of base64url: hashes, and secrets of ours. */
const hash = z.string().check(z.regex(/^[\w-]{43}$/))

/** What an application asks for: where to come back to, RFC 7636, and its own state. */
const returning = {
  return_to: z.exactOptional(z.string().check(z.maxLength(500))),
  code_challenge: z.exactOptional(hash),
  code_challenge_method: z.exactOptional(z.literal('S256')),
  state: z.exactOptional(z.string().check(z.minLength(1), z.maxLength(500))),
}

export const startInput = z.strictObject({
  ...returning,
  /** `operator`, or a department. */
  as: z.exactOptional(z.string().check(z.regex(/^(?:operator|dep[_-][0-9a-z]{1,32})$/))),
  lang: z.exactOptional(z.literal(['zh-CN', 'en'])),
})

export const choiceInput = z.strictObject({
  ...returning,
  person: z.string().check(z.regex(/^per[_-][0-9a-z]{1,32}$/)),
  enterprise: z.exactOptional(z.string().check(z.regex(/^ent[_-][0-9a-z]{1,32}$/))),
  department: z.exactOptional(z.string().check(z.regex(/^dep[_-][0-9a-z]{1,32}$/))),
  lang: z.exactOptional(z.literal(['zh-CN', 'en'])),
})

export const swapInput = z.strictObject({
  code: hash,
  /** RFC 7636, section 4.1. */
  code_verifier: z.string().check(z.regex(/^[\w.~-]{43,128}$/)),
})

const returningInput = z.object(returning)

export type ReturningInput = z.output<typeof returningInput>
export type ChoiceInput = z.output<typeof choiceInput>

/** @throws {PlatformProblem} `invalid_fields` with every fault */
export function parse<Schema extends z.ZodMiniType>(schema: Schema, value: unknown): z.output<Schema> {
  const parsed = schema.safeParse(value, { reportInput: true })
  if (!parsed.success) throw new PlatformProblem('invalid_fields', { errors: faultsOf(parsed.error.issues) })
  return parsed.data
}

/**
 * The members of a body: of JSON, or of a form.
 *
 * @throws {PlatformProblem} `unsupported_media_type`, `payload_too_large`, `malformed_request`
 */
export async function readMembers(request: Request): Promise<unknown> {
  const type = mediaTypeOf(request)
  if (type !== 'application/json' && type !== 'application/x-www-form-urlencoded')
    throw new PlatformProblem('unsupported_media_type')
  const bytes = await readBounded(request, MAX_BYTES)
  if (type !== 'application/json') return readQuery(new TextDecoder().decode(bytes))
  const reading = readStrictJson(bytes)
  if (!reading.isJson) throw malformed(reading.pointer, reading.fault)
  return reading.value
}
