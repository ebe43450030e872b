/** The second step: who may see which data, what for and until when. Nothing is ticked beforehand, and nothing else is sent. */
import { html, nothing, type TemplateResult } from 'lit'
import { factsOfScope, type ShownFact } from '../../shared/facts/fact-words.js'
import { field } from '../../shared/form/field.js'
import type { NeedTerms } from './check-need.js'
import type { FactDispute } from './fact-dispute.js'
import type { FormFactsState } from './form-facts.js'
import type { ConsentValues, Scope } from './need-values.js'
import { controlId, errorOf, type LaterScene } from './scene.js'

const FEW_FACTS = 3

export interface ConsentStep extends NeedTerms {
  readonly agreed: ConsentValues
  /** All that is asked for, and of it what the product cannot do without. */
  readonly scopes: readonly Scope[]
  readonly needed: readonly Scope[]
  readonly contactName: string
  /** The first and the last day that may be chosen. */
  readonly today: string
  readonly facts: FormFactsState
  readonly dispute: FactDispute
  readonly scene: LaterScene
  agree(change: Partial<ConsentValues>): void
  readFacts(): void
}

export function consentStep(step: ConsentStep): TemplateResult {
  const { scene } = step
  const { words } = scene
  return html`
    <p>${words.consentIntro}</p>
    <dl class="pairs">
      <div><dt>${words.recipient}</dt><dd>${recipientText(step, scene)}</dd></div>
      <div><dt>${words.consentPurpose}</dt><dd>${words.consentPurposeLoan}</dd></div>
    </dl>
    ${scopesField(step)}
    ${untilField(step)}
    ${contactField(step)}
  `
}

/** Whoever takes the need up; of a renewal, the bank that gave the loan. */
export function recipientText({ renewed }: NeedTerms, { words, formats }: LaterScene): string {
  return renewed ? words.recipientLender(formats.localised(renewed.bank.name)) : words.recipientBanks
}

/** What a scope holds, by the names of its facts. */
export function scopeHolds(scope: string, { words, facts, formats }: LaterScene): string {
  return words.scopeHolds(formats.list(factsOfScope(scope).map(facts.fact)))
}

function scopesField(step: ConsentStep): TemplateResult {
  const { scene, scopes } = step
  const error = errorOf('scopes', scene)
  const id = controlId('scopes')
  return html`
    <fieldset class="field" id=${id} tabindex="-1" aria-describedby="${id}-facts ${error ? `${id}-error` : ''}">
      <legend>${scene.words.scopes}</legend>
      <div class="field-hint" id="${id}-facts">${factsNote(step)}</div>
      ${error ? html`<div class="field-error" id="${id}-error">${error}</div>` : nothing}
      <ul class="scopes">${scopes.map(scope => html`<li>${scopeChoice(scope, step)}</li>`)}</ul>
    </fieldset>
  `
}

function scopeChoice(scope: Scope, step: ConsentStep): TemplateResult {
  const { agreed, needed, scene, agree } = step
  const { words, shared, facts } = scene
  const toggle = () =>
    agree({
      scopes: agreed.scopes.includes(scope)
        ? agreed.scopes.filter(other => other !== scope)
        : [...agreed.scopes, scope],
    })
  return html`
    <label class="choice">
      <input type="checkbox" name="scope" value=${scope} .checked=${agreed.scopes.includes(scope)} @change=${toggle} />
      <span><strong>${facts.scope(scope)}</strong> <span class="mark">${needed.includes(scope) ? words.scopeNeeded : shared.optional}</span></span>
    </label>
    ${scopeFacts(scope, step)}
  `
}

/** The facts as they are, where this page may show them, and the names of the others. */
function scopeFacts(scope: string, step: ConsentStep): TemplateResult {
  const { facts: state, scene } = step
  const { words, facts, formats } = scene
  const holds = factsOfScope(scope)
  const known = state.kind === 'ready' ? state.facts.filter(({ id }) => holds.includes(id)) : []
  if (known.length === 0) return html`<p class="scope-holds quiet">${scopeHolds(scope, scene)}</p>`
  const others = holds.filter(id => !known.some(fact => fact.id === id)).map(facts.fact)
  return html`
    ${factList(known, step)}
    ${others.length > 0 ? html`<p class="scope-holds quiet">${words.scopeHoldsMore(formats.list(others))}</p>` : nothing}
  `
}

/** Many of them open on request: a telephone shows few lines. */
function factList(known: readonly ShownFact[], step: ConsentStep): TemplateResult {
  const rows = html`<dl class="facts">${known.map(fact => factRow(fact, step))}</dl>`
  if (known.length <= FEW_FACTS) return rows
  const { words, formats } = step.scene
  return html`<details class="more"><summary>${words.factsCount(formats.count(known.length))}</summary>${rows}</details>`
}

function factRow(fact: ShownFact, { scene, dispute }: ConsentStep): TemplateResult {
  const { words, facts, formats } = scene
  return html`
    <div class="fact">
      <dt>${facts.fact(fact.id)}</dt>
      <dd>
        <bdi class="number">${facts.value(fact.id, fact.value)}</bdi>
        <div class="fact-source">
          <span class="quiet">${words.factSource(facts.source(fact), formats.date(fact.asOf))}</span>
          ${dispute.view(fact, scene)}
        </div>
      </dd>
    </div>
  `
}

/** What is shown, whose word it is, and how long it stays. */
function factsNote({ facts, scene, readFacts }: ConsentStep): TemplateResult {
  const { words, formats } = scene
  const again = html`<button type="button" class="link" @click=${readFacts}>${words.factsAgain}</button>`
  switch (facts.kind) {
    case 'loading':
      return html`<p role="status">${words.factsLoading}</p>`
    case 'none':
      return html`<p>${words.factsNone}</p>`
    case 'problem':
      return html`<p>${words.factsProblem} ${again}</p>`
    case 'purged':
      return html`<p role="status">${words.factsPurged} ${again}</p>`
    case 'ready':
      return html`
        <p>${words.factsAsIs}</p>
        ${facts.purgeAt ? html`<p>${words.factsPurge(formats.dateTime(facts.purgeAt))}</p>` : nothing}
      `
  }
}

function untilField({ agreed, today, scene, agree }: ConsentStep): TemplateResult {
  const { words } = scene
  return field({
    id: controlId('until'),
    label: words.until,
    hint: words.untilHint,
    error: errorOf('until', scene),
    control: bound => html`
      <input id=${bound.id} class="short" type="date" min=${today} required
        aria-describedby=${bound.describedBy} aria-invalid=${bound.invalid}
        .value=${agreed.until} @input=${({ target }: Event) => target instanceof HTMLInputElement && agree({ until: target.value })} />
    `,
  })
}

/** A person's own data is opened by the person, apart from what the enterprise agrees to (PIPL, articles 23 and 29). */
function contactField({ agreed, contactName, scene, agree }: ConsentStep): TemplateResult {
  const { words } = scene
  const id = controlId('contact')
  const error = errorOf('contact', scene)
  return html`
    <div class="separate" role="group" aria-labelledby="${id}-title" aria-describedby="${id}-hint">
      <p class="notice-title" id="${id}-title">${words.contactConsentTitle}</p>
      <label class="choice">
        <input id=${id} type="checkbox" .checked=${agreed.isContactAgreed} aria-invalid=${error ? 'true' : nothing}
          aria-describedby=${error ? `${id}-error` : nothing}
          @change=${() => agree({ isContactAgreed: !agreed.isContactAgreed })} />
        <span>${words.contactConsent(contactName)}</span>
      </label>
      <p class="field-hint" id="${id}-hint">${words.contactConsentHint}</p>
      ${error ? html`<div class="field-error" id="${id}-error">${error}</div>` : nothing}
    </div>
  `
}
