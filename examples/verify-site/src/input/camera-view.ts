/** The camera's panel: a button, what it sees, or what is in the way. */
import { html, nothing, type TemplateResult } from 'lit'
import type { App } from '../page/app.js'
import { icon } from '../page/icons.js'
import { problemView } from './problem-view.js'

export function cameraView(app: App): TemplateResult {
  const { camera: texts } = app.texts
  const { state } = app.camera
  return html`
    <section class="panel camera" aria-labelledby="camera-heading">
      <h2 class="panel-title" id="camera-heading">${icon('camera')}${texts.heading}</h2>
      <p class="explain">${texts.explain}</p>
      ${finderView(app)}
      <p class="hint" role="status">${hintOf(app) ?? nothing}</p>
      ${state.name === 'problem' ? problemView(texts.problems[state.problem]) : nothing}
      ${switchView(app)}
    </section>
  `
}

function hintOf({ camera: { state }, texts: { camera: texts } }: App): string | undefined {
  if (state.name === 'live') return texts[state.hint]
  return state.name === 'starting' ? texts.starting : undefined
}

/** The same place whether the camera is on or not, so that nothing jumps. */
function finderView({ camera, texts }: App): TemplateResult {
  const isLive = camera.state.name === 'live'
  camera.video.setAttribute('aria-label', texts.camera.preview)
  return html`
    <div class=${isLive ? 'finder is-live' : 'finder'}>
      ${isLive ? camera.video : icon('square')}
      <span class="frame" aria-hidden="true"></span>
    </div>
  `
}

/** One button in one place, so that the focus stays on it. */
function switchView(app: App): TemplateResult {
  const { camera: texts } = app.texts
  const { name } = app.camera.state
  const isOn = name === 'live' || name === 'starting'
  const press = () => (isOn ? app.camera.close() : void app.camera.open())
  return html`
    <button type="button" class=${isOn ? 'button' : 'button primary large wide'} @click=${press}>
      ${isOn ? texts.stop : texts.start}
    </button>
  `
}
