/** Whether the enterprise qualifies, condition by condition: what is demanded, what is known, whose word that is, and as of when. */
import { html, nothing, type TemplateResult } from 'lit'
import {
  type ConditionState,
  countStates,
  type Demand,
  type DemandNode,
  demandsOf,
  type ShownCondition,
} from './condition-tree.js'
import { countyDay } from './deadline.js'
import { demandText } from './demand-text.js'
import { type FactCorrection, isCode, isDisputable } from './fact-correction.js'
import type { MatchQuestions, QuestionsView } from './match-questions.js'
import type { PolicyItem, PolicyMatch } from './policy.js'
import type { PolicyWords } from './qym-policy.texts.js'

export interface MatchView extends QuestionsView {
  readonly item: PolicyItem
  readonly questions: MatchQuestions
  readonly correction: FactCorrection
  /** What a fact is called where the answer does not say. */
  factName(fact: string): string
}

const SIGNS: Readonly<Record<ConditionState, string>> = { met: '✓', 'not-met': '✕', unknown: '?' }

export function matchView(match: PolicyMatch, around: MatchView): TemplateResult {
  const { words, formats, item } = around
  const nodes = demandsOf(match.conditions)
  const { met, 'not-met': notMet, unknown } = countStates(nodes)
  const isDeclared = match.conditions.some(({ source }) => source === 'declared')
  return html`
    <div class="verdict" data-result=${match.result}>
      <p class="verdict-result" tabindex="-1">${resultText(match.result, words)}</p>
      <p class="number">${words.matchCounts(formats.count(met), formats.count(notMet), formats.count(unknown))}</p>
      ${estimateView(match, around)}
    </div>
    ${around.questions.view(match, around)}
    <h4>${words.conditions}</h4>
    ${conditionList(decisiveFirst(nodes), around)}
    <p class="quiet">
      ${words.matchNote(formats.localised(item.department))}
      ${isDeclared ? words.declaredNote : nothing}
    </p>
  `
}

/** What stands in the way, then what is not known: a reader need not look for it among what is fine. */
function decisiveFirst(nodes: readonly DemandNode[]): readonly DemandNode[] {
  return (['not-met', 'unknown', 'met'] as const).flatMap(state => nodes.filter(node => node.state === state))
}

/** The conditions alone, for whom nobody is held against them. */
export function conditionList(nodes: readonly DemandNode[], around: MatchView): TemplateResult {
  return html`<ul class="conditions">${nodes.map(node => conditionItem(node, around))}</ul>`
}

function conditionItem(node: DemandNode, around: MatchView): TemplateResult {
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

function sign(state: ConditionState | undefined, words: PolicyWords) {
  if (state === undefined) return html`<span class="sign" aria-hidden="true">·</span>`
  return html`<span class="sign"><span aria-hidden="true">${SIGNS[state]}</span><span class="visually-hidden">${words[`state:${state}`]}</span></span>`
}

function demandView(demand: Demand, around: MatchView) {
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
function nameOf({ fact, label }: ShownCondition, { formats, factName }: MatchView): string {
  return label && !isCode(fact) ? formats.localised(label) : factName(fact)
}

function knownView({ fact, known, source, asOf }: ShownCondition, { words, terms, formats }: MatchView) {
  if (known === undefined) return html`<p class="quiet">${words.knownNothing}</p>`
  const isOwnWord = source === 'declared'
  return html`
    <p class="known">
      <span>${words.known(terms.value(fact, known))}</span>
      <span class=${isOwnWord ? 'badge' : 'quiet'} data-tone=${isOwnWord ? 'caution' : nothing}>${sourceText(source, words)}</span>
      ${asOf === undefined || isOwnWord ? nothing : html`<span class="quiet">${words.asOf(formats.date(asOf))}</span>`}
    </p>
  `
}

function disputeView(condition: ShownCondition, around: MatchView) {
  const { fact, known, source = '' } = condition
  if (known === undefined || !isDisputable(fact, source)) return nothing
  return around.correction.view({ fact, name: nameOf(condition, around), known }, around)
}

function estimateView({ estimate, policyVersion, at }: PolicyMatch, { words, terms, formats }: MatchView) {
  if (!estimate) return nothing
  const { amount, steps } = estimate
  const version = formats.count(policyVersion)
  return html`
    <div class="estimate" part="estimate">
      <p class="estimate-label">${words.estimateTitle} <span class="badge" data-tone="caution">${words.estimateMark}</span></p>
      <p class="estimate-amount number">${amount ? formats.amount(amount.amountFen) : words.estimateNone}</p>
      <ul class="estimate-steps" aria-label=${words.estimateHow}>${steps.map(step => html`<li><bdi>${terms.readable(step)}</bdi></li>`)}</ul>
      <p class="quiet">${words.estimateNote(version, formats.date(countyDay(Date.parse(at))))}</p>
    </div>
  `
}

export function resultText(result: string, words: PolicyWords): string {
  if (result === 'yes' || result === 'no' || result === 'need-info') return words[`result:${result}`]
  return words['result:other']
}

function sourceText(source: string | undefined, words: PolicyWords): string {
  switch (source) {
    case 'warehouse':
    case 'warehouse-consented':
    case 'derived':
    case 'declared':
      return words[`source:${source}`]
    default:
      return words['source:other']
  }
}
