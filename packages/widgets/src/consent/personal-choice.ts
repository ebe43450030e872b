/** Personal information that is asked for: its owner consents to it separately, signed in at the platform. */
import { html, nothing, type TemplateResult } from 'lit'
import { live } from 'lit/directives/live.js'
import type { Consent } from './consents.js'
import type { PanelDesk } from './desk.js'

/** Never among the others: it is another person's consent, or at least one of another kind. */
/** @param holdings - the facts that the scope opens */
export function personalChoice(
  consent: Consent,
  scope: string,
  holdings: unknown,
  desk: PanelDesk,
): TemplateResult {
  const { panels, facts, platform } = desk
  const name = facts.scope(scope)
  const { separate } = desk.choiceOf(consent)
  const agree = ({ target }: Event) => {
    const isAgreed = target instanceof HTMLInputElement && target.checked
    const others = separate.filter(other => other !== scope)
    desk.choose(consent, { separate: isAgreed ? [...others, scope] : others })
  }
  return html`
    <div class="personal">
      <p><strong>${name}</strong>${holdings}</p>
      <p class="quiet">${desk.isByPerson ? panels.personalSeparate : panels.personalAtPlatform}</p>
      ${
        desk.isByPerson
          ? html`<label class="choice"><input type="checkbox" .checked=${live(separate.includes(scope))} name=${scope}
              @change=${agree} /><span>${panels.personalAgree(name)}</span></label>`
          : platform
            ? html`<a class="target" href=${platform} target="_blank" rel="noopener">${panels.goToPlatform}</a>`
            : nothing
      }
    </div>
  `
}
