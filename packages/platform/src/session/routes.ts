/** The life of a widget's session: a partner opens it, one browser swaps its bootstrap for tokens, either ends it. */
import type { contract } from '@qiyema/core/contract'
import { proofRefusal } from '../access/authenticate.js'
import type { Caller, ConsentPurpose, PartnerCaller, WidgetCaller } from '../access/caller.js'
import { type Proofs, thumbprintOf } from '../access/dpop.js'
import { originsOf } from '../access/partners.js'
import {
  BOOTSTRAP_SECONDS,
  beginSession,
  endSession,
  keepSession,
  liveSession,
  type SessionRow,
  secondsAfter,
} from '../access/sessions.js'
import { MAX_TOKEN_SECONDS, type Tokens } from '../access/tokens.js'
import { takeOnce } from '../access/used-proofs.js'
import type { HandlersOf } from '../http/handler.js'
import { PlatformProblem } from '../http/problems.js'
import { newId } from '../store/ids.js'
import type { Db } from '../store/store.js'

type Texts = SessionRow['name']

export interface SessionServices {
  readonly tokens: Tokens
  readonly proofs: Proofs
  /** An enterprise that has claimed its code; undefined for every other credit code. */
  findEnterprise(db: Db, uscc: string): Promise<{ readonly id: string; readonly name: Texts } | undefined>
  /** Whether a partner may have sessions of an enterprise for a purpose. */
  isOpenTo(
    db: Db,
    partnerId: string,
    enterpriseId: string,
    purpose: ConsentPurpose,
    now: Date,
  ): Promise<boolean>
}

/** The handlers of `contract.session`. */
export function sessionRoutes(services: SessionServices): HandlersOf<typeof contract.session> {
  const { tokens, proofs } = services
  return {
    async open(input, call) {
      const { partnerId } = partnerOf(call.caller)
      await ensureRegistered(call.db, partnerId, input.origins)
      const enterprise = await services.findEnterprise(call.db, input.uscc)
      if (!enterprise) throw new PlatformProblem('not_registered')
      if (!(await services.isOpenTo(call.db, partnerId, enterprise.id, input.purpose, call.now)))
        throw new PlatformProblem('consent_required')
      const id = newId('session')
      const recipe = { purpose: `bootstrap ${id}`, form: 'token' } as const
      const bootstrap = await call.secret(recipe)
      const session = await keepSession(
        call.db,
        {
          id,
          partner_id: partnerId,
          enterprise_id: enterprise.id,
          uscc: input.uscc,
          name: enterprise.name,
          operator_reference: input.operatorReference,
          purpose: input.purpose,
          components: [...new Set(input.components)],
          origins: [...new Set(input.origins)],
        },
        bootstrap,
        call.now,
      )
      await call.audit('session.open', id, { enterprise: enterprise.id, purpose: input.purpose })
      return {
        body: {
          id,
          bootstrap,
          bootstrapExpiresAt: secondsAfter(call.now, BOOTSTRAP_SECONDS).toISOString(),
          expiresAt: session.expires_at.toISOString(),
        },
        secrets: { bootstrap: recipe },
      }
    },

    async exchange(input, call) {
      const { proof, origin, url, db, now } = call
      const proven = await proofs.read(proof, { method: 'POST', url })
      if (!proven.isGood) throw await proofRefusal(proven.wantsNonce, proofs)
      if (proven.keyThumbprint !== (await thumbprintOf(input.key))) throw await proofRefusal(false, proofs)
      if (!(await takeOnce(db, proven.proofId, proven.usableUntil))) throw await proofRefusal(false, proofs)
      const session = await beginSession(db, input.bootstrap, proven.keyThumbprint, now)
      if (!session) throw new PlatformProblem('bootstrap_used')
      if (origin === undefined || !session.origins.includes(origin)) throw new PlatformProblem('wrong_origin')
      return tokenFor(session, proven.keyThumbprint, now, tokens)
    },

    async refresh(_input, { caller, db, now }) {
      const { sessionId, keyThumbprint } = widgetOf(caller)
      const session = await liveSession(db, sessionId, now)
      if (!session) throw new PlatformProblem('token_expired')
      return tokenFor(session, keyThumbprint, now, tokens)
    },

    async end({ sessionId }, call) {
      if (call.caller.kind === 'widget' && call.caller.sessionId !== sessionId)
        throw new PlatformProblem('not_found')
      const ended = await endSession(call.db, sessionId, call.now)
      // Ending what has ended changes nothing, and says no more than that.
      if (!ended) return {}
      await call.audit('session.end', sessionId)
      const { partner_id: partnerId } = ended
      await call.emit({
        type: 'session.ended',
        resource: sessionId,
        partners: [partnerId],
        data: { by: call.caller.kind },
      })
      return {}
    },
  }
}

async function ensureRegistered(db: Db, partnerId: string, origins: readonly string[]): Promise<void> {
  const registered = await originsOf(db, partnerId)
  const errors = origins.flatMap((origin, index) =>
    registered.includes(origin) ? [] : [{ pointer: `/origins/${index}`, code: 'not_registered_origin' }],
  )
  if (errors.length > 0) throw new PlatformProblem('wrong_origin', { errors })
}

/** A token that ends with its session, if that comes first. */
async function tokenFor(session: SessionRow, keyThumbprint: string, now: Date, tokens: Tokens) {
  const secondsLeft = Math.floor((session.expires_at.getTime() - now.getTime()) / 1000)
  const expiresInSeconds = Math.min(MAX_TOKEN_SECONDS, secondsLeft)
  if (expiresInSeconds < 1) throw new PlatformProblem('token_expired')
  const { id, partner_id: partnerId, enterprise_id: enterpriseId, uscc, name, purpose, components } = session
  const subject = { kind: 'widget', sessionId: id, partnerId, enterpriseId, keyThumbprint } as const
  return {
    body: {
      accessToken: await tokens.issue(subject, expiresInSeconds),
      tokenType: 'DPoP' as const,
      expiresAt: secondsAfter(now, expiresInSeconds).toISOString(),
      expiresInSeconds,
      session: { id, enterprise: { uscc, name }, purpose, components: [...components] },
    },
  }
}

function partnerOf(caller: Caller): PartnerCaller {
  if (caller.kind === 'partner') return caller
  throw new PlatformProblem('forbidden')
}

function widgetOf(caller: Caller): WidgetCaller {
  if (caller.kind === 'widget') return caller
  throw new PlatformProblem('forbidden')
}
