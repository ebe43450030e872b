/** The page and its files, with a policy that lets in nothing but them and the platform. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { serveStatic } from '@hono/node-server/serve-static'
import { Hono } from 'hono'

export interface SiteOptions {
  /** What was built. */
  readonly dist: string
  /** Where widgets ask. */
  readonly platform: string
}

export function createSite({ dist, platform }: SiteOptions): Hono {
  const page = readFileSync(join(dist, 'index.html'), 'utf8').replace('{platform}', platform)
  const policy = [
    "default-src 'self'",
    // For the reader of squares; it allows WebAssembly and nothing else.
    "script-src 'self' 'wasm-unsafe-eval'",
    `connect-src 'self' ${platform}`,
    `img-src 'self' data: blob: ${platform}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types lit-html',
  ].join('; ')
  const app = new Hono()
  app.use(async (context, next) => {
    await next()
    context.header('content-security-policy', policy)
    context.header('permissions-policy', 'camera=(self), microphone=(), geolocation=()')
    context.header('referrer-policy', 'no-referrer')
    context.header('x-content-type-options', 'nosniff')
  })
  app.get('/', context => context.html(page))
  app.use(serveStatic({ root: dist }))
  return app
}
