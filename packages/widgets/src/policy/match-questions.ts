/** Asks for the facts that would settle a match, two at a time, and sends them as the enterprise's own word. */
import { html, nothing, type TemplateResult } from 'lit'
import { errorSummary, type FieldError, focusErrorSummary } from '../shared/form/error-summary.js'
import type { Formats } from '../shared/formats.js'
import type { Intents } from '../shared/intent.js'
import type { QymElement } from '../shared/qym-element.js'
import { sharedTexts } from '../shared/shared.texts.js'
import { problemWords } from '../shared/states.js'
import { textsFor } from '../shared/texts.js'
import { answerField } from './answer-field.js'
import { type AnswerFault, answerKindOf, readAnswer } from './fact-answer.js'
import type { FactTerms } from './fact-terms.js'
import type { MatchWords } from './match.texts.js'
import type { DeclaredFacts, FactValue, MissingFact, PolicyMatch } from './policy.js'

export interface QuestionsView {
  readonly words: MatchWords
  readonly terms: FactTerms
  readonly formats: Formats
  readonly language: string
}

/** Asks the platform with what has been declared so far. */
export type MakeMatch = (declared: DeclaredFacts, idempotencyKey: string) => Promise<PolicyMatch>

const AT_A_TIME = 2

/** What is declared stays in memory, for as long as one policy is looked at. */
export class MatchQuestions {
  readonly #host: QymElement
  readonly #intents: Intents
  readonly #make: MakeMatch
  readonly #answered: (match: PolicyMatch) => void
  #declared: DeclaredFacts = {}
  #errors: ReadonlyMap<string, AnswerFault | 'refused'> = new Map()
  #typed = new Map<string, string>()

  /** @param answered - called with each new match */
  constructor(host: QymElement, intents: Intents, make: MakeMatch, answered: (match: PolicyMatch) => void) {
    this.#host = host
    this.#intents = intents
    this.#make = make
    this.#answered = answered
  }

  /** Another policy, or another enterprise: nothing of it is true of them. */
  forget(): void {
    this.#declared = {}
    this.#errors = new Map()
    this.#typed.clear()
  }

  get declared(): DeclaredFacts {
    return this.#declared
  }

  view(match: PolicyMatch, around: QuestionsView): TemplateResult {
    const asked = this.#asked(match)
    const elsewhere = match.missing.filter(missing => !this.#isAskable(missing))
    return html`
      ${asked.length > 0 ? this.#form(match, asked, around) : nothing}
      ${this.#hasDeclared ? this.#clearView(around) : nothing}
      ${elsewhere.length > 0 ? elsewhereView(elsewhere, around) : nothing}
    `
  }

  /** What only the enterprise can know comes first: of the rest, registers may hold what this page is not shown. */
  #asked({ missing }: PolicyMatch): readonly MissingFact[] {
    const askable = missing.filter(fact => this.#isAskable(fact))
    const own = askable.filter(({ source }) => source === 'declared')
    return [...own, ...askable.filter(({ source }) => source !== 'declared')].slice(0, AT_A_TIME)
  }

  /** What has been said and is still missing, a register knows better; what is computed nobody can say. */
  #isAskable({ fact, source }: MissingFact): boolean {
    return source !== 'derived' && this.#declared[fact] === undefined
  }

  get #hasDeclared(): boolean {
    return Object.keys(this.#declared).length > 0
  }

  #form(match: PolicyMatch, asked: readonly MissingFact[], around: QuestionsView) {
    const { words, terms, formats, language } = around
    const count = formats.count(asked.length)
    const problem = this.#intents.problemWith('ask')
    const errors = asked.flatMap(missing => this.#errorOf(missing, around) ?? [])
    return html`
      <form class="questions stack" novalidate @submit=${(event: Event) => this.#submit(event, match, asked, isInWan(language))}>
        <h4>${match.result === 'yes' ? words.askAmountTitle(count) : words.askTitle(count)}</h4>
        ${errorSummary(textsFor(sharedTexts, language).errorSummaryTitle(errors.length), errors)}
        ${asked.map(missing =>
          answerField({
            id: idOf(missing),
            fact: missing.fact,
            label: formats.localised(missing.label),
            kind: kindOf(missing, match),
            words,
            terms,
            isInWan: isInWan(language),
            error: this.#errorOf(missing, around)?.sentence,
            hint: this.#echoOf(missing, match, around),
            type: event => this.#type(missing, event),
          }),
        )}
        ${problem && errors.length === 0 ? html`<p class="field-error" role="alert">${problemWords(textsFor(sharedTexts, language), problem).title}</p>` : nothing}
        <p class="quiet">${words.askLead}</p>
        <div class="row">
          <button class="button" aria-disabled=${this.#intents.running !== undefined}>${words.askSubmit}</button>
        </div>
      </form>
    `
  }

  #clearView({ words }: QuestionsView) {
    return html`<button type="button" class="link" @click=${() => this.#send({})}>${words.askAgain}</button>`
  }

  #errorOf(missing: MissingFact, { words, formats }: QuestionsView): FieldError | undefined {
    const fault = this.#errors.get(missing.fact)
    const say = fault && words[`fault:${fault}`]
    return say && { id: idOf(missing), sentence: say(formats.localised(missing.label)) }
  }

  /** So that nobody takes ten thousands for ones. */
  #echoOf(missing: MissingFact, match: PolicyMatch, { words, formats, language }: QuestionsView) {
    const kind = kindOf(missing, match)
    const typed = this.#typed.get(missing.fact) ?? ''
    if (kind.kind !== 'money' || typed.trim() === '') return undefined
    const answer = readAnswer(kind, [typed], isInWan(language))
    if (!('value' in answer) || typeof answer.value !== 'number') return undefined
    return words.echo(formats.yuan(answer.value * 100))
  }

  #type({ fact }: MissingFact, event: InputEvent): void {
    if (event.currentTarget instanceof HTMLInputElement) this.#typed.set(fact, event.currentTarget.value)
    this.#host.requestUpdate()
  }

  #submit(event: Event, match: PolicyMatch, asked: readonly MissingFact[], inWan: boolean): void {
    event.preventDefault()
    if (!(event.currentTarget instanceof HTMLFormElement)) return
    const form = new FormData(event.currentTarget)
    const answers = asked.map(missing => {
      const given = form.getAll(idOf(missing)).filter(value => typeof value === 'string')
      return { fact: missing.fact, ...readAnswer(kindOf(missing, match), given, inWan) }
    })
    const faults = answers.flatMap(answer =>
      'fault' in answer ? [[answer.fact, answer.fault] as const] : [],
    )
    this.#show(new Map(faults))
    if (faults.length > 0) return
    const values = answers.flatMap(answer =>
      'value' in answer ? [[answer.fact, answer.value] as const] : [],
    )
    void this.#send({ ...this.#declared, ...Object.fromEntries<FactValue>(values) })
  }

  async #send(declared: DeclaredFacts): Promise<void> {
    const match = await this.#intents.run('ask', declared, ({ idempotencyKey }) =>
      this.#make(declared, idempotencyKey),
    )
    if (!match) return this.#refuse()
    this.#declared = declared
    this.#typed.clear()
    this.#errors = new Map()
    this.#answered(match)
  }

  /** The platform says at which facts it could not take the answer: `/declared/ops.employees`. */
  #refuse(): void {
    const fields = this.#intents.problemWith('ask')?.fields ?? []
    const facts = fields.flatMap(({ pointer }) => pointer.split('/').at(-1) ?? [])
    if (facts.length > 0) this.#show(new Map(facts.map(fact => [fact, 'refused'] as const)))
  }

  #show(errors: ReadonlyMap<string, AnswerFault | 'refused'>): void {
    this.#errors = errors
    this.#host.requestUpdate()
    if (errors.size > 0) void this.#host.updateComplete.then(() => focusErrorSummary(this.#host.shadowRoot))
  }
}

function elsewhereView(missing: readonly MissingFact[], { words, formats }: QuestionsView) {
  return html`
    <div class="notice" part="consent-needed">
      <p>${words.elsewhere}</p>
      <p><strong>${formats.list(missing.map(({ label }) => formats.localised(label)))}</strong></p>
      <slot name="consent"></slot>
    </div>
  `
}

function kindOf({ fact, type }: MissingFact, { conditions }: PolicyMatch) {
  const demanded = conditions.filter(condition => condition.fact === fact).flatMap(({ value }) => value)
  return answerKindOf(type, demanded.map(String))
}

function idOf({ fact }: MissingFact): string {
  return `ask-${fact.replace('.', '-')}`
}

/** Chinese counts money in ten thousands. */
export function isInWan(language: string): boolean {
  return language.startsWith('zh')
}
