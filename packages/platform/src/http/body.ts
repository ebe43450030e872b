/** Reads the body of a request: never more than is allowed, of the type that was agreed, and to its end. */
import type { Operation } from '@qiyema/core/contract'
import { malformed, piecesOf, readBounded } from './bounded.js'
import { mediaTypeOf } from './media-type.js'
import { PlatformProblem } from './problems.js'
import { readStrictJson } from './strict-json.js'
import { readUpload } from './upload.js'

export const MAX_JSON_BYTES = 2 ** 20

/**
 * The body that an operation takes: a JSON value that the schema has yet to judge, `{content, contentType, sha256}` of an
 * upload, or undefined for an operation without one.
 *
 * @throws {PlatformProblem} `payload_too_large`, `unsupported_media_type`, `malformed_request`, and for uploads
 *   `file_type_mismatch` or `file_rejected`
 */
export async function readBody({ body, bodyType }: Operation, request: Request): Promise<unknown> {
  if (bodyType) return readUpload(request, bodyType)
  if (!body) return refuseBody(request)
  if (mediaTypeOf(request) !== 'application/json') throw new PlatformProblem('unsupported_media_type')
  const bytes = await readBounded(request, MAX_JSON_BYTES)
  if (bytes.length === 0) throw malformed('', 'body_missing')
  const reading = readStrictJson(bytes)
  if (!reading.isJson) throw malformed(reading.pointer, reading.fault)
  return reading.value
}

async function refuseBody(request: Request): Promise<undefined> {
  if (!request.body) return undefined
  for await (const chunk of piecesOf(request)) if (chunk.length > 0) throw malformed('', 'body_unexpected')
  return undefined
}
