/** A native control with its label, hint and error, which assistive technology reads as one. */
import { html, nothing, type TemplateResult } from 'lit'

/** What a control has to carry so that it belongs to its field. */
export interface ControlBinding {
  readonly id: string
  readonly describedBy: string | typeof nothing
  readonly invalid: 'true' | typeof nothing
}

export interface FieldParts {
  /** Unique in the widget: also what the error summary points at. */
  readonly id: string
  readonly label: string
  /** A word beside the label: optional, unit. */
  readonly mark?: string | undefined
  readonly hint?: unknown
  readonly error?: string | undefined
  control(binding: ControlBinding): TemplateResult
}

/** Draws a field. A hint and an error are both read after the label. */
export function field({ id, label, mark, hint, error, control }: FieldParts): TemplateResult {
  const describing = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ')
  return html`
    <div class="field">
      <label for=${id}>${label}${mark ? html` <span class="mark">${mark}</span>` : nothing}</label>
      ${hint ? html`<div class="field-hint" id="${id}-hint">${hint}</div>` : nothing}
      ${control({ id, describedBy: describing || nothing, invalid: error ? 'true' : nothing })}
      ${error ? html`<div class="field-error" id="${id}-error">${error}</div>` : nothing}
    </div>
  `
}
