/** Asks once, in place, whether a request is to be refused or a consent withdrawn, and why, if the person likes to say. */
import { html, nothing, type TemplateResult } from 'lit'
import { field } from '../shared/form/field.js'
import type { Consent } from './consents.js'
import type { ConsentDesk } from './desk.js'
import { problemNote } from './problem-note.js'

const MAX_REASON = 500

export function endingPanel(consent: Consent, how: 'refuse' | 'withdraw', desk: ConsentDesk): TemplateResult {
  const { words, isBusy } = desk
  const isRefusal = how === 'refuse'
  const submit = (event: Event) => {
    event.preventDefault()
    const form = event.currentTarget
    const reason = form instanceof HTMLFormElement ? String(new FormData(form).get('reason') ?? '') : ''
    desk.end(consent, how, reason.trim())
  }
  return html`
    <form class="notice ending" data-ending=${how} tabindex="-1" novalidate aria-labelledby="ending-${consent.id}" @submit=${submit}>
      <h4 id="ending-${consent.id}">${isRefusal ? words.refuseTitle : words.withdrawTitle}</h4>
      <p>${isRefusal ? words.refuseAdvice : words.withdrawAdvice}</p>
      ${isRefusal ? reasonField(consent, desk) : nothing}
      ${problemNote(consent, desk)}
      <div class="answers">
        <button type="submit" class="button" data-kind="danger" aria-disabled=${isBusy}>
          ${isBusy ? words.working : isRefusal ? words.refuseConfirm : words.withdrawConfirm}
        </button>
        <button type="button" class="button" data-kind="secondary" @click=${() => desk.toggle(consent, how)}>
          ${isRefusal ? words.back : words.keep}
        </button>
      </div>
    </form>
  `
}

function reasonField({ id: consentId }: Consent, { words }: ConsentDesk): TemplateResult {
  return field({
    id: `reason-${consentId}`,
    label: words.refuseReason,
    hint: words.reasonHint,
    control: ({ id, describedBy }) => html`
      <textarea id=${id} name="reason" maxlength=${MAX_REASON} rows="2" aria-describedby=${describedBy}></textarea>
    `,
  })
}
