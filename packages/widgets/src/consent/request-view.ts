/** A request that waits: what is asked for, why and until when, and two answers that are equally easy. */
import { html, nothing, type TemplateResult } from 'lit'
import { live } from 'lit/directives/live.js'
import { factsOfScope } from '../shared/facts/fact-words.js'
import { errorSummary } from '../shared/form/error-summary.js'
import { field } from '../shared/form/field.js'
import { type ChoiceFault, enterpriseScopes, personalScopes } from './approval.js'
import type { Consent } from './consents.js'
import type { ConsentDesk } from './desk.js'
import { problemNote } from './problem-note.js'

export function requestForm(consent: Consent, desk: ConsentDesk): TemplateResult {
  const { words } = desk
  if (desk.isEnding(consent)) return html`${desk.panelOf(consent)}`
  const submit = (event: Event) => {
    event.preventDefault()
    desk.approve(consent)
  }
  const sentences = new Map(desk.faultsOf(consent).map(fault => [fault, faultSentence(fault, consent, desk)]))
  const errors = [...sentences].map(([fault, sentence]) => ({ id: idOf(fault, consent), sentence }))
  return html`
    ${desk.panelOf(consent)}
    <form class="stack" novalidate @submit=${submit}>
      ${errorSummary(desk.shared.errorSummaryTitle(errors.length), errors)}
      ${scopeChoice(consent, desk, sentences.get('scopes'))}
      ${personalScopes(consent).map(scope => desk.personalChoice(consent, scope, holdings(scope, desk)))}
      ${termField(consent, desk, [...sentences].find(([fault]) => fault !== 'scopes')?.[1])}
      ${problemNote(consent, desk)}
      ${desk.canAct ? answers(consent, desk) : nothing}
      ${consent.answerBy ? html`<p class="quiet">${words.answerBy(desk.formats.dateTime(consent.answerBy))}</p>` : nothing}
    </form>
  `
}

/** Both of one size, side by side. */
function answers(consent: Consent, desk: ConsentDesk): TemplateResult {
  const { words, isBusy, formats } = desk
  const { scopes, separate } = desk.choiceOf(consent)
  const count = scopes.length + separate.length
  const label = count === 0 ? words.approve : words.approveCount(formats.count(count))
  return html`
    <div class="answers">
      <button type="submit" class="button" aria-disabled=${isBusy}>${isBusy ? words.working : label}</button>
      <button type="button" class="button" data-kind="secondary" data-panel="refuse" aria-disabled=${isBusy}
        @click=${() => desk.toggle(consent, 'refuse')}>${words.refuse}</button>
    </div>
  `
}

function scopeChoice(consent: Consent, desk: ConsentDesk, error: string | undefined): TemplateResult {
  const { words, facts } = desk
  const id = idOf('scopes', consent)
  const offered = enterpriseScopes(consent)
  const { scopes: chosen } = desk.choiceOf(consent)
  const tick = (scope: string, isTicked: boolean) => {
    const others = chosen.filter(other => other !== scope)
    desk.choose(consent, { scopes: isTicked ? [...others, scope] : others })
  }
  const hasAll = chosen.length === offered.length
  return html`
    <fieldset id=${id} tabindex="-1" aria-describedby="${id}-hint${error ? ` ${id}-error` : ''}">
      <legend>${words.choose}</legend>
      <p class="field-hint" id="${id}-hint">${words.chooseHint}</p>
      ${error ? html`<p class="field-error" id="${id}-error">${error}</p>` : nothing}
      ${offered.map(
        scope => html`
          <label class="choice">
            <input type="checkbox" .checked=${live(chosen.includes(scope))} name=${scope}
              @change=${(event: Event) => tick(scope, isChecked(event))} />
            <span>${facts.scope(scope)}${holdings(scope, desk)}</span>
          </label>
        `,
      )}
      ${
        offered.length > 1
          ? html`<button type="button" class="link" @click=${() => desk.choose(consent, { scopes: hasAll ? [] : [...offered] })}
              >${hasAll ? words.chooseNone : words.chooseAll}</button>`
          : nothing
      }
    </fieldset>
  `
}

/** The facts that a scope opens. */
function holdings(scope: string, { facts }: ConsentDesk): TemplateResult | typeof nothing {
  const held = factsOfScope(scope).map(facts.fact)
  return held.length === 0 ? nothing : html`<span class="holdings">${held.join(' · ')}</span>`
}

function termField(consent: Consent, desk: ConsentDesk, error: string | undefined): TemplateResult {
  const { words, formats, today } = desk
  const { requestedUntil } = consent
  return field({
    id: idOf('until-missing', consent),
    label: words.until,
    hint: words.untilHint(formats.date(requestedUntil)),
    error,
    control: ({ id, describedBy, invalid }) => html`
      <input type="date" id=${id} class="day" min=${today} max=${requestedUntil} required
        aria-describedby=${describedBy} aria-invalid=${invalid} .value=${live(desk.choiceOf(consent).until)}
        @input=${(event: Event) => desk.choose(consent, { until: textOf(event) })} />
    `,
  })
}

function faultSentence(
  fault: ChoiceFault,
  { requestedUntil }: Consent,
  { words, formats }: ConsentDesk,
): string {
  switch (fault) {
    case 'scopes':
      return words.errorScopes
    case 'until-missing':
      return words.errorUntilMissing
    case 'until-early':
      return words.errorUntilEarly
    case 'until-late':
      return words.errorUntilLate(formats.date(requestedUntil))
  }
}

function idOf(fault: ChoiceFault, { id }: Consent): string {
  return `${fault === 'scopes' ? 'scopes' : 'until'}-${id}`
}

function isChecked({ target }: Event): boolean {
  return target instanceof HTMLInputElement && target.checked
}

function textOf({ target }: Event): string {
  return target instanceof HTMLInputElement ? target.value : ''
}
