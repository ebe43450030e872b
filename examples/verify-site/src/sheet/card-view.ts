/** One sample: its square, black on white whatever the theme, its caption and what can be done with it. */
import { html, nothing, type TemplateResult } from 'lit'
import { formatTime, now } from '../format/time.js'
import { groupUscc } from '../format/uscc.js'
import { icon } from '../page/icons.js'
import type { Card, Kind, SheetApp } from './sheet-app.js'

export function cardView(app: SheetApp, kind: Kind, card: Card): TemplateResult {
  const { sheet: texts } = app.texts
  const { title, caption, expect } = texts.kinds[kind]
  return html`
    <section class="card" data-kind=${kind} aria-labelledby="title-${kind}">
      <img src=${card.image} alt=${texts.alt(title)} draggable="false" />
      <div class="identity">
        <h3 id="title-${kind}">${title}</h3>
        <p class="who"><bdi lang="zh-CN">${card.enterprise}</bdi></p>
        <p class="uscc" translate="no">${groupUscc(card.uscc).map(group => html`<span>${group}</span>`)}</p>
        <p class="times">${timesText(app, card)}</p>
      </div>
      <div class="caption">
        <p>${caption}</p>
        <p class="expect"><span>${texts.expect}</span> ${expect}</p>
        ${renewalView(app, kind)}
        <div class="card-actions">
          <a class="button" href=${card.image} download=${texts.fileName(kind)}>${icon('save')}${texts.save}</a>
          <button type="button" class="button" @click=${() => app.copy(card)}>${icon('copy')}${texts.copy}</button>
        </div>
        <p class="hint" role="status">${app.copied?.kind === kind ? copiedText(app) : nothing}</p>
      </div>
    </section>
  `
}

function timesText({ language, texts: { sheet: texts } }: SheetApp, { expiresAt }: Card): string {
  const time = formatTime(expiresAt, language)
  return now() >= expiresAt ? texts.past(time) : texts.until(time)
}

function copiedText({ copied, texts: { sheet: texts } }: SheetApp): string {
  return copied?.isDone ? texts.copied : texts.copyFailed
}

function renewalView(app: SheetApp, kind: Kind): TemplateResult | typeof nothing {
  if (kind !== 'short-lived' && kind !== 'holder-bound') return nothing
  const { sheet: texts } = app.texts
  const hasFailed = app.failedRenewals.has(kind)
  return html`
    <div class="renewal">
      ${
        kind === 'holder-bound'
          ? html`<p class="countdown" role="timer">${texts.seconds(Math.max(0, app.renewsAt - now()))}</p>`
          : nothing
      }
      <button type="button" class="button" @click=${() => app.renew(kind)}>
        ${icon('refresh')}${texts.renew}
      </button>
    </div>
    ${hasFailed ? html`<p class="note" role="alert">${icon('attention')}<span>${texts.renewFailed}</span></p>` : nothing}
  `
}
