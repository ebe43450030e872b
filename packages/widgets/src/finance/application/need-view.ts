/** What the enterprise asked for and how that stands; and at the end the ways to withdraw it, or to post it again. */
import { html, nothing, type TemplateResult } from 'lit'
import { clocksView } from './clocks-view.js'
import { type LoanDesk, sentence } from './desk.js'
import type { Application, Loan, Need } from './loan.js'

export function needHeader(need: Need, desk: LoanDesk): TemplateResult {
  const { words, formats, loans } = desk
  const { amount, tenorMonths, purpose, description, postedAt, clocks } = need
  const state = shownState(need)
  const wanted = [formats.amount(amount.amountFen), loans.months(tenorMonths), loans.purpose(purpose)]
  return html`
    <header class="need">
      <h2>${words.title}</h2>
      <p class="wanted number">${wanted.join(' · ')}</p>
      <p class="quiet">${words.postedAt(formats.dateTime(postedAt))}</p>
      ${description === undefined ? nothing : html`<p class="said"><bdi>${description}</bdi></p>`}
      <p><span class="badge" data-tone=${state === 'accepted' ? 'good' : 'brand'}>${sentence(words, `need-${state}`) ?? words.other}</span></p>
      <p>${needAdvice(need, desk)}</p>
      ${clocksView(clocks, desk)}
    </header>
  `
}

function needAdvice(need: Need, { words, formats }: LoanDesk): string {
  const state = shownState(need)
  if (state === 'open') return words['need-open:advice'](formats.date(need.expiresAt))
  return sentence(words, `need-${state}:advice`) ?? words['other:advice']
}

/** One that still has places is no longer waiting once somebody has taken one. */
function shownState({ state, places }: Need): string {
  return state === 'open' && places.taken > 0 ? 'taken' : state
}

export function needFooter({ need, applications }: Loan, desk: LoanDesk): TemplateResult | typeof nothing {
  if (!need || !desk.canAct) return nothing
  return html`${desk.needQuestion(need)}${desk.isAnswering(need.id) ? nothing : wayOut(need, applications, desk)}`
}

function wayOut(
  need: Need,
  applications: readonly Application[],
  desk: LoanDesk,
): TemplateResult | typeof nothing {
  if (canBeWithdrawn(need, applications)) return askButton('withdraw', need, desk)
  return ['expired', 'closed'].includes(need.state) ? askButton('repost', need, desk) : nothing
}

/** A contract that is signed is kept. */
function canBeWithdrawn({ state }: Need, applications: readonly Application[]): boolean {
  const isBound = applications.some(each => ['signed', 'paid-out'].includes(each.state))
  return ['open', 'full', 'accepted'].includes(state) && !isBound
}

function askButton(question: 'withdraw' | 'repost', { id }: Need, desk: LoanDesk): TemplateResult {
  const look = question === 'withdraw' ? 'link' : 'button'
  return html`
    <div class="actions">
      <button type="button" class=${look} data-ask=${question} @click=${() => desk.ask(question, id)}>${desk.words[question]}</button>
    </div>
  `
}
