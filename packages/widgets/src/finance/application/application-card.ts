/** One bank: how it stands, what it offers, what it waits for, and what can be done about it. */
import { html, nothing, type TemplateResult } from 'lit'
import { field } from '../../shared/form/field.js'
import { clocksView } from './clocks-view.js'
import { type LoanDesk, sentence } from './desk.js'
import { journeyView } from './journey-view.js'
import { type Application, isLive } from './loan.js'
import { materialsView } from './materials-view.js'
import { offerView } from './offer-view.js'
import { problemNote, questionPanel } from './question-panel.js'

const GOOD = ['offered', 'accepted', 'credit-granted', 'signed', 'paid-out']
const MAX_REASON = 500

export function applicationCard(application: Application, desk: LoanDesk): TemplateResult {
  const { words, formats } = desk
  const { id, state, bank, offer, consent, clocks } = application
  const live = isLive(application)
  const tone = live ? (GOOD.includes(state) ? 'good' : 'brand') : nothing
  return html`
    <article class="application" part="application" data-state=${state} data-live=${live} aria-labelledby="bank-${id}">
      <header>
        <h3 id="bank-${id}" tabindex="-1"><bdi>${formats.localised(bank.name)}</bdi></h3>
        <span class="badge" data-tone=${tone}>${stateName(application, desk)}</span>
      </header>
      ${offer ? offerView(offer, desk) : live ? html`<p class="quiet no-offer">${words.noOffer}</p>` : nothing}
      <p>${stateAdvice(application, desk)}</p>
      ${endNote(application, desk)}
      ${live && consent.state !== 'active' ? html`<p class="notice" data-tone="caution">${words.consentEnded}</p>` : nothing}
      ${clocksView(clocks, desk)}
      ${materialsView(application, desk)}
      ${actions(application, desk)}
      ${journeyView(application, desk)}
    </article>
  `
}

/** The name of its state, with a pay-out in parts told apart. */
export function stateName(application: Application, { words }: Pick<LoanDesk, 'words'>): string {
  return sentence(words, `state-${shownState(application)}`) ?? words['state-other']
}

function shownState({ state, disbursement }: Application): string {
  return state === 'paid-out' && disbursement?.state === 'partly' ? 'partly' : state
}

function stateAdvice(application: Application, { words, formats }: LoanDesk): string {
  const { credit, disbursement } = application
  const granted = formats.amount(credit?.amount.amountFen ?? 0)
  const paid = formats.amount(disbursement?.paidOut.amountFen ?? 0)
  switch (shownState(application)) {
    case 'credit-granted':
      return words['state-credit-granted:advice'](granted)
    case 'paid-out':
      return words['state-paid-out:advice'](paid)
    case 'partly':
      return words['state-partly:advice'](paid, granted)
    default:
      return sentence(words, `state-${application.state}:advice`) ?? words['state-other:advice']
  }
}

/** What the one side said to the other when it ended, or with its last step. */
function endNote({ timeline }: Application, { words }: LoanDesk): TemplateResult | typeof nothing {
  const note = timeline.at(-1)?.note
  return note === undefined ? nothing : html`<p class="said"><bdi>${words.note(note)}</bdi></p>`
}

function actions(application: Application, desk: LoanDesk): TemplateResult | typeof nothing {
  const { id, state, offer } = application
  if (!desk.canAct) return nothing
  if (desk.isAsked('accept', id)) return acceptQuestion(application, desk)
  if (desk.isAsked('decline', id)) return declineQuestion(application, desk)
  const canDecline = ['claimed', 'contacted', 'materials-requested', 'offered'].includes(state)
  if (!canDecline) return problemNote(id, desk)
  const canAccept = state === 'offered' && offer !== undefined
  return html`
    ${problemNote(id, desk)}
    <div class="actions">
      ${canAccept ? html`<button type="button" class="button" data-ask="accept" @click=${() => desk.ask('accept', id)}>${desk.words.accept}</button>` : nothing}
      <button type="button" class="link" data-ask="decline" @click=${() => desk.ask('decline', id)}>${desk.words.decline}</button>
    </div>
  `
}

function acceptQuestion(application: Application, desk: LoanDesk): TemplateResult {
  const { words, formats } = desk
  return questionPanel(
    {
      question: 'accept',
      subject: application.id,
      title: words.acceptTitle(formats.localised(application.bank.name)),
      advice: words.acceptAdvice,
      confirm: words.acceptConfirm,
      isDanger: false,
      fields: html`<p>${words.estimateNote}</p>`,
      onConfirm: () => desk.accept(application),
    },
    desk,
  )
}

function declineQuestion(application: Application, desk: LoanDesk): TemplateResult {
  const { words, formats } = desk
  return questionPanel(
    {
      question: 'decline',
      subject: application.id,
      title: words.declineTitle(formats.localised(application.bank.name)),
      advice: words.declineAdvice,
      confirm: words.declineConfirm,
      isDanger: true,
      fields: field({
        id: `reason-${application.id}`,
        label: words.reason,
        hint: words.reasonHint,
        control: ({ id, describedBy }) => html`
          <textarea id=${id} name="reason" rows="2" maxlength=${MAX_REASON} aria-describedby=${describedBy}></textarea>
        `,
      }),
      onConfirm: typed => desk.decline(application, String(typed.get('reason') ?? '').trim()),
    },
    desk,
  )
}
