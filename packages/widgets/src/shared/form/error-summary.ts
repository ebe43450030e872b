/** All that needs correcting in one place, each a way to its field. */
import { html, nothing, type TemplateResult } from 'lit'

export interface FieldError {
  /** Of the control. */
  readonly id: string
  readonly sentence: string
}

/** Draws the summary; nothing when there is nothing to say. Give it focus by {@link focusErrorSummary} once it is drawn. */
export function errorSummary(title: string, errors: readonly FieldError[]): TemplateResult | typeof nothing {
  if (errors.length === 0) return nothing
  return html`
    <div class="error-summary" part="error-summary" role="alert" tabindex="-1">
      <h3>${title}</h3>
      <ul>
        ${errors.map(({ id, sentence }) => html`<li><a href="#${id}" @click=${goTo}>${sentence}</a></li>`)}
      </ul>
    </div>
  `
}

export function focusErrorSummary(root: ShadowRoot | null): void {
  root?.querySelector<HTMLElement>('.error-summary')?.focus()
}

/** A fragment is looked up in the page, where what stands in a shadow root is not found. */
function goTo(event: Event): void {
  event.preventDefault()
  const link = event.currentTarget
  if (!(link instanceof HTMLAnchorElement)) return
  const root = link.getRootNode()
  if (root instanceof ShadowRoot) root.getElementById(link.hash.slice(1))?.focus()
}
