/** The handlers of policies: anyone looks them up, an enterprise sees whether and why they match, a department keeps them. */
import type { contract } from '@qiyema/core/contract'
import { type Caller, ensureItem, ensureOfficer, enterpriseIdOf } from '../access/caller.js'
import { ensureConsent } from '../access/consents.js'
import type { Call, HandlersOf } from '../http/handler.js'
import { PlatformProblem } from '../http/problems.js'
import { enterpriseOf } from '../registry/enterprises.js'
import { readDictionary } from '../registry/facts.js'
import { evaluate } from '../rules/evaluate.js'
import { summaryOf } from './answer.js'
import { ensureDeclarable } from './declared.js'
import { draftRoutes, policyReply } from './draft-routes.js'
import { factsFor } from './enterprise-facts.js'
import { policyFor, versionOf } from './find.js'
import { createComputables } from './item.js'
import { LOOK_AGAIN } from './jobs.js'
import { type ListWishes, listPolicies, type Shelf } from './list.js'
import { keepMatch, type MatchRow } from './match.js'
import { itemOfMatch, matchAnswer } from './match-answer.js'
import { listNotices } from './notices.js'
import { promiseOf } from './promise.js'
import type { Listed } from './sorts.js'
import { readSubscription, setSubscription } from './subscription.js'
import type { PolicyTable } from './tables.js'

/** The handlers of `contract.policy`. */
export function policyRoutes(): HandlersOf<typeof contract.policy> {
  const computable = createComputables()

  /** Judges rows of a list by what is known of the caller's enterprise, which is read once. */
  async function judge({ db, caller, now }: Call) {
    if (caller.kind === 'anyone') throw new PlatformProblem('unauthenticated')
    ensureItem(caller, 'policy')
    const { facts } = await factsFor(db, caller, now)
    return ({ id, version, item }: Listed) => evaluate(computable(id, version, item).rule, facts).result
  }

  return {
    async list({ match, publication, ...wishes }, call) {
      const { caller, db, now } = call
      const shelf = shelfFor(caller, publication, wishes)
      const resultOf = match === undefined ? undefined : await judge(call)
      const isWanted = resultOf && ((row: Listed) => resultOf(row) === match)
      const { rows, nextCursor } = await listPolicies(db, shelf, wishes, now, isWanted)
      const items = rows.map(row => ({ ...summaryOf(row, now), ...(match && { match }) }))
      return { body: { items, nextCursor } }
    },

    async read({ policyId, version }, { caller, db, now }) {
      const policy = await policyFor(db, caller, policyId, now)
      if (version === undefined) return policyReply(db, policy, caller, now)
      const earlier = await versionOf(db, caller, policy, version)
      if (!earlier) throw new PlatformProblem('version_unknown')
      return policyReply(db, earlier, caller, now, version === policy.version)
    },

    async promise({ policyId, on }, { caller, db, now }) {
      const policy = await policyFor(db, caller, policyId, now)
      if (policy.publication === 'draft') throw new PlatformProblem('not_found')
      return { body: promiseOf(policy, now, on) }
    },

    matches: {
      async make({ policyId, declared = {} }, call) {
        const { caller, db, now } = call
        ensureItem(caller, 'policy')
        const policy = await policyFor(db, caller, policyId, now)
        ensureDeclarable(declared, await readDictionary(db))
        const known = await factsFor(db, caller, now, declared)
        const partnerId = caller.kind === 'widget' ? caller.partnerId : null
        const match = await keepMatch(db, policy, known, now, partnerId)
        await call.audit('policy.match', match.id, { policy: policyId, version: policy.version })
        return { body: matchAnswer(match, policy.item, call.language) }
      },

      async read({ matchId }, { caller, db, now, language }) {
        ensureItem(caller, 'policy')
        const match = await db
          .selectFrom('policy_matches')
          .selectAll()
          .where('id', '=', matchId)
          .executeTakeFirst()
        if (!match) throw new PlatformProblem('not_found')
        await ensureMayRead(match, caller, db, now)
        return { body: matchAnswer(match, await itemOfMatch(db, match), language) }
      },
    },

    subscription: {
      async read(_input, { caller, db }) {
        ensureItem(caller, 'policy')
        return { body: await readSubscription(db, enterpriseIdOf(caller)) }
      },

      async set(wishes, call) {
        ensureItem(call.caller, 'policy')
        const enterpriseId = enterpriseIdOf(call.caller)
        const body = await setSubscription(call.db, enterpriseId, wishes, call.now)
        await call.audit('policy.subscribe', enterpriseId, { ...wishes })
        await call.enqueue(LOOK_AGAIN, {}, { key: `${LOOK_AGAIN} ${enterpriseId}` })
        return { body }
      },

      async notices(wishes, { caller, db, language }) {
        ensureItem(caller, 'policy')
        const { items, nextCursor } = await listNotices(db, enterpriseIdOf(caller), wishes, language)
        return { body: { items: [...items], nextCursor } }
      },
    },

    drafts: draftRoutes(),
  }
}

/** Drafts and withdrawn items are shown to those who keep them; everybody else sees what is, or was, public. */
function shelfFor(
  caller: Caller,
  publication: PolicyTable['publication'] | undefined,
  { validity }: ListWishes,
): Shelf {
  if (publication === undefined) return { publication: validity === 'withdrawn' ? 'withdrawn' : 'published' }
  if (caller.kind === 'anyone') throw new PlatformProblem('unauthenticated')
  const { departmentId } = ensureOfficer(caller, 'policy-officer')
  return { publication, departmentId }
}

/**
 * An enterprise reads its own, a partner's page what was asked for there under a consent that still holds, and an officer of
 * the policy's department what an enterprise of the region has shown.
 */
async function ensureMayRead(match: MatchRow, caller: Caller, db: Call['db'], now: Date): Promise<void> {
  if (caller.kind === 'officer') {
    const { regions, departmentId } = ensureOfficer(caller, 'policy-officer')
    const { region_code: region } = await enterpriseOf(db, match.enterprise_id)
    if (match.department_id === departmentId && regions.some(prefix => region.startsWith(prefix))) return
    throw new PlatformProblem('not_found')
  }
  if (match.enterprise_id !== enterpriseIdOf(caller)) throw new PlatformProblem('not_found')
  if (caller.kind !== 'widget') return
  if (match.partner_id !== caller.partnerId) throw new PlatformProblem('not_found')
  if (match.consent_id !== null) await ensureConsent(db, match.consent_id, now)
}
