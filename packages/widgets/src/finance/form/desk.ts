/** What the later steps take from the form around them, and have it do. */

import type { Typing } from '../../shared/drafts/typing.js'
import type { ShownProblem } from '../../shared/problem.js'
import type { QymElement } from '../../shared/qym-element.js'
import type { Messages, Texts } from '../../shared/texts.js'
import type { FieldFault } from './check-need.js'
import type { Ground } from './ground.js'
import type { Need, NeedValues } from './need-values.js'
import type { Step } from './steps.js'
import type { Wish } from './submission.js'

export interface Desk {
  readonly form: QymElement
  readonly typing: Typing<NeedValues>
  step(): Step
  /** Undefined while it is loaded anew. */
  ground(): Ground | undefined
  /** All that stands in the first step. */
  values(ground: Ground): NeedValues
  /** Scopes that the page asks for. */
  scopes(): string
  now(): number
  language(): string
  texts<Content extends Messages>(texts: Texts<Content>): Content
  problemFrom(error: unknown): ShownProblem
  /** @returns false where the host page has taken over */
  mayFile(wish: Wish): boolean
  filed(need: Need, sentence: string): void
  /** What is being mended is not reproached any longer. */
  forgive(fields: readonly string[]): void
  /** Turns to a step: what is to be corrected there has the focus, or else its heading. */
  turnTo(step: Step, faults?: readonly FieldFault[]): void
  /** Everything from the start. */
  begin(): void
}
