/** A result: first what it is in words nobody can misread, then who, by whom and when, then what to do. */
import { html, nothing, type TemplateResult } from 'lit'
import { formatAge, now } from '../format/time.js'
import type { App, Checked } from '../page/app.js'
import { icon } from '../page/icons.js'
import { detailsView } from './details-view.js'
import { enterpriseView } from './enterprise-view.js'
import { factsView } from './facts-view.js'
import { isOld } from './old.js'
import { type Verdict, verdictOf } from './verdict.js'

export function resultView(app: App, checked: Checked): TemplateResult {
  const { texts } = app
  const { result, text } = checked
  const verdict = verdictOf(result, text, texts)
  const isPast = isOld(checked, now())
  const code = 'code' in result ? result.code : undefined
  const meaning = meaningView(verdict, app)
  const enterprise = code ? enterpriseView(app, code) : nothing
  return html`
    <article class="result" data-tone=${verdict.tone} ?data-old=${isPast} aria-labelledby="result-heading">
      <div class="verdict">
        <span class="mark">${icon(verdict.tone)}</span>
        <div>
          <h1 id="result-heading" tabindex="-1"><span class="word">${verdict.word}</span> ${verdict.headline}</h1>
          <p class="age">${texts.result.checkedAge(formatAge(checked.at, now(), app.language))}</p>
        </div>
      </div>
      ${isPast ? html`<p class="note">${icon('attention')}<span>${texts.result.old}</span></p>` : nothing}
      <div class="columns">${verdict.tone === 'good' ? [enterprise, meaning] : [meaning, enterprise]}</div>
      ${warningsView(app, checked)}
      ${'issuer' in result && result.issuer && code ? factsView(app, checked, code, result.issuer) : nothing}
      <button type="button" class="button primary large wide" @click=${() => app.startAgain()}>
        ${texts.page.again}
      </button>
      ${detailsView(app, checked)}
    </article>
  `
}

function meaningView(
  { what, limits, now: remedy }: Verdict,
  { texts: { result: texts } }: App,
): TemplateResult {
  return html`
    <dl class="meaning">
      <div>
        <dt>${limits ? texts.proves : texts.means}</dt>
        <dd>${what}</dd>
      </div>
      ${limits ? html`<div><dt>${texts.limits}</dt><dd class="limits">${limits}</dd></div>` : nothing}
      <div>
        <dt>${texts.doNow}</dt>
        <dd>${remedy}</dd>
      </div>
    </dl>
  `
}

function warningsView(
  { texts: { result: texts } }: App,
  { result }: Checked,
): TemplateResult | typeof nothing {
  if (result.warnings.length === 0) return nothing
  return html`
    <section class="warnings" aria-labelledby="warnings-heading">
      <h2 id="warnings-heading">${texts.warningsHeading}</h2>
      ${result.warnings.map(
        warning => html`<p class="note">${icon('attention')}<span>${texts.warnings[warning]}</span></p>`,
      )}
    </section>
  `
}
