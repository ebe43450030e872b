/** Takes in a file: bounded while it comes, looked at, since a type can be made up, and hashed. */
import { malformed, readBounded } from './bounded.js'
import { sha256Hex } from './digest.js'
import { mediaTypeOf } from './media-type.js'
import { PlatformProblem } from './problems.js'

export const MAX_UPLOAD_BYTES = 20 * 2 ** 20

/** A file that is what it says. */
export interface Upload<Type extends string = string> {
  readonly content: Uint8Array<ArrayBuffer>
  readonly contentType: Type
  /** In lower-case hexadecimal. */
  readonly sha256: string
}

/**
 * Reads an upload of up to 20 MiB.
 *
 * @throws {PlatformProblem} `unsupported_media_type` for a type that is not taken, `file_type_mismatch` for bytes of another
 *   type, `payload_too_large`, `malformed_request` for no bytes at all
 */
export async function readUpload(request: Request, types: readonly string[]): Promise<Upload> {
  const contentType = mediaTypeOf(request)
  if (!types.includes(contentType)) throw new PlatformProblem('unsupported_media_type')
  const content = await readBounded(request, MAX_UPLOAD_BYTES)
  if (content.length === 0) throw malformed('', 'body_missing')
  if (sniff(content) !== contentType) throw new PlatformProblem('file_type_mismatch')
  return { content, contentType, sha256: await sha256Hex(content) }
}

/** What a file begins with; undefined stands for any byte. */
const BEGINNINGS: readonly (readonly [type: string, bytes: readonly (number | undefined)[]])[] = [
  ['image/png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ['image/jpeg', [0xff, 0xd8, 0xff]],
  ['image/webp', [...ascii('RIFF'), undefined, undefined, undefined, undefined, ...ascii('WEBP')]],
  ['application/pdf', ascii('%PDF-')],
]

/** The type that a file's first bytes tell; undefined for none that is taken anywhere. */
export function sniff(bytes: Uint8Array): string | undefined {
  const found = BEGINNINGS.find(([, beginning]) =>
    beginning.every((byte, index) => byte === undefined || bytes[index] === byte),
  )
  return found?.[0]
}

function ascii(text: string): number[] {
  return [...text].map(character => character.charCodeAt(0))
}
