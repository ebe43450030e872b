/** Reads bytes as they come in, and no more than are allowed. */
import { PlatformProblem } from './problems.js'

/**
 * The whole body, as it comes in: what is too long is given up at the first byte too many.
 *
 * @throws {PlatformProblem} `payload_too_large`; `malformed_request` for a body that breaks off
 */
export async function readBounded(request: Request, maxBytes: number): Promise<Uint8Array<ArrayBuffer>> {
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes)
    throw new PlatformProblem('payload_too_large')
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of piecesOf(request)) {
    length += chunk.length
    if (length > maxBytes) throw new PlatformProblem('payload_too_large')
    chunks.push(chunk)
  }
  return joined(chunks, length)
}

/** A problem of what was sent, before anybody asked what it means. */
export function malformed(pointer: string, code: string): PlatformProblem {
  return new PlatformProblem('malformed_request', { errors: [{ pointer, code }] })
}

/** The body piece by piece; what is not read is let go. */
export async function* piecesOf({ body }: Request): AsyncGenerator<Uint8Array> {
  if (!body) return
  const reader = body.getReader()
  try {
    for (;;) {
      const { done, value } = await reader.read().catch(() => {
        throw malformed('', 'body_missing')
      })
      if (done) return
      yield value
    }
  } finally {
    // Not waited for: whoever sends too much need not stop to listen.
    reader.cancel().catch(() => {})
  }
}

function joined(chunks: readonly Uint8Array[], length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length)
  let position = 0
  for (const chunk of chunks) {
    bytes.set(chunk, position)
    position += chunk.length
  }
  return bytes
}
