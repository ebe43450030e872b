/** What the page of an application shows, and its forms with it. */
import type { Application, Product } from './loans.ts'
import type { Refusal } from './refusal.ts'
import type { Filled } from './take-step.ts'

export interface ApplicationView {
  readonly application: Application
  /** Of this bank. */
  readonly products: readonly Product[]
  readonly refusal?: Refusal | undefined
  /** What was typed into a form that was refused: nobody types it again. */
  readonly filled?: Filled
}
