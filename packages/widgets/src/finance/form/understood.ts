/** What was understood of numbers as people type them, said back in both units and in words. */
import { html, nothing, type TemplateResult } from 'lit'
import { readAmount } from './amount.js'
import type { ChangeAmount } from './amount-field.js'
import { chineseAmount } from './chinese-amount.js'
import type { LaterScene } from './scene.js'
import { readMonths } from './small-numbers.js'
import type { AmountUnit, TypedAmount } from './typed-amount.js'

const FEN_PER_YUAN = 100
const FEN_PER_WAN = 1_000_000
const MONTHS_PER_YEAR = 12

export function understoodAmount(
  amount: TypedAmount,
  scene: LaterScene,
  change: ChangeAmount,
): TemplateResult | typeof nothing {
  const reading = readAmount(amount)
  if (reading.kind === 'doubtful') return doubt(amount, reading, scene, change)
  return reading.kind === 'amount' && reading.fen > 0 ? echo(reading.fen, scene) : nothing
}

export function understoodMonths(text: string, scene: LaterScene): TemplateResult | typeof nothing {
  const months = readMonths(text)
  return months ? html` <strong class="number">${monthsText(months, scene)}</strong>` : nothing
}

/** `50 万元 = 500,000 元`, and as it is said. */
export function amountText(fen: number, scene: LaterScene): TemplateResult {
  return html`<strong class="number">${amountInBothUnits(fen, scene)}</strong><br /><span class="quiet" lang="zh-CN">${chineseAmount(fen)}</span>`
}

/** Months with years where they are whole ones. */
export function monthsText(months: number, { words, formats }: LaterScene): string {
  const count = formats.count(months)
  const years = months / MONTHS_PER_YEAR
  return Number.isInteger(years) ? words.yearsAndMonths(count, formats.count(years)) : words.months(count)
}

function amountInBothUnits(fen: number, { words, formats }: LaterScene): string {
  return words.bothUnits(formats.count(fen / FEN_PER_WAN), formats.count(fen / FEN_PER_YUAN))
}

function echo(fen: number, scene: LaterScene): TemplateResult {
  return html`
    <p><span class="quiet">${scene.words.amountUnderstood}</span> <strong class="number">${amountInBothUnits(fen, scene)}</strong></p>
    <p lang="zh-CN">${chineseAmount(fen)}</p>
  `
}

/** Asked back in place: either answer is one press, and neither is chosen beforehand. */
function doubt(
  amount: TypedAmount,
  { fen, otherFen }: { fen: number; otherFen: number },
  scene: LaterScene,
  change: ChangeAmount,
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
