/** The whole site: a function from Request to Response, over the platform, the banks and what was built. */
import { join } from 'node:path'
import { serveStatic } from '@hono/node-server/serve-static'
import { createClient } from '@qiyema/core'
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { readAssets } from './assets.ts'
import type { Banks } from './banks.ts'
import { customerRoutes } from './customer-routes.ts'
import { deskRoutes } from './desk/routes.ts'
import { problemPage } from './pages/problem-page.ts'
import { ownFormsOnly, securityHeaders } from './security-headers.ts'
import { signInRoutes } from './sign-in-routes.ts'
import { createSignIns } from './sign-ins.ts'
import { type BankEnv, visits } from './visit.ts'
import { createWebhooks, type Webhooks } from './webhooks.ts'

export interface SiteOptions {
  readonly platform: string
  readonly banks: Banks
  /** The built scripts and styles. */
  readonly dist: string
  /** Where the site is, once it listens. */
  readonly origin: () => string
}

export interface Site {
  readonly app: Hono<BankEnv>
  readonly webhooks: Webhooks
}

const MAX_FORM_BYTES = 64 * 1024

export function createSite({ platform, banks, dist, origin }: SiteOptions): Site {
  const assets = readAssets(dist)
  const signIns = createSignIns()
  const webhooks = createWebhooks(banks)
  const anyone = createClient({ baseUrl: platform })
  const app = new Hono<BankEnv>()

  app.use(securityHeaders(platform))
  // Before all that is for browsers: the platform has no cookie, and its own way to prove itself.
  app.route('/webhooks', webhooks.routes)
  // Names of files in assets hold a hash of their contents, so those never change.
  const keep = 'public, max-age=31536000, immutable'
  app.use(
    '/assets/*',
    serveStatic({ root: dist, onFound: (_path, context) => context.header('cache-control', keep) }),
  )
  app.get('/seal.svg', serveStatic({ path: join(dist, 'seal.svg') }))
  app.use(ownFormsOnly(origin), bodyLimit({ maxSize: MAX_FORM_BYTES }), visits(signIns))
  app.route('/', signInRoutes({ signIns, banks, assets, origin }))
  app.route('/desk', deskRoutes({ banks, assets, webhooks, anyone }))
  app.route('/', customerRoutes({ banks, assets, platform, origin }))
  app.notFound(context => problemPage(context, assets, 404))
  app.onError((error, context) => problemPage(context, assets, error))
  return { app, webhooks }
}
