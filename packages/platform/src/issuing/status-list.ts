/** Status lists as this platform publishes them: made of what is not valid in them, and kept in memory until that changes. */
import { createStatusList, signStatusList } from '@qiyema/core/trust'
import type { Db } from '../store/store.js'
import type { Issuer } from './issuer.js'

/** How often a list is signed anew though nothing has changed. */
const RENEWAL_SECONDS = 15 * 60
/** How long a copy counts as fresh. Whoever can reach the platform asks again before that: a revocation is in the list at once. */
const TTL_SECONDS = 3600

export interface PublishedStatusList {
  /** A JWT, `typ: statuslist+jwt`. */
  readonly token: string
  /** The same on every node for the same contents, though each signs for itself. */
  readonly tag: string
}

export interface StatusLists {
  /** Undefined after the last list. */
  read(db: Db, list: number, now: Date): Promise<PublishedStatusList | undefined>
}

/** Makes what publishes status lists. */
export function createStatusLists(issuer: Issuer): StatusLists {
  const kept = new Map<number, { readonly tag: string; readonly signed: Promise<PublishedStatusList> }>()
  return {
    async read(db, list, now) {
      const state = await db
        .selectFrom('status_lists')
        .select(['version', 'changed_at'])
        .where('list', '=', list)
        .executeTakeFirst()
      if (!state) return undefined
      const iat = Math.max(secondsOf(state.changed_at), lastRenewal(now))
      const tag = `v${state.version}-${iat}`
      const known = kept.get(list)
      if (known?.tag === tag) return known.signed
      // Read before it is signed and after its version, so that what is kept is never older than its name.
      const bits = await changedPositions(db, list)
      const signed = sign(issuer, list, bits, iat).then(token => ({ token, tag }))
      kept.set(list, { tag, signed })
      signed.catch(() => kept.delete(list))
      return signed
    },
  }
}

type Changed = readonly { readonly index: number; readonly state: 'valid' | 'suspended' | 'revoked' }[]

async function changedPositions(db: Db, list: number): Promise<Changed> {
  return db
    .selectFrom('status_positions')
    .select(['index', 'state'])
    .where('list', '=', list)
    .where('state', '!=', 'valid')
    .execute()
}

async function sign(issuer: Issuer, number: number, changed: Changed, iat: number): Promise<string> {
  const list = createStatusList({ uri: `${issuer.status}/${number}` })
  for (const { index, state } of changed) list.set(index, state)
  return signStatusList(list, await issuer.statusKeyAt(iat), { iat, ttl: TTL_SECONDS })
}

function lastRenewal(now: Date): number {
  const seconds = secondsOf(now)
  return seconds - (seconds % RENEWAL_SECONDS)
}

function secondsOf(moment: Date): number {
  return Math.floor(moment.getTime() / 1000)
}
