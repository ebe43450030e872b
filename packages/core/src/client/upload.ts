/** Counts the bytes of an upload as they go out. */

/** How often an upload tells how far it is. */
const PIECE_BYTES = 1 << 16

/** A file as pieces of itself, without copying: some platforms stream a Blob's whole part at once. */
export function inPieces<Body>(body: Body): Body | Blob {
  if (typeof Blob !== 'function' || !(body instanceof Blob)) return body
  const count = Math.ceil(body.size / PIECE_BYTES)
  const pieces = Array.from({ length: count }, (_, index) =>
    body.slice(index * PIECE_BYTES, (index + 1) * PIECE_BYTES),
  )
  return new Blob(pieces, { type: body.type })
}

/** TypeScript's library does not have it yet. */
interface StreamingInit extends RequestInit {
  readonly duplex: 'half'
}

/**
 * The same request, which tells of the bytes of its body that were taken. The request itself where a platform cannot send what
 * it does not have yet.
 */
export function counted(request: Request, onSent: (sentBytes: number) => void): Request {
  if (!request.body || !canSendStreams()) return request
  const reader = request.body.getReader()
  let sentBytes = 0
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        // Whoever wants more has taken what there was.
        onSent(sentBytes)
        const { done, value } = await reader.read()
        if (done) return controller.close()
        sentBytes += value.length
        controller.enqueue(value)
      },
      cancel: reason => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  )
  const init: StreamingInit = { body, duplex: 'half' }
  return new Request(request, init)
}

/** A browser that cannot asks for no `duplex`, and takes a stream for a text. */
function canSendStreams(): boolean {
  let isDuplexRead = false
  try {
    const init: StreamingInit = {
      method: 'POST',
      body: new ReadableStream(),
      get duplex() {
        isDuplexRead = true
        return 'half' as const
      },
    }
    const { headers } = new Request('https://stream.invalid', init)
    return isDuplexRead && !headers.has('content-type')
  } catch {
    return false
  }
}
