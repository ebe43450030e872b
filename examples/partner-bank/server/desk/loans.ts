/** What the platform answers about loans, as the desk uses it. */
import type { Client } from '@qiyema/core'

type ItemOf<List> = List extends { readonly items: readonly (infer Item)[] } ? Item : never

export type QueuedNeed = ItemOf<Awaited<ReturnType<Client['finance']['queue']['list']>>>
export type Application = Awaited<ReturnType<Client['finance']['applications']['read']>>
export type Product = ItemOf<Awaited<ReturnType<Client['finance']['products']['list']>>>
export type Fact = Awaited<ReturnType<Client['finance']['applications']['facts']>>['facts'][number]

/** What an officer can do with an application. */
export const STEPS = ['contact', 'materials', 'offer', 'credit', 'sign', 'disburse', 'decline'] as const
export type Step = (typeof STEPS)[number]

const BY_STATE: Readonly<Record<string, readonly Step[]>> = {
  claimed: ['contact', 'decline'],
  contacted: ['offer', 'materials', 'decline'],
  'materials-requested': ['offer', 'materials', 'decline'],
  offered: ['offer', 'decline'],
  accepted: ['credit', 'decline'],
  'credit-granted': ['sign', 'decline'],
  signed: ['disburse'],
}

/** What is offered to the officer. Whether it is possible the platform decides, when it is asked for. */
export function stepsFor(application: Application): readonly Step[] {
  const { state, consent } = application
  if (state === 'paid-out') return application.disbursement?.state === 'partly' ? ['disburse'] : []
  const steps = BY_STATE[state] ?? []
  // Without consent a bank goes no further; what is signed it keeps.
  if (consent.state !== 'active') return steps.filter(step => step === 'decline' || step === 'disburse')
  return steps
}

/** In fen: what was granted and is not paid out yet. */
export function leftToPay({ credit, disbursement }: Application): number {
  return (credit?.amount.amountFen ?? 0) - (disbursement?.paidOut.amountFen ?? 0)
}
