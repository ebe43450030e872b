/** What the parts of `<qym-consent>` draw with: words, what the person is doing, and whom to tell. */
import type { nothing, TemplateResult } from 'lit'
import type { Entries } from '../shared/drafts/entries.js'
import type { FormTyping } from '../shared/drafts/form-typing.js'
import type { FactWords } from '../shared/facts/fact-words.js'
import type { Formats } from '../shared/formats.js'
import type { ShownProblem } from '../shared/problem.js'
import type { QymElement } from '../shared/qym-element.js'
import type { sharedTexts } from '../shared/shared.texts.js'
import type { Messages, Texts } from '../shared/texts.js'
import type { ConsentAnswers } from './answers.js'
import type { Choice, ChoiceFault } from './approval.js'
import type { Consent, ConsentReadPage } from './consents.js'
import type { panelTexts } from './panels.texts.js'
import type { ConsentWords } from './qym-consent.texts.js'

/** What is unfolded at a consent, in its place: nothing pops up. */
export type Panel = 'refuse' | 'withdraw' | 'reads'

export interface ConsentDesk {
  readonly words: ConsentWords
  readonly shared: (typeof sharedTexts)['builtIn']['en']
  /** What scopes and facts are called. */
  readonly facts: FactWords
  readonly formats: Formats
  readonly language: string
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
  /** Of a part that has its own. */
  texts<Content extends Messages>(texts: Texts<Content>): Content

  approve(consent: Consent): void
  saveReceipt(consent: Consent): void
  isOpen(consent: Consent, panel: Panel): boolean
  toggle(consent: Consent, panel: Panel): void
  /** Personal information, which is consented to apart. */
  personalChoice(consent: Consent, scope: string, holdings: unknown): TemplateResult | typeof nothing
  /** How it stands, once it was answered. */
  standingOf(consent: Consent): TemplateResult | typeof nothing
  /** What is unfolded at it. */
  panelOf(consent: Consent): TemplateResult | typeof nothing
  /** It is asked whether it is to end, so that nothing else is offered. */
  isEnding(consent: Consent): boolean
}

/** What panels, which are loaded on use, may do to the element that they stand in. */
export interface ConsentPlace {
  readonly element: QymElement
  readonly answers: ConsentAnswers
  desk(): ConsentDesk
  /** Shows a consent as an answer has made it, and says so, in the language of then. */
  settle(changed: Consent, say: () => string): void
  /** An answer has failed: if somebody else was faster, how it stands is shown. */
  catchUp(consent: Consent): Promise<void>
  tell(event: 'qym-consent-refused' | 'qym-consent-withdrawn', detail: { readonly consentId: string }): void
}

/** Panels draw with more than what they stand in. */
export interface PanelDesk extends ConsentDesk {
  readonly panels: (typeof panelTexts)['builtIn']['en']
  readsOf(consent: Consent): ConsentReadPage | undefined
  /** What is typed of why a request is refused. */
  readonly refusal: FormTyping<Entries>
  readMore(consent: Consent): void
  /** Refuses or withdraws, with the reason that was typed. */
  end(consent: Consent, how: 'refuse' | 'withdraw', reason: string): void
}
