/** The handlers of codes: claimed by enterprises, kept in order by officers, resolved and verified by anyone. */
import type { contract } from '@qiyema/core/contract'
import type { Call, HandlersOf } from '../http/handler.js'
import { type CodeReason, type CodeRow, changeState, tellOfCodes } from '../issuing/code-state.js'
import type { Issuer } from '../issuing/issuer.js'
import type { Judge } from '../issuing/judge.js'
import { publicKeys } from '../issuing/jwks.js'
import type { StatusLists } from '../issuing/status-list.js'
import { currentTrust } from '../issuing/trust-list.js'
import type { PlatformKeys } from '../keys/keys.js'
import { enterpriseOf } from '../registry/enterprises.js'
import { changeRegistration } from './change-registration.js'
import { claimCode } from './claim.js'
import { codeAnswer } from './code-answer.js'
import { codeToChange, findCode, listCodes } from './find.js'
import { codeHolder } from './holder.js'
import { issueCode, reissueCode } from './issue.js'
import { completeInformation, profileAnswer } from './profile.js'
import { resolveText, verifyTexts } from './resolve.js'
import { ensurePossible, impossible, STEPS, type Step } from './steps.js'

export interface CodeServices {
  readonly issuer: Issuer
  readonly judge: Judge
  readonly statusLists: StatusLists
  readonly keys: PlatformKeys
}

/** A CDN keeps these, and asks whether they hold: a revocation is seen at once, and mostly answered by 304. */
const ASK_AGAIN = { 'cache-control': 'public, no-cache' } as const

/** The handlers of `contract.code`. */
export function codeRoutes({
  issuer,
  judge,
  statusLists,
  keys,
}: CodeServices): HandlersOf<typeof contract.code> {
  const answered = (code: CodeRow, { now }: Call) => ({ body: codeAnswer(code, issuer.status, now) })
  const keySet = JSON.stringify(publicKeys(keys))

  return {
    async claim({ uscc }, call) {
      const enterprise = await claimCode(call, uscc)
      await call.audit('code.claim', enterprise.id)
      return { body: await profileAnswer(call, enterprise) }
    },

    profile: {
      async read(_input, call) {
        return { body: await profileAnswer(call, await codeHolder(call.db, call.caller)) }
      },

      async complete(information, call) {
        const { id } = await codeHolder(call.db, call.caller)
        await completeInformation(call, id, information)
        await call.audit('code.complete', id, { members: Object.keys(information).toSorted() })
        return { body: await profileAnswer(call, await enterpriseOf(call.db, id)) }
      },
    },

    codes: {
      async issue(wishes, call) {
        return answered(await issueCode(call, issuer, wishes), call)
      },

      async list(wanted, { db, caller, now }) {
        const { items, ...page } = await listCodes(db, caller, wanted, now)
        return { body: { ...page, items: items.map(code => codeAnswer(code, issuer.status, now)) } }
      },

      async read({ codeId }, call) {
        return answered(await findCode(call.db, call.caller, codeId), call)
      },

      suspend: async ({ codeId, reason, note }, call) =>
        answered(await takeStep('suspend', codeId, call, reason, note), call),

      resume: async ({ codeId, note }, call) =>
        answered(await takeStep('resume', codeId, call, undefined, note), call),

      revoke: async ({ codeId, reason, note }, call) =>
        answered(await takeStep('revoke', codeId, call, reason, note), call),

      async reissue(input, call) {
        return answered(await reissueCode(call, issuer, input), call)
      },
    },

    async resolve({ text }, call) {
      return { body: await resolveText(call, judge, text, issuer.baseUrl) }
    },

    async verify({ texts }, call) {
      return { body: await verifyTexts(call, judge, texts) }
    },

    registrations: {
      async change({ uscc, ...change }, call) {
        return { body: await profileAnswer(call, await changeRegistration(call, uscc, change)) }
      },
    },

    async keys() {
      return { bytes: keySet, headers: ASK_AGAIN }
    },

    async trustList(_input, { db, now }) {
      const { seq, token } = await currentTrust(db, issuer, now)
      return { bytes: token, etag: `s${seq}`, headers: ASK_AGAIN }
    },

    async statusList({ list }, { db, now }) {
      const published = await statusLists.read(db, Number(list), now)
      if (!published) return { status: 204, headers: ASK_AGAIN }
      return { bytes: published.token, etag: published.tag, headers: ASK_AGAIN }
    },
  }
}

async function takeStep(
  step: Exclude<Step, 'reissue'>,
  codeId: string,
  call: Call,
  reason?: CodeReason,
  note?: string,
): Promise<CodeRow> {
  const { db, caller, now } = call
  const code = await codeToChange(db, caller, codeId)
  ensurePossible(step, code, caller, now, reason)
  if (step === 'resume') await ensureMayWork(call, code)
  const { from, to } = STEPS[step]
  const changed = await changeState(db, [codeId], { from, to, reason: reason ?? null, note }, now)
  await tellOfCodes(db, `code.${step}`, changed, now, call)
  return changed[0] ?? code
}

/** A code does not come back into force before its enterprise does. */
async function ensureMayWork({ db, caller, now }: Call, code: CodeRow): Promise<void> {
  const { registration_status: status } = await enterpriseOf(db, code.enterprise_id)
  if (status !== 'active') throw impossible(code, caller, now)
}
