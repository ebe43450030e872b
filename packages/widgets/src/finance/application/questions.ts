/** The questions before what cannot be undone: an offer accepted, a bank declined, the need withdrawn or posted again. */
import { html, nothing, type TemplateResult } from 'lit'
import { keptNote } from '../../shared/drafts/kept-note.js'
import { field } from '../../shared/form/field.js'
import { dayAt, daysAfter, yearsAfter } from '../../shared/legal-day.js'
import { bankOf, type QuestionDesk } from './desk.js'
import type { Application, Need } from './loan.js'
import { problemNote, questionPanel } from './question-panel.js'

/** What is suggested: long enough for a bank to decide, and for the contract. */
const USUAL_DAYS = 120
export const MAX_CONSENT_YEARS = 3
const MAX_REASON = 500

export function acceptQuestion(application: Application, desk: QuestionDesk): TemplateResult {
  const { steps } = desk
  return questionPanel(
    {
      question: 'accept',
      subject: application.id,
      title: steps.acceptTitle(bankOf(application, desk)),
      advice: steps.acceptAdvice,
      confirm: steps.acceptConfirm,
      isDanger: false,
      fields: html`<p>${steps.estimateNote}</p>`,
      onConfirm: () => desk.accept(application),
    },
    desk,
  )
}

export function declineQuestion(application: Application, desk: QuestionDesk): TemplateResult {
  const { steps, refusal, locale } = desk
  const type = ({ target }: Event) => {
    if (target instanceof HTMLTextAreaElement) refusal.change({ reason: [target.value] })
  }
  return questionPanel(
    {
      question: 'decline',
      subject: application.id,
      title: steps.declineTitle(bankOf(application, desk)),
      advice: steps.declineAdvice,
      confirm: steps.declineConfirm,
      isDanger: true,
      fields: html`
        ${keptNote(refusal, locale)}
        ${field({
          id: `reason-${application.id}`,
          label: steps.reason,
          hint: steps.reasonHint,
          control: ({ id, describedBy }) => html`
            <textarea id=${id} name="reason" rows="2" maxlength=${MAX_REASON} aria-describedby=${describedBy}
              .value=${refusal.values.reason?.[0] ?? ''} @input=${type}></textarea>
          `,
        })}
      `,
      onConfirm: typed => desk.decline(application, String(typed.get('reason') ?? '').trim()),
    },
    desk,
  )
}

export function withdrawQuestion(need: Need, desk: QuestionDesk): TemplateResult {
  const { steps } = desk
  return questionPanel(
    {
      question: 'withdraw',
      subject: need.id,
      title: steps.withdrawTitle,
      advice: steps.withdrawAdvice,
      confirm: steps.withdrawConfirm,
      isDanger: true,
      onConfirm: () => desk.withdraw(need),
    },
    desk,
  )
}

/** A new consent: to what it is, and until when, is said before it is given. */
export function repostQuestion(need: Need, desk: QuestionDesk): TemplateResult {
  const { steps, facts, formats, shared, repostScopes, now } = desk
  if (!repostScopes)
    return html`${problemNote(need.id, desk)}<p class="quiet" role="status">${shared.loading}</p>`
  const today = dayAt(now)
  return questionPanel(
    {
      question: 'repost',
      subject: need.id,
      title: steps.repostTitle,
      advice: steps.repostAdvice,
      confirm: steps.repostConfirm,
      isDanger: false,
      fields: html`
        <p><strong>${formats.list(repostScopes.map(facts.scope))}</strong></p>
        ${field({
          id: `until-${need.id}`,
          label: steps.repostUntil,
          hint: steps.repostUntilHint,
          error: desk.repostFaults.includes('until') ? steps.errorUntil : undefined,
          control: ({ id, describedBy, invalid }) => html`
            <input type="date" id=${id} name="until" class="day" min=${today} max=${yearsAfter(today, MAX_CONSENT_YEARS)}
              value=${daysAfter(today, USUAL_DAYS)} required aria-describedby=${describedBy} aria-invalid=${invalid} />
          `,
        })}
        ${contactChoice(need, desk)}
      `,
      onConfirm: typed =>
        desk.repost(need, { until: String(typed.get('until') ?? ''), isContactAgreed: typed.has('contact') }),
    },
    desk,
  )
}

/** A person's own data is opened by the person, for each need anew (PIPL, articles 23 and 29). */
function contactChoice({ id }: Need, { steps, repostFaults }: QuestionDesk): TemplateResult {
  const isMissing = repostFaults.includes('isContactAgreed')
  return html`
    <label class="choice">
      <input type="checkbox" id="isContactAgreed-${id}" name="contact" required aria-invalid=${isMissing}
        aria-describedby=${isMissing ? `contact-error-${id}` : nothing} />
      <span>${steps.repostContact}</span>
    </label>
    ${isMissing ? html`<p class="field-error" id="contact-error-${id}">${steps.errorContact}</p>` : nothing}
  `
}
