/** What every part of the loan form draws with. */
import type { FactWords } from '../../shared/facts/fact-words.js'
import type { Formats } from '../../shared/formats.js'
import type { sharedTexts } from '../../shared/shared.texts.js'
import type { loanFormTexts } from '../qym-loan-form.texts.js'
import type { FieldFault, FieldName } from './check-need.js'

export type LoanFormWords = (typeof loanFormTexts)['builtIn']['zh-CN']

export interface Scene {
  readonly words: LoanFormWords
  readonly shared: (typeof sharedTexts)['builtIn']['zh-CN']
  readonly formats: Formats
  readonly facts: FactWords
  /** What is wrong, by field. */
  readonly faults: readonly FieldFault[]
}

/** The id of the control that a field's errors lead to. */
export function controlId(field: FieldName): string {
  return `loan-${field}`
}
