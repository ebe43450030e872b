/** What every part of the loan form draws with. */
import type { FactWords } from '../../shared/facts/fact-words.js'
import type { FieldError } from '../../shared/form/error-summary.js'
import type { Formats } from '../../shared/formats.js'
import type { sharedTexts } from '../../shared/shared.texts.js'
import type { loanFormTexts } from '../qym-loan-form.texts.js'
import type { FieldName } from './check-need.js'
import type { laterStepsTexts } from './later-steps.texts.js'

export type LoanFormWords = (typeof loanFormTexts)['builtIn']['zh-CN']
export type LaterWords = LoanFormWords & (typeof laterStepsTexts)['builtIn']['zh-CN']

export interface Scene {
  readonly words: LoanFormWords
  readonly shared: (typeof sharedTexts)['builtIn']['zh-CN']
  readonly formats: Formats
  /** What is to be corrected, by control. */
  readonly errors: readonly FieldError[]
}

/** With the words of what is loaded once the first step is drawn. */
export interface LaterScene extends Scene {
  readonly words: LaterWords
  readonly facts: FactWords
}

/** The id of the control that a field's errors lead to. */
export function controlId(field: FieldName): string {
  return `loan-${field}`
}

/** The sentence beside a field; undefined where nothing is wrong. */
export function errorOf(field: FieldName, { errors }: Scene): string | undefined {
  return errors.find(({ id }) => id === controlId(field))?.sentence
}
