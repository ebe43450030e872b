/** The amount: a number, its unit, and below them what was understood, so that nobody is out by ten thousand. */
import { html, type TemplateResult } from 'lit'
import { field } from '../../shared/form/field.js'
import { controlId, errorOf, type Scene } from './scene.js'
import type { AmountUnit, TypedAmount } from './typed-amount.js'

export type ChangeAmount = (amount: TypedAmount) => void

export function amountField(
  amount: TypedAmount,
  understood: unknown,
  scene: Scene,
  change: ChangeAmount,
): TemplateResult {
  const { words } = scene
  return html`
    <div class="amount">
      ${field({
        id: controlId('amount'),
        label: words.amount,
        hint: words.amountHint,
        error: errorOf('amount', scene),
        control: bound => html`
          <div class="amount-row">
            <input id=${bound.id} class="number" inputmode="decimal" autocomplete="off" maxlength="40" required
              aria-describedby=${bound.describedBy} aria-invalid=${bound.invalid}
              .value=${amount.text} @input=${(event: Event) => change({ ...amount, text: textOf(event), isConfirmed: false })} />
            ${unitChoice(amount, scene, change)}
          </div>
        `,
      })}
      <div class="understood" aria-live="polite">${understood}</div>
    </div>
  `
}

function unitChoice(amount: TypedAmount, { words }: Scene, change: ChangeAmount): TemplateResult {
  const choice = (unit: AmountUnit, word: string) => html`
    <label class="unit">
      <input type="radio" name="unit" value=${unit} .checked=${amount.unit === unit}
        @change=${() => change({ ...amount, unit, isConfirmed: false })} />
      <span>${word}</span>
    </label>
  `
  return html`
    <div class="units" role="radiogroup" aria-label=${words.unit}>
      ${choice('wan', words.unitWan)} ${choice('yuan', words.unitYuan)}
    </div>
  `
}

function textOf({ target }: Event): string {
  return target instanceof HTMLInputElement ? target.value : ''
}
