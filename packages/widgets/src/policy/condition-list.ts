/** A policy's conditions: what is demanded, what is known, whose word that is, and as of when. */
import { html, nothing, type TemplateResult } from 'lit'
import type { ConditionState, Demand, DemandNode, ShownCondition } from './condition-tree.js'
import { demandText } from './demand-text.js'
import { type FactCorrection, isCode, isDisputable } from './fact-correction.js'
import type { MatchWords } from './match.texts.js'
import type { QuestionsView } from './match-questions.js'

export interface ConditionsView extends QuestionsView {
  readonly correction: FactCorrection
}

const SIGNS: Readonly<Record<ConditionState, string>> = { met: '✓', 'not-met': '✕', unknown: '?' }

export function conditionList(nodes: readonly DemandNode[], around: ConditionsView): TemplateResult {
  return html`<ul class="conditions">${nodes.map(node => conditionItem(node, around))}</ul>`
}

function conditionItem(node: DemandNode, around: ConditionsView): TemplateResult {
  if (node.kind === 'demand')
    return html`<li class="condition" part="condition" data-state=${node.state ?? nothing}>${sign(node.state, around.words)}${demandView(node, around)}</li>`
  return html`
    <li class="condition" part="condition" data-state=${node.state ?? nothing}>
      ${sign(node.state, around.words)}
      <div>
        ${node.kind === 'any' ? html`<p>${around.words.anyOf}</p>` : nothing}
        ${conditionList(node.parts, around)}
      </div>
    </li>
  `
}

function sign(state: ConditionState | undefined, words: MatchWords) {
  if (state === undefined) return html`<span class="sign" aria-hidden="true">·</span>`
  return html`<span class="sign"><span aria-hidden="true">${SIGNS[state]}</span><span class="visually-hidden">${words[`state:${state}`]}</span></span>`
}

function demandView(demand: Demand, around: ConditionsView) {
  const { condition, state } = demand
  return html`
    <div class="demand">
      <div class="demand-text">
        <p><span class="demand-fact"><bdi>${nameOf(condition, around)}</bdi></span>　<bdi>${demandText(demand, around)}</bdi></p>
        ${state === undefined ? nothing : knownView(condition, around)}
      </div>
      ${disputeView(condition, around)}
    </div>
  `
}

/** What registers call by their codes has a plainer name here. */
function nameOf({ fact, label }: ShownCondition, { formats, terms }: ConditionsView): string {
  return label && !isCode(fact) ? formats.localised(label) : terms.fact(fact)
}

function knownView({ fact, known, source, asOf }: ShownCondition, { words, terms, formats }: ConditionsView) {
  if (known === undefined) return html`<p class="quiet">${words.knownNothing}</p>`
  const isOwnWord = source === 'declared'
  return html`
    <p class="known">
      <span>${words.known(terms.value(fact, known))}</span>
      <span class=${isOwnWord ? 'badge' : 'quiet'} data-tone=${isOwnWord ? 'caution' : nothing}>${terms.source(source)}</span>
      ${asOf === undefined || isOwnWord ? nothing : html`<span class="quiet">${words.asOf(formats.date(asOf))}</span>`}
    </p>
  `
}

function disputeView(condition: ShownCondition, around: ConditionsView) {
  const { fact, known, source = '' } = condition
  if (known === undefined || !isDisputable(fact, source)) return nothing
  return around.correction.view({ fact, name: nameOf(condition, around), known }, around)
}
