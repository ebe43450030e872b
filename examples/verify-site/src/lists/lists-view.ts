/** The strip that says how fresh the lists are, and brings them up to date. */
import { html, nothing, type TemplateResult } from 'lit'
import { formatAge, formatTime, now } from '../format/time.js'
import type { App } from '../page/app.js'
import { icon } from '../page/icons.js'

export function listsView(app: App): TemplateResult {
  const { lists: texts } = app.texts
  const { refreshing } = app.lists
  return html`
    <section class="lists" aria-labelledby="lists-heading">
      <h2 id="lists-heading">${texts.heading}</h2>
      <div class="refresh">
        <button
          type="button"
          class="button"
          aria-disabled=${refreshing === 'busy'}
          @click=${() => refreshing !== 'busy' && app.lists.refresh()}
        >
          ${icon('refresh')}${texts.refresh}
        </button>
        <p role="status">${reportLine(app)}</p>
      </div>
      ${navigator.onLine ? nothing : html`<p class="offline">${icon('offline')}<span>${texts.offline}</span></p>`}
      <dl class="facts">
        <div><dt>${texts.trust}</dt><dd>${trustLine(app)}</dd></div>
        <div><dt>${texts.status}</dt><dd>${statusLine(app)}</dd></div>
      </dl>
      ${refreshing === 'failed' ? reasonsView(app) : nothing}
    </section>
  `
}

function trustLine({ lists, language, texts: { lists: texts } }: App): string {
  const { trust } = lists.held
  if (!trust) return texts.trustMissing
  const at = now()
  if (at >= trust.expiresAt) return texts.trustExpired(formatTime(trust.expiresAt, language))
  const { seq, issuedAt } = trust
  return texts.edition(seq, formatTime(issuedAt, language), formatAge(issuedAt, at, language))
}

/** The oldest one counts: a chain is as old as its oldest link. */
function statusLine({ lists, language, texts: { lists: texts } }: App): string {
  const times = lists.held.statusLists.map(({ issuedAt }) => issuedAt)
  if (times.length === 0) return texts.statusMissing
  const oldest = Math.min(...times)
  return texts.asOf(formatTime(oldest, language), formatAge(oldest, now(), language))
}

function reportLine({ lists, isOfflineReady, texts: { lists: texts } }: App): string {
  switch (lists.refreshing) {
    case 'busy':
      return texts.refreshing
    case 'updated':
    case 'unchanged':
      return texts[lists.refreshing]
    case 'failed':
      return navigator.onLine ? texts.failed : texts.failedOffline
    case 'idle':
      return isOfflineReady ? texts.offlineReady : ''
  }
}

function reasonsView({ lists, texts: { lists: texts } }: App): TemplateResult {
  return html`
    <details>
      <summary>${texts.reasons}</summary>
      <ul>
        ${lists.report?.problems.map(({ url, reason }) => html`<li><bdi>${url}</bdi> ${reason}</li>`)}
      </ul>
    </details>
  `
}
