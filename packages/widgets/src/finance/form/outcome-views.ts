/** What has become of a submission: filed, on its way, or not known yet. */
import { html, nothing, type TemplateResult } from 'lit'
import type { LaterScene } from './scene.js'
import type { SubmissionState } from './submission.js'
import { amountText, monthsText } from './understood.js'

type Sent = Extract<SubmissionState, { kind: 'sent' }>
type Unanswered = Extract<SubmissionState, { kind: 'unanswered' }>

export function sentView({ need, isFound }: Sent, scene: LaterScene, onAnother: () => void): TemplateResult {
  const { words, formats } = scene
  const respond = need.clocks.find(({ name }) => name === 'respond')
  return html`
    <section class="stack" part="sent">
      <div class="notice" data-tone="good">
        <h2 class="notice-title" tabindex="-1">${words.sentTitle}</h2>
        ${isFound ? html`<p>${words.sentFound}</p>` : nothing}
        <p>${need.renews === undefined ? words.sentAdvice(formats.count(need.places.all)) : words.sentRenewal}</p>
      </div>
      <dl class="pairs">
        <div><dt>${words.sentAmount}</dt><dd>${amountText(need.amount.amountFen, scene)}</dd></div>
        <div><dt>${words.sentTenor}</dt><dd>${monthsText(need.tenorMonths, scene)}</dd></div>
        <div><dt>${words.sentExpires}</dt><dd class="number">${formats.dateTime(need.expiresAt)}</dd></div>
        ${respond ? html`<div><dt>${words.sentRespond}</dt><dd class="number">${formats.dateTime(respond.dueAt)}</dd></div>` : nothing}
      </dl>
      <p class="quiet">${words.sentConsent} ${words.notPromise}</p>
      <p><button type="button" class="button" data-kind="secondary" @click=${onAnother}>${words.another}</button></p>
    </section>
  `
}

export function checkingView({ words }: LaterScene): TemplateResult {
  return html`
    <div class="notice" role="status" aria-busy="true">
      <h2 class="notice-title" tabindex="-1">${words.checkingTitle}</h2>
      <p>${words.checkingAdvice}</p>
    </div>
  `
}

export interface UnansweredActions {
  resend(): void
  look(): void
}

/** Nothing else can be sent before this is known; what was typed stays. */
export function unansweredView(
  { wish, begunAt, canRepeat }: Unanswered,
  amountFen: number | undefined,
  scene: LaterScene,
  { resend, look }: UnansweredActions,
): TemplateResult {
  const { words, formats } = scene
  const fen = wish.operation === 'submit' ? wish.input.amount.amountFen : amountFen
  const what =
    fen === undefined ? nothing : words.unansweredWhat(formats.amount(fen), formats.dateTime(begunAt))
  return html`
    <div class="notice" data-tone="caution" part="unanswered">
      <h2 class="notice-title" tabindex="-1">${words.unansweredTitle}</h2>
      <p>${what}</p>
      <p>${canRepeat ? words.unansweredAdvice : words.unansweredOld}</p>
      <div class="row">
        ${canRepeat ? html`<button type="button" class="button" data-action="resend" @click=${resend}>${words.unansweredSend}</button>` : nothing}
        <button type="button" class="button" data-kind="secondary" data-action="look" @click=${look}>${canRepeat ? words.unansweredChange : words.unansweredLook}</button>
      </div>
    </div>
  `
}
