/** Where in the form one is, seen and heard. */
import { html, nothing, type TemplateResult } from 'lit'
import type { Scene } from './scene.js'

export type Step = 'need' | 'consent' | 'review'

/** A need that is posted again is not typed again. */
export function stepsOf(isRepost: boolean): readonly Step[] {
  return isRepost ? ['consent', 'review'] : ['need', 'consent', 'review']
}

export function stepTitle(step: Step, { words }: Scene): string {
  switch (step) {
    case 'need':
      return words.stepNeed
    case 'consent':
      return words.stepConsent
    case 'review':
      return words.stepReview
  }
}

export function stepList(steps: readonly Step[], current: Step, scene: Scene): TemplateResult {
  const at = steps.indexOf(current)
  return html`
    <ol class="steps" part="steps">
      ${steps.map(
        (step, index) => html`
        <li data-at=${index < at ? 'done' : 'open'} aria-current=${index === at ? 'step' : nothing}>
          ${stepTitle(step, scene)}${index < at ? html`<span class="visually-hidden"> ${scene.words.stepDone}</span> <span aria-hidden="true">✓</span>` : nothing}
        </li>`,
      )}
    </ol>
  `
}
