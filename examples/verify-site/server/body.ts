/** The one body this server takes: a holder's public key, small and exactly that. */
import type { IncomingMessage } from 'node:http'
import type { HolderJwk } from './sample/issuer.ts'

const MAX_BYTES = 1024
const COORDINATE = /^[\w-]{43}$/

/** Undefined when it is anything else. Stops reading at 1 KiB. */
export async function readHolderJwk(request: IncomingMessage): Promise<HolderJwk | undefined> {
  if (request.headers['content-type'] !== 'application/json') return undefined
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length
    if (length > MAX_BYTES) return undefined
    chunks.push(chunk)
  }
  try {
    return asHolderJwk(JSON.parse(Buffer.concat(chunks).toString('utf8')))
  } catch {
    return undefined
  }
}

function asHolderJwk(value: unknown): HolderJwk | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const { kty, crv, x, y, ...rest } = value as Record<string, unknown>
  if (kty !== 'EC' || crv !== 'P-256' || Object.keys(rest).length > 0) return undefined
  if (typeof x !== 'string' || typeof y !== 'string') return undefined
  return COORDINATE.test(x) && COORDINATE.test(y) ? { kty, crv, x, y } : undefined
}
