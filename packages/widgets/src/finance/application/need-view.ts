/** What the enterprise asked for and how that stands; and at the end the ways to withdraw it, or to post it again. */
import { html, nothing, type TemplateResult } from 'lit'
import { field } from '../../shared/form/field.js'
import { dayAt, daysAfter, yearsAfter } from '../../shared/legal-day.js'
import { clocksView } from './clocks-view.js'
import { type LoanDesk, sentence } from './desk.js'
import type { Application, Loan, Need } from './loan.js'
import { problemNote, questionPanel } from './question-panel.js'

/** What is suggested: long enough for a bank to decide, and for the contract. */
const USUAL_DAYS = 120
export const MAX_CONSENT_YEARS = 3

export function needHeader(need: Need, desk: LoanDesk): TemplateResult {
  const { words, formats, loans } = desk
  const { amount, tenorMonths, purpose, description, postedAt, clocks } = need
  const state = shownState(need)
  const wanted = words.want(
    formats.amount(amount.amountFen),
    loans.months(tenorMonths),
    loans.purpose(purpose),
  )
  return html`
    <header class="need">
      <h2>${words.title}</h2>
      <p class="wanted number">${wanted}</p>
      <p class="quiet">${words.postedAt(formats.dateTime(postedAt))}</p>
      ${description === undefined ? nothing : html`<p class="said"><bdi>${description}</bdi></p>`}
      <p><span class="badge" data-tone=${state === 'accepted' ? 'good' : 'brand'}>${sentence(words, `need-${state}`) ?? words['need-other']}</span></p>
      <p>${needAdvice(need, desk)}</p>
      ${clocksView(clocks, desk)}
    </header>
  `
}

function needAdvice(need: Need, { words, formats }: LoanDesk): string {
  const state = shownState(need)
  if (state === 'open') return words['need-open:advice'](formats.date(need.expiresAt))
  return sentence(words, `need-${state}:advice`) ?? words['need-other:advice']
}

/** One that still has places is no longer waiting once somebody has taken one. */
function shownState({ state, places }: Need): string {
  return state === 'open' && places.taken > 0 ? 'taken' : state
}

export function needFooter({ need, applications }: Loan, desk: LoanDesk): TemplateResult | typeof nothing {
  if (!need || !desk.canAct) return nothing
  if (canBeWithdrawn(need, applications)) {
    if (desk.isAsked('withdraw', need.id)) return withdrawQuestion(need, desk)
    return askButton('withdraw', need, desk)
  }
  if (!['expired', 'closed'].includes(need.state)) return problemNote(need.id, desk)
  if (desk.isAsked('repost', need.id)) return repostQuestion(need, desk)
  return askButton('repost', need, desk)
}

/** A contract that is signed is kept. */
function canBeWithdrawn({ state }: Need, applications: readonly Application[]): boolean {
  const isBound = applications.some(each => ['signed', 'paid-out'].includes(each.state))
  return ['open', 'full', 'accepted'].includes(state) && !isBound
}

function askButton(question: 'withdraw' | 'repost', { id }: Need, desk: LoanDesk): TemplateResult {
  const ask = () => desk.ask(question, id)
  return html`
    ${problemNote(id, desk)}
    <div class="actions">
      ${
        question === 'withdraw'
          ? html`<button type="button" class="link" data-ask="withdraw" @click=${ask}>${desk.words.withdraw}</button>`
          : html`<button type="button" class="button" data-ask="repost" @click=${ask}>${desk.words.repost}</button>`
      }
    </div>
  `
}

function withdrawQuestion(need: Need, desk: LoanDesk): TemplateResult {
  const { words } = desk
  return questionPanel(
    {
      question: 'withdraw',
      subject: need.id,
      title: words.withdrawTitle,
      advice: words.withdrawAdvice,
      confirm: words.withdrawConfirm,
      isDanger: true,
      onConfirm: () => desk.withdraw(need),
    },
    desk,
  )
}

/** A new consent: to what it is, and until when, is said before it is given. */
function repostQuestion(need: Need, desk: LoanDesk): TemplateResult {
  const { words, facts, formats, shared, repostScopes, now } = desk
  if (!repostScopes)
    return html`${problemNote(need.id, desk)}<p class="quiet" role="status">${shared.loading}</p>`
  const today = dayAt(now)
  return questionPanel(
    {
      question: 'repost',
      subject: need.id,
      title: words.repostTitle,
      advice: words.repostAdvice,
      confirm: words.repostConfirm,
      isDanger: false,
      fields: html`
        <p><strong>${formats.list(repostScopes.map(facts.scope))}</strong></p>
        ${field({
          id: `until-${need.id}`,
          label: words.repostUntil,
          hint: words.repostUntilHint,
          error: desk.isUntilWrong ? words.errorUntil : undefined,
          control: ({ id, describedBy, invalid }) => html`
            <input type="date" id=${id} name="until" class="day" min=${today} max=${yearsAfter(today, MAX_CONSENT_YEARS)}
              value=${daysAfter(today, USUAL_DAYS)} required aria-describedby=${describedBy} aria-invalid=${invalid} />
          `,
        })}
      `,
      onConfirm: typed => desk.repost(need, String(typed.get('until') ?? '')),
    },
    desk,
  )
}
