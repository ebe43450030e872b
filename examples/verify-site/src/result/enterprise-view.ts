/** Who: the name, if the code holds one, and the number in groups that can be compared aloud and copied. */
import type { VerifiedCode } from '@qiyema/core/verify'
import { html, nothing, type TemplateResult } from 'lit'
import { groupUscc } from '../format/uscc.js'
import type { App } from '../page/app.js'
import { icon } from '../page/icons.js'

export function enterpriseView(app: App, { name, uscc }: VerifiedCode): TemplateResult {
  const { result: texts } = app.texts
  return html`
    <section class="enterprise" aria-labelledby="enterprise-heading">
      <h2 id="enterprise-heading">${texts.enterprise}</h2>
      <p class=${name === undefined ? 'name is-missing' : 'name'}>
        ${name === undefined ? texts.noName : html`<bdi lang="zh-CN">${name}</bdi>`}
      </p>
      <p class="uscc-label" id="uscc-label">${texts.uscc}</p>
      <div class="uscc-line">
        <p class="uscc" aria-labelledby="uscc-label" translate="no">
          ${groupUscc(uscc).map(group => html`<span>${group}</span>`)}
        </p>
        <button type="button" class="button" @click=${() => app.copy(uscc)}>${icon('copy')}${texts.copy}</button>
      </div>
      <p class="hint" role="status">${copiedText(app) ?? nothing}</p>
    </section>
  `
}

function copiedText({ copied, texts: { result: texts } }: App): string | undefined {
  if (copied === undefined) return undefined
  return copied === 'yes' ? texts.copied : texts.copyFailed
}
