/** The whole page: header, the ways in or the result, the strip of lists, footer. */
import { html, nothing, type TemplateResult } from 'lit'
import { cameraView } from '../input/camera-view.js'
import { pasteView } from '../input/paste-view.js'
import { pictureView } from '../input/picture-view.js'
import { listsView } from '../lists/lists-view.js'
import { resultView } from '../result/result-view.js'
import type { Texts } from '../texts/texts.js'
import type { App } from './app.js'
import { headerView } from './header-view.js'
import { icon } from './icons.js'

export function pageView(app: App): TemplateResult {
  const { texts } = app
  return html`
    ${headerView(app.language, texts, language => app.speak(language))}
    <main id="main" tabindex="-1">
      <div class="intro" ?hidden=${app.checked !== undefined}>
        <h1 id="page-heading" tabindex="-1">${texts.page.title}</h1>
        <p class="lead">${texts.page.lead}</p>
      </div>
      ${app.lists.hasFailed ? noteView(isSecureContext ? texts.page.setUpFailed : texts.page.insecure) : nothing}
      ${app.checked ? resultView(app, app.checked) : waysView(app)}
      <p id="announcement" class="visually-hidden" role="status"></p>
      ${listsView(app)}
    </main>
    <footer>
      <p>${icon('device')}<span>${texts.page.privacy}</span></p>
      ${samplesLink(texts)}
    </footer>
    <div class="drop-hint" aria-hidden="true"><span>${texts.picture.drop}</span></div>
  `
}

/** Only where there is a sheet: a site of one's own is built without. */
function samplesLink({ page: texts }: Texts): TemplateResult | typeof nothing {
  if (!import.meta.env.HAS_SAMPLES) return nothing
  return html`<p><a href="${import.meta.env.BASE_URL}sheet.html">${texts.sampleSheet}</a></p>`
}

function waysView(app: App): TemplateResult {
  return html`
    <p class="checking" role="status">${app.isChecking ? app.texts.page.checking : nothing}</p>
    <div class="ways">
      ${cameraView(app)}
      <div class="other-ways">${pictureView(app)} ${pasteView(app)}</div>
    </div>
  `
}

function noteView(text: string): TemplateResult {
  return html`<p class="note" role="alert">${icon('attention')}<span>${text}</span></p>`
}
