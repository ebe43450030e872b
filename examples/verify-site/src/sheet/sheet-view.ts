/** The sheet: what it is, and its cards. */
import { html, nothing, type TemplateResult } from 'lit'
import { headerView } from '../page/header-view.js'
import { icon } from '../page/icons.js'
import { cardView } from './card-view.js'
import type { Kind, SheetApp } from './sheet-app.js'

const GROUPS = {
  live: ['holder-bound', 'short-lived'],
  printed: ['printed', 'named'],
  refused: ['expired', 'revoked', 'suspended'],
} as const satisfies Record<string, readonly Kind[]>

export function sheetView(app: SheetApp): TemplateResult {
  const { sheet: texts } = app.texts
  return html`
    ${headerView(app.language, app.texts, language => app.speak(language))}
    <main id="main" tabindex="-1">
      <div class="intro">
        <h1>${texts.title}</h1>
        <p class="lead">${texts.lead}</p>
        <p class="note">${icon('attention')}<strong>${texts.invented}</strong></p>
        <p class="actions">
          <a class="button primary" href=${import.meta.env.BASE_URL}>${icon('arrow')}${texts.verifyPage}</a>
          <button type="button" class="button" @click=${() => print()}>${icon('print')}${texts.print}</button>
        </p>
      </div>
      <p class="loading" role="status">${app.state === 'loading' ? texts.loading : nothing}</p>
      ${app.state === 'failed' ? failedView(app) : nothing}
      ${app.state === 'ready' ? (['live', 'printed', 'refused'] as const).map(group => groupView(app, group)) : nothing}
    </main>
  `
}

function groupView(app: SheetApp, group: keyof typeof GROUPS): TemplateResult {
  return html`
    <section class="group" data-group=${group} aria-labelledby="group-${group}">
      <h2 id="group-${group}">${app.texts.sheet.groups[group]}</h2>
      <div class="cards">
        ${GROUPS[group].map(kind => {
          const card = app.cards.get(kind)
          if (card) return cardView(app, kind, card)
          return app.failedRenewals.has(kind) ? missingView(app, kind) : nothing
        })}
      </div>
    </section>
  `
}

function failedView(app: SheetApp): TemplateResult {
  const { sheet: texts } = app.texts
  return html`
    <div class="note" role="alert">
      ${icon('attention')}
      <p>${texts.failed}</p>
      <button type="button" class="button" @click=${() => app.open()}>${texts.retry}</button>
    </div>
  `
}

/** A code that could not be made yet: its place is kept, with the way to try again. */
function missingView(app: SheetApp, kind: Kind): TemplateResult {
  const { sheet: texts } = app.texts
  const retry = () => {
    if (kind === 'short-lived' || kind === 'holder-bound') void app.renew(kind)
  }
  return html`
    <section class="card" data-kind=${kind}>
      <h3>${texts.kinds[kind].title}</h3>
      <p class="note" role="alert">${icon('attention')}<span>${texts.renewFailed}</span></p>
      <button type="button" class="button" @click=${retry}>${texts.retry}</button>
    </section>
  `
}
