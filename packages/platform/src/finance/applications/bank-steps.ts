/** The steps of a bank on an application that it holds. */
import type { contract } from '@qiyema/core/contract'
import type * as z from 'zod/mini'
import { type LegalDate, legalDateAt, momentOf } from '../../calendar/shanghai-time.js'
import type { Call } from '../../http/handler.js'
import { invalidField } from '../../http/problems.js'
import { daysFrom, earlier, readTerms } from '../terms.js'
import type { ApplicationRow } from './steps.js'
import { takeStep } from './take-step.js'

type Steps = typeof contract.finance.applications
type InputOf<Name extends 'contact' | 'grantCredit' | 'sign' | 'disburse'> = z.output<Steps[Name]['body']> & {
  readonly applicationId: string
}

export async function contactEnterprise(call: Call, input: InputOf<'contact'>): Promise<ApplicationRow> {
  const { application } = await takeStep(call, 'contact', {
    ...input,
    change: async ({ decide_by }) => ({ expires_at: decide_by }),
  })
  return application
}

/** @throws {PlatformProblem} `invalid_fields` for more than was offered, or a day that has passed; else as `takeStep` */
export async function grantCredit(call: Call, input: InputOf<'grantCredit'>): Promise<ApplicationRow> {
  const { db, now } = call
  const { amount, until } = input
  ensureMoney(amount.amountFen)
  if (until !== undefined && until < legalDateAt(now)) throw tooEarly('/until', legalDateAt(now))
  const { signDays } = await readTerms(db)
  const signBy = daysFrom(now, signDays)
  const { application } = await takeStep(call, 'grantCredit', {
    ...input,
    async change({ offer_id: offerId }) {
      const offer = await db
        .selectFrom('loan_offers')
        .select('amount_fen')
        .where('id', '=', offerId ?? '')
        .executeTakeFirstOrThrow()
      ensureAtMost(amount.amountFen, offer.amount_fen)
      return {
        credit_fen: amount.amountFen,
        credit_decided_at: now,
        credit_until: until ?? null,
        expires_at: until === undefined ? signBy : earlier(signBy, momentOf(until, '24:00')),
      }
    },
  })
  return application
}

/** @throws {PlatformProblem} `invalid_fields` for a day before the credit was granted, or one to come; else as `takeStep` */
export async function signContract(call: Call, input: InputOf<'sign'>): Promise<ApplicationRow> {
  const { now } = call
  const { signedOn = legalDateAt(now) } = input
  const { application } = await takeStep(call, 'sign', {
    ...input,
    async change({ credit_decided_at: decidedAt }) {
      const [first, last] = [legalDateAt(decidedAt ?? now), legalDateAt(now)]
      if (signedOn < first) throw tooEarly('/signedOn', first)
      if (signedOn > last) throw invalidField('/signedOn', 'too_late', { max: last })
      return { signed_at: earlier(now, momentOf(signedOn, '24:00')), expires_at: null }
    },
  })
  return application
}

/** @throws {PlatformProblem} `invalid_fields` for more than is left of the credit; else as `takeStep` */
export async function payOut(call: Call, input: InputOf<'disburse'>): Promise<ApplicationRow> {
  const { amountFen } = input.amount
  ensureMoney(amountFen)
  const { application } = await takeStep(call, 'disburse', {
    ...input,
    async change({ credit_fen: credit, paid_out_fen: paidOut }) {
      ensureAtMost(amountFen, (credit ?? 0) - paidOut)
      return { paid_out_fen: paidOut + amountFen, last_paid_at: call.now }
    },
  })
  return application
}

function ensureMoney(amountFen: number): void {
  if (amountFen === 0) throw invalidField('/amount/amountFen', 'too_small', { min: 1 })
}

function ensureAtMost(amountFen: number, max: number): void {
  if (amountFen > max) throw invalidField('/amount/amountFen', 'too_great', { max })
}

function tooEarly(pointer: string, min: LegalDate) {
  return invalidField(pointer, 'too_early', { min })
}
