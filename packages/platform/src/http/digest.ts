/** Bytes as text, and their hash, with what servers, workers and browsers have in common: the sandbox runs in all three. */
import { base64url } from 'jose'

const encoder = new TextEncoder()

export function utf8(text: string): Uint8Array<ArrayBuffer> {
  return encoder.encode(text)
}

/** SHA-256 as 43 characters of base64url. */
export async function sha256(content: string | Uint8Array<ArrayBuffer>): Promise<string> {
  return base64url.encode(await digestOf(content))
}

/** SHA-256 in lower-case hexadecimal. */
export async function sha256Hex(content: Uint8Array<ArrayBuffer>): Promise<string> {
  return [...(await digestOf(content))].map(byte => byte.toString(16).padStart(2, '0')).join('')
}

/** So many random bytes as base64url. */
export function randomText(bytes: number): string {
  return base64url.encode(crypto.getRandomValues(new Uint8Array(bytes)))
}

/** The bytes of canonical base64url; undefined for padding, foreign characters and stray bits. */
export function fromBase64url(text: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    const bytes = new Uint8Array(base64url.decode(text))
    return base64url.encode(bytes) === text ? bytes : undefined
  } catch {
    return undefined
  }
}

async function digestOf(content: string | Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const bytes = typeof content === 'string' ? utf8(content) : content
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
}
