/** What a department does with its items: drafts, versions, publication, and their end. */
import type { contract } from '@qiyema/core/contract'
import { type Caller, ensureOfficer, type OfficerCaller } from '../access/caller.js'
import { legalDateAt } from '../calendar/shanghai-time.js'
import { ensureCurrent, tagOfContent } from '../http/conditional.js'
import type { Call, HandlersOf, PlainData } from '../http/handler.js'
import { invalidField, PlatformProblem } from '../http/problems.js'
import { newId } from '../store/ids.js'
import type { Db } from '../store/store.js'
import { answerOf } from './answer.js'
import { catalogueBy } from './catalogue.js'
import { ensureDates, ensurePublishable } from './check-item.js'
import { isEditor, type Policy, policyFor, policyToChange } from './find.js'
import type { Item } from './item.js'
import { NEWLY_MATCHING } from './jobs.js'
import { keepFirst, keepNext, keepPublished } from './keep.js'
import { ensurePossible, type Step } from './steps.js'

/** The handlers of `contract.policy.drafts`. */
export function draftRoutes(): HandlersOf<typeof contract.policy.drafts> {
  return {
    async create(item, call) {
      const { db, now, caller } = call
      ensureOwn(ensureOfficer(caller, 'policy-officer'), item)
      ensureDates(item)
      const id = newId('policy', now)
      await keepFirst(db, { id, item, publication: 'draft', published_at: null }, now)
      await call.audit('policy.draft', id, { version: 1 })
      return currentReply(call, id)
    },

    async update({ policyId, ...item }, call) {
      const { db, now } = call
      const { officer, policy } = await toChange('update', policyId, call)
      ensureCurrent(versionsIn(call.ifMatch), `v${policy.version}`)
      ensureOwn(officer, item)
      const isPublic = policy.publication === 'published'
      await (isPublic ? ensurePublishable(db, item, policyId) : ensureDates(item))
      const { publication, published_at } = policy
      const version = policy.version + 1
      await keepNext(db, { id: policyId, version, item, publication, published_at }, now)
      await call.audit('policy.update', policyId, { version })
      if (isPublic) await announce(call, policyId, version)
      return currentReply(call, policyId)
    },

    async publish({ policyId }, call) {
      const { db, now } = call
      const { policy } = await toChange('publish', policyId, call)
      const { item, version } = policy
      await ensurePublishable(db, item, policyId)
      await keepPublished(
        db,
        { id: policyId, version, item, publication: 'published', published_at: now },
        now,
      )
      await call.audit('policy.publish', policyId, { version, ...(await timeliness(db, item, now)) })
      await announce(call, policyId, version)
      return currentReply(call, policyId)
    },

    async withdraw({ policyId, reason }, call) {
      await toChange('withdraw', policyId, call)
      await set(call, policyId, { publication: 'withdrawn', withdrawn_at: call.now, withdraw_reason: reason })
      await call.audit('policy.withdraw', policyId)
      return currentReply(call, policyId)
    },

    async exhaust({ policyId }, call) {
      await toChange('exhaust', policyId, call)
      await set(call, policyId, { exhausted_at: call.now })
      await call.audit('policy.exhaust', policyId)
      return currentReply(call, policyId)
    },
  }
}

/** An item as an answer, with its version as the tag: what else may have changed about it is in there, too. */
export async function policyReply(db: Db, policy: Policy, caller: Caller, now: Date, isCurrent = true) {
  const isOwn = isEditor(caller, policy.department_id)
  const body = answerOf(policy, now, {
    isCurrent,
    catalogueBy: isOwn ? await catalogueBy(db, policy.item.issuedOn) : undefined,
  })
  return { body, etag: `v${policy.version}.${await tagOfContent(JSON.stringify(body))}` }
}

async function currentReply({ db, caller, now }: Call, policyId: string) {
  return policyReply(db, await policyFor(db, caller, policyId, now), caller, now)
}

/** An edit is of a version: that a window has opened since, or somebody published it, is no change of the text. */
function versionsIn(ifMatch: string | undefined): string | undefined {
  return ifMatch?.replaceAll(/"(v\d+)\.[\w-]{1,43}"/g, '"$1"')
}

async function toChange(step: Step, policyId: string, { db, caller, now }: Call) {
  const officer = ensureOfficer(caller, 'policy-officer')
  const policy = await policyToChange(db, officer, policyId, now)
  ensurePossible(step, policy)
  return { officer, policy }
}

/** A department writes items of its own, for regions that the officer is trusted with. */
function ensureOwn({ departmentId, regions }: OfficerCaller, item: Item): void {
  if (item.departmentId !== departmentId) throw new PlatformProblem('forbidden')
  if (!regions.some(region => item.regionCode.startsWith(region)))
    throw invalidField('/regionCode', 'not_own_region')
}

async function set(
  { db, now }: Call,
  policyId: string,
  changes: {
    publication?: 'withdrawn'
    withdrawn_at?: Date
    withdraw_reason?: string
    exhausted_at?: Date
  },
): Promise<void> {
  await db
    .updateTable('policies')
    .set({ ...changes, updated_at: now })
    .where('id', '=', policyId)
    .execute()
}

/** Whoever has subscribed hears of it, once this holds; also while they are still being told of the version before. */
async function announce({ enqueue }: Call, policyId: string, version: number): Promise<void> {
  await enqueue(NEWLY_MATCHING, { policyId }, { key: `${NEWLY_MATCHING} ${policyId} ${version}` })
}

/** For the trail: whether the item came into the catalogue in time. */
async function timeliness(db: Db, { issuedOn }: Item, now: Date): Promise<PlainData> {
  const by = await catalogueBy(db, issuedOn)
  return by === undefined ? {} : { catalogueBy: by, isLate: legalDateAt(now) > by }
}
