/** Every migration, in the order in which they run. What has landed is never edited: what comes after it is a file of its own. */
import type { Kysely } from 'kysely'
import { up as registry } from './0001-registry.js'
import { up as consents } from './0002-consents.js'
import { up as access } from './0003-access.js'
import { up as code } from './0004-code.js'
import { up as card } from './0005-card.js'
import { up as policy } from './0006-policy.js'
import { up as finance } from './0007-finance.js'
import { up as events } from './0008-events.js'
import { up as audit } from './0009-audit.js'
import { up as jobs } from './0010-jobs.js'
import { up as signIn } from './0011-sign-in.js'

export interface Migration {
  readonly name: string
  up(db: Kysely<unknown>): Promise<void>
}

export const MIGRATIONS: readonly Migration[] = [
  { name: '0001-registry', up: registry },
  { name: '0002-consents', up: consents },
  { name: '0003-access', up: access },
  { name: '0004-code', up: code },
  { name: '0005-card', up: card },
  { name: '0006-policy', up: policy },
  { name: '0007-finance', up: finance },
  { name: '0008-events', up: events },
  { name: '0009-audit', up: audit },
  { name: '0010-jobs', up: jobs },
  { name: '0011-sign-in', up: signIn },
]
