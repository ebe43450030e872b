/** The amount: a number, its unit, and what was understood, in both units and in words, so that nobody is out by ten thousand. */
import { html, nothing, type TemplateResult } from 'lit'
import { field } from '../../shared/form/field.js'
import { type AmountUnit, readAmount, type TypedAmount } from './amount.js'
import { chineseAmount } from './chinese-amount.js'
import { errorOf } from './field-sentences.js'
import { controlId, type Scene } from './scene.js'

const FEN_PER_YUAN = 100
const FEN_PER_WAN = 1_000_000

type Change = (amount: TypedAmount) => void

export function amountField(amount: TypedAmount, scene: Scene, change: Change): TemplateResult {
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
      ${understood(amount, scene, change)}
    </div>
  `
}

/** The same amount in digits of both units. */
export function amountInBothUnits(fen: number, { words, formats }: Scene): string {
  return words.bothUnits(formats.count(fen / FEN_PER_WAN), formats.count(fen / FEN_PER_YUAN))
}

function unitChoice(amount: TypedAmount, { words }: Scene, change: Change): TemplateResult {
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

function understood(amount: TypedAmount, scene: Scene, change: Change): TemplateResult {
  const reading = readAmount(amount)
  return html`
    <div class="understood" aria-live="polite">
      ${reading.kind === 'amount' && reading.fen > 0 ? echo(reading.fen, scene) : nothing}
      ${reading.kind === 'doubtful' ? doubt(amount, reading, scene, change) : nothing}
    </div>
  `
}

function echo(fen: number, scene: Scene): TemplateResult {
  return html`
    <p><span class="quiet">${scene.words.amountUnderstood}</span> <strong class="number">${amountInBothUnits(fen, scene)}</strong></p>
    <p lang="zh-CN">${chineseAmount(fen)}</p>
  `
}

/** Asked back in place: either answer is one press, and neither is chosen beforehand. */
function doubt(
  amount: TypedAmount,
  { fen, otherFen }: { fen: number; otherFen: number },
  scene: Scene,
  change: Change,
): TemplateResult {
  const { words } = scene
  const otherUnit = amount.unit === 'wan' ? 'yuan' : 'wan'
  const choice = (unit: AmountUnit, value: number) => html`
    <button type="button" class="button" data-kind="secondary" data-unit=${unit}
      @click=${() => change({ ...amount, unit, isConfirmed: true })}>
      <span><span lang="zh-CN">${chineseAmount(value)}</span><br /><span class="quiet number">${amountInBothUnits(value, scene)}</span></span>
    </button>
  `
  return html`
    <div class="notice" data-tone="caution" role="group" aria-label=${words.amountDoubtTitle}>
      <p class="notice-title">${words.amountDoubtTitle}</p>
      <div class="doubts">${choice(otherUnit, otherFen)} ${choice(amount.unit, fen)}</div>
    </div>
  `
}

function textOf({ target }: Event): string {
  return target instanceof HTMLInputElement ? target.value : ''
}
