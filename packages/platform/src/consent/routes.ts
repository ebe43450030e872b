/** The handlers of consents: a partner asks, the enterprise answers and takes back, and sees every read. */
import type { contract } from '@qiyema/core/contract'
import { type Caller, ensureItem, enterpriseIdOf } from '../access/caller.js'
import { consentEvent, followEnds } from '../access/consent-ends.js'
import { type ConsentRow, endConsent, readUnderConsent } from '../access/consents.js'
import type { Call, HandlersOf } from '../http/handler.js'
import type { Db } from '../store/store.js'
import { consentAnswer, createConsentAnswers } from './answer.js'
import { approveConsent } from './approve.js'
import { consentFor, consentToChange, listConsents, type NamedConsentRow } from './find.js'
import { listReads } from './reads.js'
import { type ReceiptServices, receiptOf } from './receipt.js'
import { requestConsent } from './request.js'
import { ensurePossible, impossible } from './steps.js'

export type ConsentServices = ReceiptServices

/** The handlers of `contract.consent`. */
export function consentRoutes(services: ConsentServices): HandlersOf<typeof contract.consent> {
  return {
    async request(input, call) {
      const consent = await requestConsent(call.db, call.caller, input, call.now)
      await call.audit('consent.request', consent.id, {
        enterprise: consent.enterprise_id,
        purpose: consent.purpose,
        scopes: consent.requested,
      })
      return answer(consent.id, call)
    },

    async list(input, { caller, db, now }) {
      ensureMayAnswer(caller)
      const { items, nextCursor } = await listConsents(db, caller, input, now)
      const toAnswer = await createConsentAnswers(db, items, caller, now)
      return { body: { items: items.map(toAnswer), nextCursor } }
    },

    async read({ consentId }, call) {
      ensureMayAnswer(call.caller)
      return answer(consentId, call)
    },

    async approve(input, call) {
      ensureMayAnswer(call.caller)
      const requested = await consentToChange(call.db, call.caller, input.consentId)
      ensurePossible('approve', requested, call.now)
      const consent = await approveConsent(call.db, call.caller, requested, input, call.now)
      await keepReceipt(call, consent.id, services)
      const { id, granted, purpose, until_at: until } = consent
      await call.audit('consent.approve', id, { granted, purpose, until: until?.toISOString() ?? null })
      await tell(consent, call)
      return answer(consent.id, call)
    },

    async refuse({ consentId, reason = null }, call) {
      ensureMayAnswer(call.caller)
      const requested = await consentToChange(call.db, call.caller, consentId)
      ensurePossible('refuse', requested, call.now)
      const consent = await call.db
        .updateTable('consents')
        .set({ state: 'refused', answered_at: call.now, ended_at: call.now, end_reason: reason })
        .where('id', '=', consentId)
        .returningAll()
        .executeTakeFirstOrThrow()
      await call.audit('consent.refuse', consentId)
      await followEnds(call.db, [consent], call.now, call.emit)
      return answer(consent.id, call)
    },

    async withdraw({ consentId, reason = null }, call) {
      ensureMayAnswer(call.caller)
      ensurePossible('withdraw', await consentToChange(call.db, call.caller, consentId), call.now)
      const ended = await endConsent(call.db, consentId, 'withdrawn', call.now, reason)
      for (const { id } of ended) await call.audit('consent.withdraw', id)
      await followEnds(call.db, ended, call.now, call.emit)
      return answer(consentId, call)
    },

    async receipt({ consentId }, { caller, db, now }) {
      ensureMayAnswer(caller)
      const consent = await consentFor(db, caller, consentId)
      if (consent.from_at === null) throw impossible(consent, now)
      return { bytes: consent.receipt ?? (await signedReceipt(db, consent, services, now)) }
    },

    async reads(input, { caller, db }) {
      ensureMayAnswer(caller)
      await consentFor(db, caller, input.consentId)
      const { items, nextCursor } = await listReads(db, caller, input)
      return { body: { items: [...items], nextCursor } }
    },

    async facts({ consentId }, call) {
      const { caller, db, now } = call
      await consentFor(db, caller, consentId)
      const isForForm = caller.kind === 'widget' && caller.components.includes('qym-loan-form')
      const read = await readUnderConsent(db, consentId, now, { isForForm })
      await call.audit('consent.read', consentId, { read: read.id })
      const { facts, purgeAt } = read
      return { body: { consentId, facts, ...(purgeAt && { purgeAt: purgeAt.toISOString() }) } }
    },
  }
}

/** Of an enterprise's people, a handler only with this item; and whoever acts for one has chosen which. */
function ensureMayAnswer(caller: Caller): void {
  if (caller.kind === 'partner') return
  enterpriseIdOf(caller)
  ensureItem(caller, 'consent')
}

async function answer(consentId: string, { db, caller, now }: Call) {
  return { body: await consentAnswer(db, await consentFor(db, caller, consentId), caller, now) }
}

async function tell(consent: ConsentRow, { emit }: Call): Promise<void> {
  const event = consentEvent(consent)
  if (event) await emit(event)
}

async function keepReceipt(
  { db, caller, now }: Call,
  consentId: string,
  services: ConsentServices,
): Promise<void> {
  const receipt = await signedReceipt(db, await consentFor(db, caller, consentId), services, now)
  await db.updateTable('consents').set({ receipt }).where('id', '=', consentId).execute()
}

/** One receipt for both sides: names stand in it as the recipient may know them. */
async function signedReceipt(
  db: Db,
  consent: NamedConsentRow,
  services: ConsentServices,
  now: Date,
): Promise<string> {
  const recipient: Caller = { kind: 'partner', partnerId: consent.partner_id ?? '', scopes: [] }
  return receiptOf(consent, await consentAnswer(db, consent, recipient, now), services)
}
