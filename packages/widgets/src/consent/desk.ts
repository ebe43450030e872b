/** What the parts of `<qym-consent>` draw with: words, what the person is doing, and whom to tell. */
import type { FactWords } from '../shared/facts/fact-words.js'
import type { Formats } from '../shared/formats.js'
import type { ShownProblem } from '../shared/problem.js'
import type { sharedTexts } from '../shared/shared.texts.js'
import type { Choice, ChoiceFault } from './approval.js'
import type { Consent, ConsentReadPage } from './consents.js'
import type { ConsentWords } from './qym-consent.texts.js'

/** What is unfolded at a consent, in its place: nothing pops up. */
export type Panel = 'refuse' | 'withdraw' | 'reads'

export interface ConsentDesk {
  readonly words: ConsentWords
  readonly shared: (typeof sharedTexts)['builtIn']['en']
  /** What scopes and facts are called. */
  readonly facts: FactWords
  readonly formats: Formats
  /** The day in Shanghai. */
  readonly today: string
  /** Where people sign in themselves. */
  readonly platform: string
  /** The person has signed in at the platform and may consent to what is his or her own. */
  readonly isByPerson: boolean
  /** There is somebody to send answers to. */
  readonly canAct: boolean
  readonly isBusy: boolean

  choiceOf(consent: Consent): Choice
  choose(consent: Consent, change: Partial<Choice>): void
  faultsOf(consent: Consent): readonly ChoiceFault[]
  /** What of an answer went wrong. */
  problemWith(consent: Consent): ShownProblem | undefined
  isOpen(consent: Consent, panel: Panel): boolean
  toggle(consent: Consent, panel: Panel): void
  readsOf(consent: Consent): ConsentReadPage | undefined

  approve(consent: Consent): void
  /** Refuses or withdraws, with the reason that was typed. */
  end(consent: Consent, how: 'refuse' | 'withdraw', reason: string): void
  saveReceipt(consent: Consent): void
  readMore(consent: Consent): void
}
