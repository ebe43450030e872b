/** The last step: all that will be sent, and nothing that will not be. */
import { html, nothing, type TemplateResult } from 'lit'
import { recipientText, scopeHolds } from './consent-step.js'
import type { Application, Need, NeedInput, Product } from './need-values.js'
import type { LaterScene } from './scene.js'
import type { Wish } from './submission.js'
import { amountText, monthsText } from './understood.js'

export interface ReviewStep {
  readonly wish: Wish
  readonly product: Product | undefined
  readonly renewed: Application | undefined
  readonly reposted: Need | undefined
  readonly scene: LaterScene
  edit(step: 'need' | 'consent'): void
}

type Row = readonly [label: string, value: unknown]

export function reviewStep(step: ReviewStep): TemplateResult {
  const { wish, scene, edit } = step
  const { words } = scene
  const rows = wish.operation === 'submit' ? needRows(wish.input, step) : repostedRows(step)
  const canEditNeed = wish.operation === 'submit'
  return html`
    <p>${words.reviewIntro}</p>
    ${section(words.reviewNeed, rows, scene, canEditNeed ? () => edit('need') : undefined)}
    ${section(words.reviewConsent, consentRows(step), scene, () => edit('consent'))}
    <p>${words.reviewNothingElse}</p>
    <p class="quiet">${words.notPromise}</p>
  `
}

function section(
  title: string,
  rows: readonly Row[],
  { shared }: LaterScene,
  edit: (() => void) | undefined,
): TemplateResult {
  return html`
    <section class="review">
      <div class="row spread">
        <h3>${title}</h3>
        ${edit ? html`<button type="button" class="link" aria-label="${shared.edit}: ${title}" @click=${edit}>${shared.edit}</button>` : nothing}
      </div>
      <dl class="pairs">${rows.map(([label, value]) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`)}</dl>
    </section>
  `
}

function needRows(input: NeedInput, { product, renewed, scene }: ReviewStep): Row[] {
  const { words, formats } = scene
  const { amount, tenorMonths, purpose, guarantees = [], description, maxAnnualRate } = input
  return [
    ...(product ? [[words.reviewProduct, bidi(formats.localised(product.name))] satisfies Row] : []),
    ...(renewed ? [[words.renewedLoan, renewedText(renewed, scene)] satisfies Row] : []),
    [words.amount, amountText(amount.amountFen, scene)],
    [words.tenor, monthsText(tenorMonths, scene)],
    [words.purpose, words[`purpose:${purpose}`]],
    [
      words.guarantees,
      guarantees.length > 0
        ? formats.list(guarantees.map(guarantee => words[`guarantee:${guarantee}`]))
        : words.reviewNotGiven,
    ],
    [words.maxRate, maxAnnualRate === undefined ? words.reviewNotGiven : formats.rate(maxAnnualRate)],
    [
      words.description,
      description === undefined ? words.reviewNotGiven : html`<bdi class="prose">${description}</bdi>`,
    ],
    [
      words.contact,
      html`<bdi>${input.contactName}</bdi> <bdi class="number">${input.contactPhone}</bdi><br /><span class="quiet">${words.reviewContactAgreed}</span>`,
    ],
  ]
}

/** What is posted again stands as it was. */
function repostedRows({ reposted, scene }: ReviewStep): Row[] {
  const { words } = scene
  if (!reposted) return []
  return [
    [words.amount, amountText(reposted.amount.amountFen, scene)],
    [words.tenor, monthsText(reposted.tenorMonths, scene)],
    ...(reposted.description ? [[words.description, bidi(reposted.description)] satisfies Row] : []),
    [words.contact, words.reviewContactSame],
  ]
}

function consentRows({ wish, renewed, scene }: ReviewStep): Row[] {
  const { words, facts, formats } = scene
  const { scopes, until } = wish.input.consent
  return [
    [words.recipient, recipientText({ renewed }, scene)],
    [words.consentPurpose, words.consentPurposeLoan],
    [
      words.scopes,
      html`<ul class="stack">${scopes.map(scope => html`<li><strong>${facts.scope(scope)}</strong><br /><span class="quiet">${scopeHolds(scope, scene)}</span></li>`)}</ul>`,
    ],
    [words.until, formats.date(until)],
  ]
}

export function renewedText({ bank, disbursement }: Application, { words, formats }: LaterScene): string {
  return words.renewedOf(formats.localised(bank.name), formats.amount(disbursement?.paidOut.amountFen ?? 0))
}

function bidi(text: string): TemplateResult {
  return html`<bdi>${text}</bdi>`
}
