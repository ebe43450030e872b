/** The link a camera opens, `https://HOST/Q/<digits>` (code format, section 1): read and written. */
import { malformed, type Refusal } from './refusal.js'

const LINK = /^(https?):\/\/([a-z0-9.-]{1,253}(?::[0-9]{1,5})?)\/q[/#]([0-9]+)$/i
const LOCAL_HOST = /^(?:localhost|127\.0\.0\.1)(?::|$)/

/** What the text around the digits said. `host` is in lower case and has its port; bare digits have none. */
export interface CodeLink {
  readonly host?: string
  readonly digits: string
}

/** Reads a link or bare digits. The digits themselves are for wire.ts to judge. */
export function parseLink(text: string): CodeLink | Refusal {
  if (/^[0-9]+$/.test(text)) return { digits: text }
  const [, scheme = '', host = '', digits = ''] = LINK.exec(text) ?? []
  if (!digits) return malformed('no link https://HOST/Q/<digits>, digits or SD-JWT')
  const canonicalHost = host.toLowerCase()
  if (scheme.toLowerCase() === 'http' && !LOCAL_HOST.test(canonicalHost))
    return malformed('plain http is for localhost only')
  return { host: canonicalHost, digits }
}

/**
 * The three parts of a link, as the three segments of its square: bytes, alphanumeric, numeric. Only the scheme is in
 * lower case, because some scanners take `HTTPS://` for a search.
 */
export function linkSegments(
  link: string,
): { readonly scheme: string; readonly path: string; readonly digits: string } | undefined {
  const [, scheme, path, digits] = /^(https?)(:\/\/[A-Z0-9.:-]+\/Q\/)([0-9]+)$/.exec(link) ?? []
  return scheme && path && digits ? { scheme, path, digits } : undefined
}

/** The link for the code of this issuer. */
export function writeLink(iss: string, digits: string): string {
  const { protocol, host } = new URL(iss)
  return `${protocol}//${host.toUpperCase()}/Q/${digits}`
}

/**
 * True for what an issuer may be named by: an https origin, or an http one on this very machine, in its one spelling.
 */
export function isIssuerOrigin(value: unknown): value is string {
  return isSafeUrl(value) && new URL(value).origin === value
}

/** True for an absolute https URL (http on this very machine) without user, query or fragment, in its one spelling. */
export function isSafeUrl(value: unknown): value is string {
  if (typeof value !== 'string') return false
  try {
    const { protocol, host, origin, pathname } = new URL(value)
    const isSafe = protocol === 'https:' || (protocol === 'http:' && LOCAL_HOST.test(host))
    return isSafe && (value === origin || value === origin + pathname)
  } catch {
    return false
  }
}
