/** One bank: how it stands, what it offers, what it waits for, and what can be done about it. */
import { html, nothing, type TemplateResult } from 'lit'
import { clocksView } from './clocks-view.js'
import { bankOf, type LoanDesk, sentence } from './desk.js'
import { journeyView } from './journey-view.js'
import { type Application, isLive } from './loan.js'
import { offerView } from './offer-view.js'

const GOOD = ['offered', 'accepted', 'credit-granted', 'signed', 'paid-out']

export function applicationCard(application: Application, desk: LoanDesk): TemplateResult {
  const { words } = desk
  const { id, state, offer, consent, clocks } = application
  const live = isLive(application)
  const tone = live ? (GOOD.includes(state) ? 'good' : 'brand') : nothing
  return html`
    <article class="application" part="application" data-state=${state} data-live=${live} aria-labelledby="bank-${id}">
      <header>
        <h3 id="bank-${id}" tabindex="-1"><bdi>${bankOf(application, desk)}</bdi></h3>
        <span class="badge" data-tone=${tone}>${stateName(application, desk)}</span>
      </header>
      ${offer ? offerView(offer, desk) : live ? html`<p class="quiet no-offer">${words.noOffer}</p>` : nothing}
      <p>${stateAdvice(application, desk)}</p>
      ${endNote(application, desk)}
      ${live && consent.state !== 'active' ? html`<p class="notice" data-tone="caution">${words.consentEnded}</p>` : nothing}
      ${clocksView(clocks, desk)}
      ${desk.materialsOf(application)}
      ${actions(application, desk)}
      ${journeyView(application, desk)}
    </article>
  `
}

/** The name of its state, with a pay-out in parts told apart. */
export function stateName(application: Application, { words }: Pick<LoanDesk, 'words'>): string {
  return sentence(words, `state-${shownState(application)}`) ?? words.other
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
      return sentence(words, `state-${application.state}:advice`) ?? words['other:advice']
  }
}

/** What the one side said to the other when it ended, or with its last step. */
function endNote({ timeline }: Application, { words }: LoanDesk): TemplateResult | typeof nothing {
  const note = timeline.at(-1)?.note
  return note === undefined ? nothing : html`<p class="said"><bdi>${words.note(note)}</bdi></p>`
}

function actions(application: Application, desk: LoanDesk): TemplateResult | typeof nothing {
  if (!desk.canAct) return nothing
  return html`${desk.bankQuestion(application)}${desk.isAnswering(application.id) ? nothing : buttons(application, desk)}`
}

function buttons({ id, state, offer }: Application, desk: LoanDesk): TemplateResult | typeof nothing {
  const { words } = desk
  if (!['claimed', 'contacted', 'materials-requested', 'offered'].includes(state)) return nothing
  const canAccept = state === 'offered' && offer !== undefined
  return html`
    <div class="actions">
      ${canAccept ? html`<button type="button" class="button" data-ask="accept" @click=${() => desk.ask('accept', id)}>${words.accept}</button>` : nothing}
      <button type="button" class="link" data-ask="decline" @click=${() => desk.ask('decline', id)}>${words.decline}</button>
    </div>
  `
}
