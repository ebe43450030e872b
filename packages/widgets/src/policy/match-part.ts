/** What there is of a match below its verdict: conditions, questions that would settle it, and disputes. Loaded beside the policy. */
import { html, nothing, type TemplateResult } from 'lit'
import { formatsFor } from '../shared/formats.js'
import { textsFor } from '../shared/texts.js'
import { type ConditionsView, conditionList } from './condition-list.js'
import { conditionsOf, countStates, type DemandNode, demandsOf } from './condition-tree.js'
import { FactCorrection } from './fact-correction.js'
import { factTermsFor } from './fact-terms.js'
import { matchTexts } from './match.texts.js'
import { MatchQuestions, type PolicyHost, type QuestionsHandlers } from './match-questions.js'
import type { Correction, PolicyItem, PolicyMatch } from './policy.js'
import { policyTexts } from './qym-policy.texts.js'

export interface MatchHandlers extends QuestionsHandlers {
  /** A fact was disputed; the sentence says what becomes of it. */
  disputed(correction: Correction, sentence: string): void
}

export class MatchPart {
  readonly #questions: MatchQuestions
  readonly #correction: FactCorrection

  constructor(host: PolicyHost, handlers: MatchHandlers) {
    this.#questions = new MatchQuestions(host, handlers)
    this.#correction = new FactCorrection(host, handlers.intents, handlers.disputed)
  }

  /** Another policy, or another enterprise. */
  forget(): void {
    this.#questions.forget()
    this.#correction.forget()
  }

  /** How many conditions hold, do not hold, or are not known. */
  counts({ conditions }: PolicyMatch, language: string): TemplateResult {
    const { words, formats } = this.#around(language)
    const { met, 'not-met': notMet, unknown } = countStates(demandsOf(conditions))
    return html`<p class="number">${words.matchCounts(formats.count(met), formats.count(notMet), formats.count(unknown))}</p>`
  }

  /** How the estimate was worked out. */
  steps({ estimate }: PolicyMatch, language: string): TemplateResult {
    const { words, terms } = this.#around(language)
    const steps = estimate?.steps ?? []
    return html`<ul class="estimate-steps" aria-label=${words.estimateHow}>${steps.map(step => html`<li><bdi>${terms.readable(step)}</bdi></li>`)}</ul>`
  }

  view(match: PolicyMatch, { department }: PolicyItem, language: string): TemplateResult {
    const around = this.#around(language)
    const { words, formats } = around
    const isDeclared = match.conditions.some(({ source }) => source === 'declared')
    return html`
      ${this.#questions.view(match, around)}
      <h4>${textsFor(policyTexts, language).conditions}</h4>
      ${conditionList(decisiveFirst(demandsOf(match.conditions)), around)}
      <p class="quiet">
        ${words.matchNote(formats.localised(department))}
        ${isDeclared ? words.declaredNote : nothing}
      </p>
    `
  }

  /** The conditions alone, for whom nobody is held against them. */
  conditions({ rule }: PolicyItem, language: string): TemplateResult {
    return conditionList(demandsOf(conditionsOf(rule)), this.#around(language))
  }

  #around(language: string): ConditionsView {
    return {
      words: textsFor(matchTexts, language),
      terms: factTermsFor(language),
      formats: formatsFor(language),
      language,
      correction: this.#correction,
    }
  }
}

/** What stands in the way, then what is not known: a reader need not look for it among what is fine. */
function decisiveFirst(nodes: readonly DemandNode[]): readonly DemandNode[] {
  return (['not-met', 'unknown', 'met'] as const).flatMap(state => nodes.filter(node => node.state === state))
}
