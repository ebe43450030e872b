/** What the parts of `<qym-loan-application>` draw with: words, what the person is doing, and whom to tell. */
import type { FactWords } from '../../shared/facts/fact-words.js'
import type { Formats } from '../../shared/formats.js'
import type { ShownProblem } from '../../shared/problem.js'
import type { sharedTexts } from '../../shared/shared.texts.js'
import type { LoanWords } from '../loan-words.js'
import type { loanApplicationTexts } from '../qym-loan-application.texts.js'
import type { Application, Material, Need } from './loan.js'
import type { Upload } from './uploads.js'

export type ApplicationWords = (typeof loanApplicationTexts)['builtIn']['en']

/** A question that is asked in its place, of an application or of the need. */
export type Question = 'accept' | 'decline' | 'withdraw' | 'repost'

export interface LoanDesk {
  readonly words: ApplicationWords
  readonly shared: (typeof sharedTexts)['builtIn']['en']
  readonly loans: LoanWords
  readonly facts: FactWords
  readonly formats: Formats
  /** Milliseconds since 1970. */
  readonly now: number
  /** There is somebody to send answers to. */
  readonly canAct: boolean
  readonly isBusy: boolean

  isAsked(question: Question, subject: string): boolean
  ask(question: Question, subject: string): void
  problemWith(subject: string): ShownProblem | undefined
  uploadOf(material: Material): Upload | undefined

  accept(application: Application): void
  decline(application: Application, reason: string): void
  supply(application: Application, material: Material, file: File): void
  cancelUpload(material: Material): void
  withdraw(need: Need): void
  repost(need: Need, until: string): void
  /** What the consent of a need that is posted again will be for; undefined until it is known. */
  readonly repostScopes: readonly string[] | undefined
  /** The day that was given would not do. */
  readonly isUntilWrong: boolean
}

/** A sentence by its name, where the name is made of what a platform answered. */
export function sentence(words: ApplicationWords, name: string): string | undefined {
  const found = Object.entries(words).find(([key]) => key === name)?.[1]
  return typeof found === 'string' ? found : undefined
}
