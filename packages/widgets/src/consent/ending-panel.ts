/** Asks once, in place, whether a request is to be refused or a consent withdrawn, and why, if the person likes to say. */
import { html, nothing, type TemplateResult } from 'lit'
import { keptNote } from '../shared/drafts/kept-note.js'
import { field } from '../shared/form/field.js'
import type { Consent } from './consents.js'
import type { PanelDesk } from './desk.js'
import { problemNote } from './problem-note.js'

const MAX_REASON = 500

export function endingPanel(consent: Consent, how: 'refuse' | 'withdraw', desk: PanelDesk): TemplateResult {
  const { words, panels, isBusy } = desk
  const isRefusal = how === 'refuse'
  const submit = (event: Event) => {
    event.preventDefault()
    const form = event.currentTarget
    const reason = form instanceof HTMLFormElement ? String(new FormData(form).get('reason') ?? '') : ''
    desk.end(consent, how, reason.trim())
  }
  return html`
    <form class="notice ending" data-ending=${how} tabindex="-1" novalidate aria-labelledby="ending-${consent.id}" @submit=${submit}>
      <h4 id="ending-${consent.id}">${isRefusal ? panels.refuseTitle : panels.withdrawTitle}</h4>
      <p>${isRefusal ? panels.refuseAdvice : panels.withdrawAdvice}</p>
      ${isRefusal ? [keptNote(desk.refusal, desk.language), reasonField(consent, desk)] : nothing}
      ${problemNote(consent, desk)}
      <div class="answers">
        <button type="submit" class="button" data-kind="danger" aria-disabled=${isBusy}>
          ${isBusy ? words.working : isRefusal ? panels.refuseConfirm : panels.withdrawConfirm}
        </button>
        <button type="button" class="button" data-kind="secondary" @click=${() => desk.toggle(consent, how)}>
          ${isRefusal ? panels.back : panels.keep}
        </button>
      </div>
    </form>
  `
}

function reasonField({ id: consentId }: Consent, desk: PanelDesk): TemplateResult {
  const { panels, refusal } = desk
  const type = ({ target }: Event) => {
    if (target instanceof HTMLTextAreaElement) refusal.change({ reason: [target.value] })
  }
  return field({
    id: `reason-${consentId}`,
    label: panels.refuseReason,
    hint: panels.reasonHint,
    control: ({ id, describedBy }) => html`
      <textarea id=${id} name="reason" maxlength=${MAX_REASON} rows="2" aria-describedby=${describedBy} .value=${refusal.values.reason?.[0] ?? ''} @input=${type}></textarea>
    `,
  })
}
