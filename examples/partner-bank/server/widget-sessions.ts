/** What a bank's server does for the widgets on its pages: it asks the enterprise for its consent, and opens sessions under it. */
import { ApiError } from '@qiyema/core/partner'
import type { Bank } from './banks.ts'
import type { Customer } from './customers.ts'
import { dayIn } from './formats.ts'
import type { CustomerSignIn } from './sign-ins.ts'
import type { Language } from './texts/texts.ts'

const PURPOSE = 'loan-application'
const SCOPES = [
  'entity.profile',
  'tax.summary',
  'credit.enterprise',
  'green.profile',
  'operations.summary',
] as const
const TERM_DAYS = 180
const REASON: Readonly<Record<Language, string>> = {
  'zh-CN': '为企业推荐合适的贷款与政策，并用于贷款审批。',
  en: 'To recommend loans and policies that fit, and to decide on loan applications.',
}

/** What a page of this bank may show; the platform refuses everything else. */
const COMPONENTS = [
  'qym-business-card',
  'qym-code',
  'qym-policy-list',
  'qym-policy',
  'qym-consent',
  'qym-loan-products',
  'qym-loan-form',
  'qym-loan-application',
  'qym-scanner',
  'qym-verification',
] as const

/** Asks for a consent, unless one is in force or waits for its answer: without one there are no sessions. */
export async function askConsent({ client }: Bank, { uscc }: Customer, language: Language): Promise<void> {
  for (const state of ['active', 'requested'] as const)
    for await (const { enterprise, purpose } of client.consent.list({ state }))
      if (enterprise.uscc === uscc && purpose === PURPOSE) return
  await client.consent.request({
    uscc,
    purpose: PURPOSE,
    scopes: [...SCOPES],
    until: dayIn(TERM_DAYS),
    reason: REASON[language],
  })
}

/** A session's bootstrap for one browser, or why there is none. */
export type Opened =
  | { readonly outcome: 'opened'; readonly bootstrap: string }
  | { readonly outcome: 'consent-ended' }

/** Opens a session for a page of this site, and remembers it, so that signing out ends it. */
export async function openSession(
  { client }: Bank,
  { id, customer, sessions }: CustomerSignIn,
  origin: string,
): Promise<Opened> {
  try {
    const session = await client.session.open({
      uscc: customer.uscc,
      // The enterprise reads it, where it says who has consented.
      operatorReference: `企业网银 ${id.slice(0, 6)}`,
      purpose: PURPOSE,
      components: [...COMPONENTS],
      origins: [origin],
    })
    sessions.add(session.id)
    return { outcome: 'opened', bootstrap: session.bootstrap }
  } catch (error) {
    if (error instanceof ApiError && error.problem?.code === 'consent_required')
      return { outcome: 'consent-ended' }
    throw error
  }
}

/** Ends what was opened: from then on every token of it is refused. */
export async function endSessions({ client }: Bank, { sessions }: CustomerSignIn): Promise<void> {
  const ids = [...sessions]
  sessions.clear()
  await Promise.allSettled(ids.map(sessionId => client.session.end({ sessionId })))
}
