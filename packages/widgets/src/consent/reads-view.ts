/** Every read under a consent: when, by whom, and of what. */
import { html, nothing, type TemplateResult } from 'lit'
import type { Consent, ConsentRead } from './consents.js'
import type { PanelDesk } from './desk.js'

export function readsView(consent: Consent, desk: PanelDesk): TemplateResult {
  const { panels, shared } = desk
  const page = desk.readsOf(consent)
  if (!page) return html`<p class="quiet" role="status">${shared.loading}</p>`
  return html`
    <div class="reads">
      <h4>${panels.readsTitle}</h4>
      ${
        page.items.length === 0
          ? html`<p class="quiet">${panels.readsNone}</p>`
          : html`<ol>${page.items.map(read => readLine(read, desk))}</ol>`
      }
      ${page.nextCursor ? html`<button type="button" class="link" @click=${() => desk.readMore(consent)}>${panels.readsMore}</button>` : nothing}
    </div>
  `
}

function readLine(
  { at, recipient, facts }: ConsentRead,
  { panels, formats, facts: known }: PanelDesk,
): TemplateResult {
  const names = formats.list(facts.map(known.fact))
  return html`
    <li>
      <time class="quiet number" datetime=${at}>${formats.dateTime(at)}</time>
      <p>${panels.readBy(formats.localised(recipient.name), names)}</p>
    </li>
  `
}
