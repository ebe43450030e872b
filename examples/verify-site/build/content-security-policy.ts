/**
 * The page's Content-Security-Policy: its own files only, no inline script or style, Trusted Types on. The build puts it
 * into both pages, and a server sends it as a header too, which also reaches the workers.
 */

/**
 * @param connect - further origins lists are fetched from: those of the trust list and of every issuer's status lists
 */
export function contentSecurityPolicy(connect: readonly string[] = []): string {
  return [
    "default-src 'self'",
    // For the reader of squares; it allows WebAssembly and nothing else.
    "script-src 'self' 'wasm-unsafe-eval'",
    "style-src 'self'",
    "img-src 'self' data:",
    ['connect-src', "'self'", ...connect].join(' '),
    "worker-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "require-trusted-types-for 'script'",
    'trusted-types lit-html qiyema-scripts',
  ].join('; ')
}
