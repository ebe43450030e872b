/** The form around its steps: title, where one is, the step itself, and the ways on and back. */
import { html, nothing, type TemplateResult } from 'lit'
import type { Scene } from './scene.js'
import { type Step, stepList, stepTitle } from './steps.js'

export interface FormFrame {
  readonly title: string
  readonly steps: readonly Step[]
  readonly step: Step
  /** What the need is about. */
  readonly about: unknown
  /** What is kept, how the last attempt went, and what is to be corrected. */
  readonly notes: unknown
  readonly content: unknown
  readonly nextWord: string
  readonly isBusy: boolean
  readonly scene: Scene
  next(): void
  back(step: Step): void
}

export function formFrame(frame: FormFrame): TemplateResult {
  const { steps, step, scene, isBusy } = frame
  const { words, shared, formats } = scene
  const at = steps.indexOf(step)
  const before = steps[at - 1]
  const submit = (event: Event) => {
    event.preventDefault()
    frame.next()
  }
  return html`
    <form class="form" novalidate @submit=${submit}>
      <h2>${frame.title}</h2>
      ${frame.about}
      ${stepList(steps, step, scene)}
      ${frame.notes}
      <section class="step" aria-labelledby="step-title">
        <h3 id="step-title" tabindex="-1" data-heading>
          <span class="visually-hidden">${words.stepOf(formats.count(at + 1), formats.count(steps.length))}</span>
          ${stepTitle(step, scene)}
        </h3>
        ${frame.content}
      </section>
      <div class="row actions">
        <button type="submit" class="button" aria-disabled=${isBusy}>${frame.nextWord}</button>
        ${before ? html`<button type="button" class="button" data-kind="secondary" data-action="back" ?disabled=${isBusy} @click=${() => frame.back(before)}>${shared.back}</button>` : nothing}
      </div>
    </form>
  `
}
