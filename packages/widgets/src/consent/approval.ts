/** What the person has chosen of a request, and what of it would not do. */
import type { Consent } from './consents.js'

/** As it stands before it is sent. */
export interface Choice {
  /** Scopes of the enterprise's data that are ticked; nothing is to begin with. */
  readonly scopes: readonly string[]
  /** Scopes that the person consents to for himself or herself. */
  readonly separate: readonly string[]
  /** The last day. */
  readonly until: string
}

export type ChoiceFault = 'scopes' | 'until-missing' | 'until-early' | 'until-late'

/** What the person concerned has to consent to separately (PIPL, articles 23 and 29). */
const PERSONAL_SCOPES: readonly string[] = ['people.contact']

/** Nothing is chosen for the person but the day that was asked for, which may be moved. */
export function firstChoice({ requestedUntil }: Consent): Choice {
  return { scopes: [], separate: [], until: requestedUntil }
}

/** What can be ticked as the enterprise's. */
export function enterpriseScopes({ requested }: Consent): readonly string[] {
  return requested.filter(scope => !PERSONAL_SCOPES.includes(scope))
}

export function personalScopes({ requested }: Consent): readonly string[] {
  return requested.filter(scope => PERSONAL_SCOPES.includes(scope))
}

/** @param today - the day in Shanghai */
export function faultsOf(
  { scopes, separate, until }: Choice,
  { requestedUntil }: Consent,
  today: string,
): ChoiceFault[] {
  const faults: ChoiceFault[] = scopes.length + separate.length === 0 ? ['scopes'] : []
  if (until === '') return [...faults, 'until-missing']
  if (until < today) return [...faults, 'until-early']
  return until > requestedUntil ? [...faults, 'until-late'] : faults
}
