/** The first step: how much, for how long, what for, and whom to call. */
import { html, nothing, type TemplateResult } from 'lit'
import { field } from '../../shared/form/field.js'
import { amountField, type ChangeAmount } from './amount-field.js'
import type { FieldName, NeedTerms } from './check-need.js'
import {
  GUARANTEES,
  type Guarantee,
  isPurpose,
  MAX_CONTACT_NAME,
  MAX_DESCRIPTION,
  type NeedValues,
  PURPOSES,
  type TypedValues,
} from './need-values.js'
import { controlId, errorOf, type Scene } from './scene.js'
import type { TypedAmount } from './typed-amount.js'

/** Says back what was understood of what is typed. */
export interface Understanding {
  amount(amount: TypedAmount, change: ChangeAmount): unknown
  months(text: string): unknown
}

export interface NeedStep extends NeedTerms {
  readonly values: NeedValues
  readonly scene: Scene
  /** Undefined before it is loaded. */
  readonly understanding: Understanding | undefined
  change(typed: TypedValues): void
}

export function needStep(step: NeedStep): TemplateResult {
  const { values, scene, understanding, change } = step
  const changeAmount = (amount: TypedAmount) => change({ amount })
  const understood = understanding?.amount(values.amount, changeAmount)
  return html`
    ${amountField(values.amount, understood, scene, changeAmount)}
    ${tenorField(step)}
    ${purposeField(step)}
    ${guaranteeField(step)}
    ${textField(step, 'maxRate', { mark: scene.words.maxRateMark, inputmode: 'decimal', maxlength: 10 })}
    ${descriptionField(step)}
    <fieldset class="stack">
      <legend>${scene.words.contact}</legend>
      ${textField(step, 'contactName', { autocomplete: 'name', maxlength: MAX_CONTACT_NAME })}
      ${textField(step, 'contactPhone', { autocomplete: 'tel', inputmode: 'tel', maxlength: 30 })}
    </fieldset>
  `
}

function tenorField({ values, scene, understanding, change }: NeedStep): TemplateResult {
  const { words } = scene
  return field({
    id: controlId('tenor'),
    label: words.tenor,
    mark: words.tenorMark,
    hint: html`${words.tenorHint}${understanding?.months(values.tenor)}`,
    error: errorOf('tenor', scene),
    control: bound => html`
      <input id=${bound.id} class="number short" inputmode="numeric" autocomplete="off" maxlength="10" required
        aria-describedby=${bound.describedBy} aria-invalid=${bound.invalid}
        .value=${values.tenor} @input=${(event: Event) => change({ tenor: textIn(event) })} />
    `,
  })
}

function purposeField({ values, scene, change, renewed }: NeedStep): TemplateResult {
  const { words } = scene
  const choices = renewed ? PURPOSES.filter(purpose => purpose === 'renewal') : PURPOSES
  return field({
    id: controlId('purpose'),
    label: words.purpose,
    error: errorOf('purpose', scene),
    control: bound => html`
      <select id=${bound.id} required aria-describedby=${bound.describedBy} aria-invalid=${bound.invalid}
        @change=${(event: Event) => change({ purpose: purposeIn(event) })}>
        <option value="" ?selected=${values.purpose === ''}>${words.purposeChoose}</option>
        ${choices.map(purpose => html`<option value=${purpose} ?selected=${values.purpose === purpose}>${words[`purpose:${purpose}`]}</option>`)}
      </select>
    `,
  })
}

function guaranteeField({ values, scene, change, product }: NeedStep): TemplateResult {
  const { words } = scene
  const offered = GUARANTEES.filter(guarantee => !product || product.guarantees.includes(guarantee))
  const toggle = (guarantee: Guarantee) => {
    const { guarantees } = values
    const isGiven = guarantees.includes(guarantee)
    change({
      guarantees: isGiven ? guarantees.filter(other => other !== guarantee) : [...guarantees, guarantee],
    })
  }
  return html`
    <fieldset class="field" id=${controlId('guarantees')} aria-describedby="guarantees-hint">
      <legend>${words.guarantees} <span class="mark">${scene.shared.optional}</span></legend>
      <p class="field-hint" id="guarantees-hint">${words.guaranteesHint}</p>
      <div class="choices">
        ${offered.map(
          guarantee => html`
          <label class="choice">
            <input type="checkbox" .checked=${values.guarantees.includes(guarantee)} @change=${() => toggle(guarantee)} />
            <span>${words[`guarantee:${guarantee}`]}</span>
          </label>`,
        )}
      </div>
    </fieldset>
  `
}

function descriptionField({ values, scene, change }: NeedStep): TemplateResult {
  const { words } = scene
  return field({
    id: controlId('description'),
    label: words.description,
    mark: scene.shared.optional,
    hint: words.descriptionHint,
    error: errorOf('description', scene),
    control: bound => html`
      <textarea id=${bound.id} rows="3" maxlength=${MAX_DESCRIPTION}
        aria-describedby=${bound.describedBy} aria-invalid=${bound.invalid}
        .value=${values.description} @input=${(event: Event) => change({ description: textIn(event) })}></textarea>
    `,
  })
}

interface TextControl {
  readonly mark?: string
  readonly inputmode?: 'decimal' | 'tel'
  readonly autocomplete?: 'name' | 'tel'
  readonly maxlength: number
}

function textField(
  { values, scene, change }: NeedStep,
  name: Extract<FieldName, 'maxRate' | 'contactName' | 'contactPhone'>,
  { mark, inputmode, autocomplete, maxlength }: TextControl,
): TemplateResult {
  const { words } = scene
  const isOptional = name === 'maxRate'
  return field({
    id: controlId(name),
    label: words[name],
    mark: isOptional ? `${mark ?? ''} · ${scene.shared.optional}` : mark,
    hint: isOptional ? words.maxRateHint : undefined,
    error: errorOf(name, scene),
    control: bound => html`
      <input id=${bound.id} class=${isOptional ? 'number short' : ''} maxlength=${maxlength} ?required=${!isOptional}
        type=${name === 'contactPhone' ? 'tel' : 'text'} inputmode=${inputmode ?? nothing} autocomplete=${autocomplete ?? 'off'}
        aria-describedby=${bound.describedBy} aria-invalid=${bound.invalid}
        .value=${values[name]} @input=${(event: Event) => change({ [name]: textIn(event) })} />
    `,
  })
}

function purposeIn(event: Event): NeedValues['purpose'] {
  const value = textIn(event)
  return isPurpose(value) ? value : ''
}

function textIn({ target }: Event): string {
  const isControl =
    target instanceof HTMLInputElement ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement
  return isControl ? target.value : ''
}
