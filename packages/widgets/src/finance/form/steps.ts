/** Where in the form one is, seen and heard. */
import { html, nothing, type TemplateResult } from 'lit'
import type { Ground } from './ground.js'
import type { Scene } from './scene.js'

export type Step = 'need' | 'consent' | 'review'

/** A need that is posted again is not typed again. */
export function stepsOf(isRepost: boolean): readonly Step[] {
  return isRepost ? ['consent', 'review'] : ['need', 'consent', 'review']
}

export function titleOf({ reposted, renewed }: Ground, { words }: Scene): string {
  if (reposted) return words.titleRepost
  return renewed ? words.titleRenewal : words.title
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

/** Of the step, or of what has become of the need. */
export function focusHeading(root: ShadowRoot | null): void {
  const heading = root?.querySelector<HTMLElement>('[data-heading], .notice-title[tabindex]')
  heading?.focus()
  heading?.scrollIntoView({ block: 'nearest' })
}
