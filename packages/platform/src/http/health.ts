/** What whoever runs the platform asks it: whether the process lives, and whether it can work. */

import type { Hono } from 'hono'
import { sql } from 'kysely'
import type { Store } from '../store/store.js'
import { type ServeOptions, serve } from './serve.js'

export interface HealthOptions extends ServeOptions {
  readonly store: Store
  /** True from the moment the platform is told to stop: no new work, please. */
  readonly isStopping: () => boolean
}

/** Mounts `/healthz` (always 200 while the process answers) and `/readyz` (503 without a database, or when stopping). */
export function mountHealth(app: Hono, options: HealthOptions): void {
  app.get(
    '/healthz',
    serve(options, async () => status(200, 'ok'), 'health'),
  )
  app.get(
    '/readyz',
    serve(
      options,
      async () => {
        if (options.isStopping()) return status(503, 'stopping')
        return (await answers(options.store)) ? status(200, 'ready') : status(503, 'database unreachable')
      },
      'readiness',
    ),
  )
}

async function answers(store: Store): Promise<boolean> {
  try {
    await store.transact({ kind: 'anyone' }, db => sql`select 1`.execute(db))
    return true
  } catch {
    return false
  }
}

function status(code: 200 | 503, text: string): Response {
  return new Response(JSON.stringify({ status: text }), {
    status: code,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
  })
}
