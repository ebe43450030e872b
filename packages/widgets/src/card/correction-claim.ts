/** What a registered fact should be, in the control that suits it, and its value in words. */
import { html, type TemplateResult } from 'lit'
import type { ControlBinding } from '../shared/form/field.js'
import type { Card, Correction } from './card.js'
import { DISPUTABLE, type DisputableMember } from './disputable.js'
import type { Labels } from './labels.js'

export type Claim = string | readonly string[]
type FactValue = Correction['claimed']

/** As registers have it. */
const STATES = ['active', 'moved-out', 'dormant', 'revoked', 'deregistered'] as const

/** What a claim begins as: what is shown now, for what is chosen, and nothing, for what is typed. */
export function firstClaim(card: Card, member: DisputableMember): Claim {
  return member === 'honours' ? card.honours : member === 'registrationStatus' ? card.registrationStatus : ''
}

export function claimControl(
  member: DisputableMember,
  claim: Claim,
  labels: Labels,
  { id, describedBy, invalid }: ControlBinding,
  onClaim: (claim: Claim) => void,
): TemplateResult {
  const onText = (event: Event) => {
    const control = event.currentTarget
    if (control instanceof HTMLInputElement || control instanceof HTMLSelectElement) onClaim(control.value)
  }
  switch (member) {
    case 'registrationStatus':
      return html`<select id=${id} aria-describedby=${describedBy} aria-invalid=${invalid} @change=${onText}>
        ${STATES.map(state => html`<option value=${state} .selected=${state === claim}>${labels.state(state)}</option>`)}
      </select>`
    case 'honours':
      return honoursControl(typeof claim === 'string' ? [] : claim, labels, id, onClaim)
    case 'industryCode':
    case 'regionCode':
      return html`<input
        id=${id}
        autocomplete="off"
        spellcheck="false"
        maxlength="12"
        aria-describedby=${describedBy}
        aria-invalid=${invalid}
        .value=${String(claim)}
        @input=${onText}
      />`
  }
}

function honoursControl(
  held: readonly string[],
  labels: Labels,
  id: string,
  onClaim: (claim: Claim) => void,
): TemplateResult {
  const toggle = (honour: string) =>
    onClaim(held.includes(honour) ? held.filter(other => other !== honour) : [...held, honour])
  // What the register holds under a name that we have no word for stays as it is.
  const known = [...new Set([...labels.honours, ...held])]
  return html`
    <div role="group" aria-labelledby="${id}-label" id=${id} tabindex="-1">
      ${known.map(honour => html`<label class="choice"><input type="checkbox" .checked=${held.includes(honour)} @change=${() => toggle(honour)} /><span>${labels.honour(honour)}</span></label>`)}
    </div>
  `
}

/** The member of a card that a fact stands in. */
export function memberOf(fact: string): DisputableMember | undefined {
  switch (fact) {
    case DISPUTABLE.registrationStatus:
      return 'registrationStatus'
    case DISPUTABLE.industryCode:
      return 'industryCode'
    case DISPUTABLE.regionCode:
      return 'regionCode'
    case DISPUTABLE.honours:
      return 'honours'
    default:
      return undefined
  }
}

export interface ValueWords {
  readonly none: string
  readonly yes: string
  readonly no: string
}

/** A fact's value as people read it. */
export function valueText(
  fact: string,
  value: FactValue | undefined,
  labels: Labels,
  words: ValueWords,
  list: (parts: readonly string[]) => string,
): string {
  if (value === undefined) return words.none
  if (typeof value === 'boolean') return value ? words.yes : words.no
  if (typeof value === 'object') return value.length === 0 ? words.none : list(value.map(labels.honour))
  const text = String(value)
  switch (memberOf(fact)) {
    case 'registrationStatus':
      return labels.state(text)
    case 'industryCode':
      return withCode(labels.industry(text), text)
    case 'regionCode':
      return withCode(labels.region(text), text)
    default:
      return text
  }
}

/** Where a code is what is at issue, it stands beside its word. */
function withCode(word: string | undefined, code: string): string {
  return word === undefined ? code : `${word} (${code})`
}
