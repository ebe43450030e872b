/** One exchanged card: with whom, how it stands, until when, and what may be done now. */
import { html, nothing, type TemplateResult } from 'lit'
import type { Formats } from '../shared/formats.js'
import { wordFor } from '../shared/registration.texts.js'
import type { Card, Exchange } from './card.js'
import type { cardExchangesTexts } from './card-exchanges.texts.js'

export type ExchangeStep = 'accept' | 'decline' | 'withdraw'
export type ExchangeWords = (typeof cardExchangesTexts)['builtIn']['en']

export interface EntryParts {
  readonly words: ExchangeWords
  readonly formats: Formats
  /** Of who looks: which of the two sides is one’s own. */
  readonly ownUscc: string | undefined
  readonly now: number
  /** While one step is on its way, no other may begin. */
  readonly isBusy: boolean
  onStep(step: ExchangeStep, exchange: Exchange): void
}

export function exchangeEntry(exchange: Exchange, parts: EntryParts): TemplateResult {
  const { words, formats } = parts
  const isReceived = isReceivedBy(parts.ownUscc, exchange)
  const other = isReceived ? exchange.from : exchange.to
  const { text, tone } = standing(exchange, isReceived, parts)
  const direction = isReceived ? words.received : words.offered
  return html`
    <li>
      <div class="entry-head">
        <bdi>${formats.localised(other.name)}</bdi>
        <span class="badge" data-tone=${tone}>${text}</span>
      </div>
      <p class="quiet">
        ${words.when(direction, formats.date(exchange.offeredAt))}
        ${isOpen(exchange, parts.now) ? html` · ${words.until(formats.date(exchange.expiresAt))}` : nothing}
      </p>
      ${exchange.message ? html`<p class="message"><bdi>${exchange.message}</bdi></p>` : nothing}
      ${exchange.card ? contactOf(exchange.card, words) : nothing}
      ${steps(exchange, isReceived, formats.localised(other.name), parts)}
    </li>
  `
}

/** An offer whose time is over while the page stands open is one no more. */
function isOpen({ state, expiresAt }: Exchange, now: number): boolean {
  return state === 'offered' && Date.parse(expiresAt) > now
}

function isReceivedBy(ownUscc: string | undefined, { to }: Exchange): boolean {
  return to.uscc === ownUscc
}

function standing(exchange: Exchange, isReceived: boolean, { words, now }: EntryParts) {
  const { state } = exchange
  const isOver = state === 'offered' && !isOpen(exchange, now)
  const known = isOver ? 'expired' : state
  const side = isReceived ? 'in' : 'out'
  const text =
    wordFor(words, 'state', `${known}-${side}`) ?? wordFor(words, 'state', known) ?? words.stateOther
  const tone = known === 'accepted' ? 'good' : known === 'offered' ? 'brand' : 'neutral'
  return { text, tone }
}

function steps(
  exchange: Exchange,
  isReceived: boolean,
  name: string,
  { words, now, isBusy, onStep }: EntryParts,
): TemplateResult | typeof nothing {
  if (!isOpen(exchange, now)) return nothing
  const button = (
    step: ExchangeStep,
    text: string,
    label: string,
    kind: string | typeof nothing = 'secondary',
  ) =>
    html`<button type="button" class="button" data-kind=${kind} aria-label=${label} ?disabled=${isBusy} @click=${() => onStep(step, exchange)}>${text}</button>`
  return html`
    <div class="row">
      ${
        isReceived
          ? [
              button('accept', words.accept, words.acceptNamed(name), nothing),
              button('decline', words.decline, words.declineNamed(name)),
            ]
          : button('withdraw', words.withdraw, words.withdrawNamed(name))
      }
    </div>
  `
}

function contactOf({ contactRole, phone, email }: Card, words: ExchangeWords): TemplateResult {
  const known = [contactRole, phone, email].filter(line => line !== undefined)
  return html`<p><span class="visually-hidden">${words.contact}</span>${known.map((line, index) => html`${index > 0 ? ' · ' : nothing}<bdi>${line}</bdi>`)}</p>`
}
