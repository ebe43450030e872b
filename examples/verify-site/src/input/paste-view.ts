/** The panel for pasted and typed text. */
import { html, nothing, type TemplateResult } from 'lit'
import type { App } from '../page/app.js'
import { icon } from '../page/icons.js'

export function pasteView(app: App): TemplateResult {
  const { paste: texts } = app.texts
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    const field = document.getElementById('code-text')
    if (!(field instanceof HTMLTextAreaElement)) return
    void app.check(field.value)
    if (app.isTextMissing) field.focus()
  }
  return html`
    <section class="panel" aria-labelledby="paste-heading">
      <h2 class="panel-title" id="paste-heading">${icon('text')}${texts.heading}</h2>
      <form novalidate @submit=${submit}>
        <label for="code-text">${texts.label}</label>
        <p class="explain" id="code-explain">${texts.explain}</p>
        <textarea
          id="code-text"
          rows="3"
          autocomplete="off"
          autocapitalize="off"
          spellcheck="false"
          aria-describedby="code-explain code-missing"
          aria-invalid=${app.isTextMissing}
        ></textarea>
        <p class="hint" id="code-missing" role="alert">${app.isTextMissing ? texts.empty : nothing}</p>
        <button type="submit" class="button">${texts.verify}</button>
      </form>
    </section>
  `
}
