/** The picture's panel: a file button that is also where pictures can be dropped. */
import { html, nothing, type TemplateResult } from 'lit'
import type { App } from '../page/app.js'
import { icon } from '../page/icons.js'
import { problemView } from './problem-view.js'

export function pictureView(app: App): TemplateResult {
  const { picture: texts } = app.texts
  const { pictureState: state } = app
  const choose = (event: Event) => {
    const input = event.currentTarget as HTMLInputElement
    const file = input.files?.[0]
    if (file) void app.checkPicture(file)
    // So that the same file can be chosen again.
    input.value = ''
  }
  return html`
    <section class="panel" aria-labelledby="picture-heading">
      <h2 class="panel-title" id="picture-heading">${icon('picture')}${texts.heading}</h2>
      <p class="explain" id="picture-explain">${texts.explain}</p>
      <label class="button file">
        <input
          type="file"
          class="visually-hidden"
          accept="image/*"
          aria-describedby="picture-explain"
          @change=${choose}
        />
        ${texts.choose}
      </label>
      <p class="hint" role="status">${state === 'reading' ? texts.reading : nothing}</p>
      ${state === 'idle' || state === 'reading' ? nothing : problemView(texts.problems[state])}
    </section>
  `
}
