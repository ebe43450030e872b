/** A native control for an answer about a fact, by the answer's kind: yes or no, one of several, a number with its unit, a text. */
import { html, nothing, type TemplateResult } from 'lit'
import { type ControlBinding, field } from '../shared/form/field.js'
import type { AnswerKind } from './fact-answer.js'
import type { FactTerms } from './fact-terms.js'
import type { MatchWords } from './match.texts.js'

export interface AnswerField {
  /** Unique in the widget; also the name that it is sent under. */
  readonly id: string
  readonly fact: string
  readonly label: string
  readonly kind: AnswerKind
  readonly words: MatchWords
  readonly terms: FactTerms
  readonly isInWan: boolean
  readonly error?: string | undefined
  /** What an amount that is being typed comes to, or another word on what to type. */
  readonly hint?: string | undefined
  /** What was typed or chosen so far. */
  readonly given: readonly string[]
}

export function answerField(answer: AnswerField): TemplateResult {
  const { id, label, kind, words, terms, fact, error, given } = answer
  switch (kind.kind) {
    case 'boolean':
      return choiceGroup(answer, 'radio', [
        ['true', terms.value(fact, true)],
        ['false', terms.value(fact, false)],
      ])
    case 'set':
      return choiceGroup(
        answer,
        'checkbox',
        kind.choices.map(choice => [choice, terms.value(fact, choice)]),
      )
    case 'choice':
      return field({
        id,
        label,
        error,
        control: ({ describedBy, invalid }) => html`
          <select id=${id} name=${id} aria-describedby=${describedBy} aria-invalid=${invalid}>
            <option value="" .selected=${given.join('') === ''}>${words.choose}</option>
            ${kind.choices.map(choice => html`<option value=${choice} .selected=${given.includes(choice)}>${terms.value(fact, choice)}</option>`)}
          </select>
        `,
      })
    default:
      return field({
        id,
        label,
        error,
        mark: unitOf(answer),
        hint: answer.hint,
        control: binding => typedControl(answer, binding),
      })
  }
}

function typedControl({ kind, id, given }: AnswerField, { describedBy, invalid }: ControlBinding) {
  const inputMode = kind.kind === 'text' ? 'text' : kind.kind === 'integer' ? 'numeric' : 'decimal'
  return html`<input
    id=${id}
    name=${id}
    inputmode=${inputMode}
    autocomplete="off"
    maxlength="300"
    aria-describedby=${describedBy}
    aria-invalid=${invalid}
    .value=${given[0] ?? ''}
  />`
}

/** Several controls under one question. The first carries the id, so that a summary of errors leads to it. */
function choiceGroup(
  { id, label, error, given }: AnswerField,
  type: 'radio' | 'checkbox',
  choices: readonly (readonly [value: string, label: string])[],
) {
  return html`
    <fieldset class="field" aria-describedby=${error ? `${id}-error` : nothing}>
      <legend>${label}</legend>
      <div class="choices">
        ${choices.map(
          ([value, text], index) => html`
            <label class="choice">
              <input type=${type} id=${index === 0 ? id : `${id}-${index}`} name=${id} value=${value} .checked=${given.includes(value)} aria-invalid=${error ? 'true' : nothing} />
              ${text}
            </label>
          `,
        )}
      </div>
      ${error ? html`<div class="field-error" id="${id}-error">${error}</div>` : nothing}
    </fieldset>
  `
}

function unitOf({ kind, words, isInWan }: AnswerField): string | undefined {
  if (kind.kind === 'money') return isInWan ? words.inWan : words.inYuan
  return kind.kind === 'ratio' ? words.inPercent : undefined
}
