/**
 * What a page of this site may do: its own files, calls and pictures from the platform, and nothing else. No inline script or
 * style, no eval, Trusted Types on.
 */
import type { MiddlewareHandler } from 'hono'

export interface PolicyWishes {
  /** Where widgets call, and where pictures of business cards come from. */
  readonly platform: string
  /** Only where squares are read: WebAssembly, which is no eval. */
  readonly hasScanner?: boolean
}

export function contentSecurityPolicy({ platform, hasScanner = false }: PolicyWishes): string {
  return [
    "default-src 'self'",
    `script-src 'self'${hasScanner ? " 'wasm-unsafe-eval'" : ''}`,
    `connect-src 'self' ${platform}`,
    // Squares are pictures made on the page; `blob:` is what a picture is before it is sent.
    `img-src 'self' data: blob: ${platform}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types lit-html',
  ].join('; ')
}

/** For every answer. A page that scans replaces the policy. */
export function securityHeaders(platform: string): MiddlewareHandler {
  const policy = contentSecurityPolicy({ platform })
  return async (context, next) => {
    await next()
    const { headers } = context.res
    if (!headers.has('content-security-policy')) headers.set('content-security-policy', policy)
    headers.set('cross-origin-opener-policy', 'same-origin')
    headers.set('permissions-policy', 'camera=(self), microphone=(), geolocation=()')
    headers.set('referrer-policy', 'same-origin')
    headers.set('x-content-type-options', 'nosniff')
  }
}

/** Forms are taken from this site's own pages only: browsers say truly where one was sent from. */
export function ownFormsOnly(origin: () => string): MiddlewareHandler {
  return async (context, next) => {
    const isWriting = context.req.method !== 'GET' && context.req.method !== 'HEAD'
    if (isWriting && context.req.header('origin') !== origin())
      return context.text(`This form belongs to ${origin()}: open the site there.`, 403)
    return next()
  }
}
