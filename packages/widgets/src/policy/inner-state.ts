/** The states of a part of a widget, such as a match inside a policy: the widget's own state is another thing. */
import { html, nothing, type TemplateResult } from 'lit'
import type { Formats } from '../shared/formats.js'
import { sharedTexts } from '../shared/shared.texts.js'
import type { WidgetState } from '../shared/state.js'
import { loadingView, problemView } from '../shared/states.js'
import { textsFor } from '../shared/texts.js'

export interface PartViews<Value> {
  readonly language: string
  readonly formats: Formats
  readonly lines: number
  ready(value: Value): TemplateResult | typeof nothing
  reload(): void
}

/** Draws a part. Who is signed out is told by the widget around it, and not by each of its parts. */
export function drawPart<Value>(
  state: WidgetState<Value>,
  { language, formats, lines, ready, reload }: PartViews<Value>,
): TemplateResult | typeof nothing {
  const words = textsFor(sharedTexts, language)
  switch (state.kind) {
    case 'loading':
      return loadingView(words, lines)
    case 'problem':
      return problemView(words, formats, state.problem, reload)
    case 'ready':
      return html`${ready(state.value)}`
    case 'empty':
    case 'signed-out':
      return nothing
  }
}
