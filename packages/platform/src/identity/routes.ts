/** The handlers of who is signed in: for which enterprise, and who else may act for it. */
import type { contract } from '@qiyema/core/contract'
import { type Caller, enterpriseIdOf } from '../access/caller.js'
import { chooseEnterprise } from '../access/operators.js'
import type { Call, HandlersOf } from '../http/handler.js'
import { PlatformProblem } from '../http/problems.js'
import { type DelegationRow, lockDelegations } from '../registry/delegations.js'
import { delegationOf } from '../registry/people.js'
import { asTenant } from '../store/store.js'
import { createDelegationAnswers, delegationAnswer } from './answer.js'
import { endDelegation } from './end.js'
import { grantDelegation } from './grant.js'
import { listDelegations } from './list.js'
import { readMe } from './me.js'

/** The handlers of `contract.identity`. */
export function identityRoutes(): HandlersOf<typeof contract.identity> {
  return {
    async read(_input, call) {
      return { body: await readMe(call) }
    },

    async choose({ enterpriseId }, call) {
      const { db, now } = call
      const { personId, signIn } = operatorOf(call.caller)
      // Until it is chosen the enterprise is behind its walls.
      const held = await asTenant(db, { kind: 'enterprise', enterpriseId }, chosen =>
        delegationOf(chosen, personId, enterpriseId, now),
      )
      if (!held) throw new PlatformProblem('forbidden')
      await chooseEnterprise(db, signIn, enterpriseId)
      await call.audit('identity.choose', personId, { enterprise: enterpriseId })
      return { body: await readMe(call, enterpriseId) }
    },

    delegations: {
      async list(input, { caller, db, now }) {
        const enterpriseId = enterpriseIdOf(caller)
        const { personId, enterprise } = operatorOf(caller)
        // Whom the enterprise trusts is no handler's business but their own.
        const own = enterprise?.role === 'handler' ? { personId } : {}
        const { items, nextCursor } = await listDelegations(db, { ...input, ...own, enterpriseId }, now)
        const toAnswer = await createDelegationAnswers(db, items, now)
        return { body: { items: items.map(toAnswer), ...(nextCursor && { nextCursor }) } }
      },

      async grant(input, call) {
        const granted = await grantDelegation(call.db, await lockedOwn(call), input, call.now)
        await call.audit('delegation.grant', granted.id, {
          enterprise: granted.enterprise_id,
          person: granted.person_id,
          role: granted.role,
          items: granted.items,
          until: granted.until_at?.toISOString() ?? null,
        })
        return answer(granted, call)
      },

      async end({ delegationId }, call) {
        const own = await lockedOwn(call)
        const { ended, voided } = await endDelegation(call.db, own, delegationId, call.now)
        await call.audit('delegation.end', ended.id)
        for (const { id } of voided) await call.audit('delegation.void', id, { with: ended.id })
        return answer(ended, call)
      },
    },
  }
}

/** Read again now that nobody else can change it: it may have been ended since the request came in. */
async function lockedOwn({ caller, db, now }: Call): Promise<DelegationRow> {
  const enterpriseId = enterpriseIdOf(caller)
  await lockDelegations(db, enterpriseId)
  const own = await delegationOf(db, operatorOf(caller).personId, enterpriseId, now)
  if (!own) throw new PlatformProblem('forbidden')
  return own
}

function operatorOf(caller: Caller) {
  if (caller.kind === 'operator') return caller
  throw new PlatformProblem('forbidden')
}

async function answer(delegation: DelegationRow, { db, now }: Call) {
  return { body: await delegationAnswer(db, delegation, now) }
}
