/** A card as its own enterprise reads and edits it. */
import { type Caller, ensureItem, enterpriseIdOf } from '../access/caller.js'
import { type EntityTag, ensureCurrent, tagOfContent } from '../http/conditional.js'
import type { Call } from '../http/handler.js'
import { PlatformProblem } from '../http/problems.js'
import { type EnterpriseRow, enterpriseOf } from '../registry/enterprises.js'
import { type ProfileChanges, type ProfileRow, profileToChange, updateProfile } from '../registry/profiles.js'
import type { Db } from '../store/store.js'
import type { Card } from './card-of.js'
import { lockCard } from './lock-card.js'
import { readCard } from './read-cards.js'

export interface TaggedCard {
  readonly body: Card
  readonly etag: EntityTag
}

/**
 * The enterprise whose card a caller may work on.
 *
 * @throws {PlatformProblem} `forbidden`; `not_found` for one that has not claimed its code, and so has no card
 */
export async function cardHolder(db: Db, caller: Caller): Promise<EnterpriseRow> {
  ensureItem(caller, 'card')
  const enterprise = await enterpriseOf(db, enterpriseIdOf(caller))
  if (enterprise.claimed_at === null) throw new PlatformProblem('not_found')
  return enterprise
}

/** A partner's page is told no person's name that the public is not. */
export function seesWhole(caller: Caller): boolean {
  return caller.kind === 'operator'
}

export async function ownCard({ db, caller }: Call, baseUrl: string): Promise<TaggedCard> {
  const { id } = await cardHolder(db, caller)
  const body = await readCard(db, id, { isWhole: seesWhole(caller), baseUrl })
  return { body, etag: await tagOfContent(JSON.stringify(body)) }
}

/**
 * Edits what the enterprise itself may say. An edit of a version that has passed is refused, unless all that it wants is there
 * already: then it is the same edit, whose answer was lost.
 */
export async function editOwnCard(call: Call, changes: ProfileChanges, baseUrl: string): Promise<TaggedCard> {
  const { db, caller, now } = call
  const { id } = await cardHolder(db, caller)
  await lockCard(db, id)
  // The profile is also written where a code is claimed.
  const profile = await profileToChange(db, id)
  const before = await ownCard(call, baseUrl)
  if (isDone(profile, changes)) return before
  ensureCurrent(call.ifMatch, before.etag)
  await updateProfile(db, id, changes, now)
  await call.audit('card.update', id, { members: Object.keys(changes).toSorted() })
  return ownCard(call, baseUrl)
}

function isDone(profile: ProfileRow | undefined, changes: ProfileChanges): boolean {
  const said: Record<string, unknown> = profile ? { ...profile, contactRole: profile.contact_role } : {}
  return Object.entries(changes).every(
    ([name, value]) => value === undefined || JSON.stringify(said[name]) === JSON.stringify(value),
  )
}
