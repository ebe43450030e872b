/** What the parts of `<qym-loan-application>` draw with: words, what is asked, and whom to tell. */
import type { nothing, TemplateResult } from 'lit'
import type { Entries } from '../../shared/drafts/entries.js'
import type { FormTyping } from '../../shared/drafts/form-typing.js'
import type { FactWords } from '../../shared/facts/fact-words.js'
import type { Formats } from '../../shared/formats.js'
import type { ShownProblem } from '../../shared/problem.js'
import type { QymElement } from '../../shared/qym-element.js'
import type { sharedTexts } from '../../shared/shared.texts.js'
import type { Messages, Texts } from '../../shared/texts.js'
import type { LoanWords } from '../loan-words.js'
import type { loanApplicationTexts } from '../qym-loan-application.texts.js'
import type { Application, Loan, Need } from './loan.js'
import type { stepTexts } from './steps.texts.js'

export type ApplicationWords = (typeof loanApplicationTexts)['builtIn']['en']

/** A question that is asked in its place, of an application or of the need. */
export type Question = 'accept' | 'decline' | 'withdraw' | 'repost'

export interface LoanDesk {
  readonly words: ApplicationWords
  readonly shared: (typeof sharedTexts)['builtIn']['en']
  readonly loans: LoanWords
  readonly formats: Formats
  readonly locale: string
  /** Milliseconds since 1970. */
  readonly now: number
  /** There is somebody to send answers to. */
  readonly canAct: boolean

  /** Of a part that has its own. */
  texts<Content extends Messages>(texts: Texts<Content>): Content
  isAsked(question: Question, subject: string): boolean
  ask(question: Question, subject: string): void
  /** Something is asked of it and can be answered, so that nothing else is offered. */
  isAnswering(subject: string): boolean
  /** The question that is asked of it, and what went wrong with an answer. */
  bankQuestion(application: Application): TemplateResult | typeof nothing
  needQuestion(need: Need): TemplateResult | typeof nothing
  materialsOf(application: Application): TemplateResult | typeof nothing
}

/** What is agreed to when a need is posted again. */
export interface RepostAgreement {
  /** The last day, as a date control has it. */
  readonly until: string
  /** The contact's own consent to being called. */
  readonly isContactAgreed: boolean
}

/** Questions draw with more than what they stand in: what is sent, and what became of it. */
export interface QuestionDesk extends LoanDesk {
  readonly steps: (typeof stepTexts)['builtIn']['en']
  readonly facts: FactWords
  readonly isBusy: boolean
  /** What is typed of why a bank is declined. */
  readonly refusal: FormTyping<Entries>
  /** What the consent of a need that is posted again will be for; undefined until it is known. */
  readonly repostScopes: readonly string[] | undefined
  /** What of the agreement to it would not do. */
  readonly repostFaults: readonly (keyof RepostAgreement)[]
  problemWith(subject: string): ShownProblem | undefined

  accept(application: Application): void
  decline(application: Application, reason: string): void
  withdraw(need: Need): void
  repost(need: Need, agreement: RepostAgreement): void
}

/** What those parts that are loaded on use may do to the element that they stand in. */
export interface LoanPlace {
  readonly element: QymElement
  desk(): LoanDesk
  loan(): Loan | undefined
  /** Shows an application as a step has made it. */
  put(changed: Application): void
  /** Says what has come of a step, in the language of then, and looks at what has come of everything else. */
  settle(say: () => string): Promise<void>
  /** Shows another need than the one that was wanted. */
  follow(needId: string): void
  /** Has a screen reader say it. */
  announce(sentence: string): void
  tell<Name extends keyof HTMLElementEventMap>(
    name: Name,
    detail: HTMLElementEventMap[Name] extends CustomEvent<infer Detail> ? Detail : never,
  ): void
}

/** A sentence by its name, where the name is made of what a platform answered. */
export function sentence(words: ApplicationWords, name: string): string | undefined {
  const found = Object.entries(words).find(([key]) => key === name)?.[1]
  return typeof found === 'string' ? found : undefined
}

export function bankOf({ bank }: Application, { formats }: Pick<LoanDesk, 'formats'>): string {
  return formats.localised(bank.name)
}
