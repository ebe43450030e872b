/** Asks for the facts that would settle a match, two at a time, and sends them as the enterprise's own word. */
import { html, nothing, type ReactiveController, type TemplateResult } from 'lit'
import { entriesIn } from '../shared/drafts/entries.js'
import { FormTyping } from '../shared/drafts/form-typing.js'
import { keptNote } from '../shared/drafts/kept-note.js'
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
import type { DeclaredFacts, FactValue, MissingFact, PolicyItem, PolicyMatch } from './policy.js'
import { readSaid, type Said, withUnit } from './said.js'

export interface QuestionsView {
  readonly words: MatchWords
  readonly terms: FactTerms
  readonly formats: Formats
  readonly language: string
}

/** Asks the platform with what has been declared so far. */
export type MakeMatch = (declared: DeclaredFacts, idempotencyKey: string) => Promise<PolicyMatch>

export interface QuestionsHandlers {
  readonly intents: Intents
  readonly make: MakeMatch
  /** There is a new match; the person has asked for it, or it is that of last time. None, where the answers are cleared. */
  answered(match: PolicyMatch | undefined, isAsked: boolean): void
}

/** The policy that they stand in. */
export type PolicyHost = QymElement & { readonly policyId: string; readonly item: PolicyItem | undefined }

const AT_A_TIME = 2

/** What is declared is kept on the device, for as long as somebody may come back to the policy. */
export class MatchQuestions implements ReactiveController {
  readonly #host: PolicyHost
  readonly #handlers: QuestionsHandlers
  readonly #typing: FormTyping<Record<string, Said>>
  #errors: ReadonlyMap<string, AnswerFault | 'refused'> = new Map()
  /** There are answers of last time, and no match with them yet. */
  #behind: 'waiting' | 'failed' | undefined
  #isShown = false
  /** Of one policy and one enterprise: an answer that comes later is about neither. */
  #turn = {}

  constructor(host: PolicyHost, handlers: QuestionsHandlers) {
    this.#host = host
    this.#handlers = handlers
    this.#typing = new FormTyping(host, {
      name: () => {
        const policyId = host.policyId || host.item?.id
        return policyId && `policy ${policyId}`
      },
      read: readSaid,
      restored: () => {
        this.#behind = this.#hasDeclared ? 'waiting' : undefined
        host.requestUpdate()
      },
    })
    host.addController(this)
  }

  /** Only where there is a match can it be made anew: for a policy that is over there is none. */
  hostUpdated(): void {
    const isDue = this.#behind === 'waiting' && this.#isShown
    if (isDue && this.#handlers.intents.running === undefined) queueMicrotask(() => this.#catchUp())
  }

  /** Another policy, or another enterprise: nothing of it is true of them. */
  forget(): void {
    this.#turn = {}
    this.#typing.forget()
    this.#errors = new Map()
    this.#behind = undefined
    this.#isShown = false
  }

  view(match: PolicyMatch, around: QuestionsView): TemplateResult {
    this.#isShown = true
    const asked = this.#asked(match)
    const elsewhere = match.missing.filter(missing => !this.#isAskable(missing) && !this.#isBehindIn(missing))
    const note = keptNote(this.#typing, around.language, () => this.#clear())
    return html`
      ${note}
      ${this.#behind === 'failed' ? this.#behindView(around) : nothing}
      ${asked.length > 0 ? this.#form(match, asked, around) : nothing}
      ${note === nothing && this.#hasDeclared ? this.#clearView(around) : nothing}
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

  /** Answered last time, which the match that is shown does not know yet. */
  #isBehindIn({ fact }: MissingFact): boolean {
    return this.#behind !== undefined && this.#declared[fact] !== undefined
  }

  get #declared(): DeclaredFacts {
    return Object.fromEntries(
      Object.entries(this.#typing.values).flatMap(([fact, said]) =>
        said && 'sent' in said ? [[fact, said.sent] as const] : [],
      ),
    )
  }

  get #hasDeclared(): boolean {
    return Object.keys(this.#declared).length > 0
  }

  #form(match: PolicyMatch, asked: readonly MissingFact[], around: QuestionsView) {
    const { words, terms, formats, language } = around
    const count = formats.count(asked.length)
    const problem = this.#handlers.intents.problemWith('ask')
    const errors = asked.flatMap(missing => this.#errorOf(missing, around) ?? [])
    return html`
      <form class="questions stack" novalidate @submit=${(event: Event) => this.#submit(event, match, asked, isInWan(language))} @input=${(event: Event) => this.#type(event, asked, isInWan(language))}>
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
            given: this.#givenTo(missing, match, around),
          }),
        )}
        ${problem && errors.length === 0 && !this.#behind ? html`<p class="field-error" role="alert">${problemWords(textsFor(sharedTexts, language), problem).title}</p>` : nothing}
        <p class="quiet">${words.askLead}</p>
        <div class="row">
          <button class="button" aria-disabled=${this.#handlers.intents.running !== undefined}>${words.askSubmit}</button>
        </div>
      </form>
    `
  }

  #clearView({ words }: QuestionsView) {
    return html`<button type="button" class="link" @click=${() => this.#clear()}>${words.askAgain}</button>`
  }

  /** The answers of last time stand, and what follows from them could not be told. */
  #behindView({ language }: QuestionsView) {
    const shared = textsFor(sharedTexts, language)
    const problem = this.#handlers.intents.problemWith('ask')
    if (!problem) return nothing
    return html`
      <p class="field-error" role="alert">
        ${problemWords(shared, problem).title}
        <button type="button" class="link" @click=${() => this.#catchUp()}>${shared.retry}</button>
      </p>
    `
  }

  #errorOf(missing: MissingFact, { words, formats }: QuestionsView): FieldError | undefined {
    const fault = this.#errors.get(missing.fact)
    const say = fault && words[`fault:${fault}`]
    return say && { id: idOf(missing), sentence: say(formats.localised(missing.label)) }
  }

  /** As it was typed; an amount with its unit where it was typed in another language, which counts otherwise. */
  #givenTo({ fact, ...missing }: MissingFact, match: PolicyMatch, { language }: QuestionsView) {
    const said = this.#typing.values[fact]
    if (!said || !('given' in said)) return []
    const isMoney = kindOf({ fact, ...missing }, match).kind === 'money'
    return isMoney && said.isInWan !== isInWan(language)
      ? said.given.map(text => withUnit(text, said.isInWan))
      : said.given
  }

  /** So that nobody takes ten thousands for ones. */
  #echoOf(missing: MissingFact, match: PolicyMatch, around: QuestionsView) {
    const kind = kindOf(missing, match)
    const typed = this.#givenTo(missing, match, around)
    if (kind.kind !== 'money') return undefined
    const answer = readAnswer(kind, typed, isInWan(around.language))
    if (!('value' in answer) || typeof answer.value !== 'number') return undefined
    return around.words.echo(around.formats.yuan(answer.value * 100))
  }

  #type({ currentTarget: form }: Event, asked: readonly MissingFact[], inWan: boolean): void {
    if (!(form instanceof HTMLFormElement)) return
    const entries = entriesIn(form, asked.map(idOf))
    const said = asked.map(missing => {
      const given = entries[idOf(missing)] ?? []
      return [missing.fact, { given, isInWan: inWan }] as const
    })
    this.#typing.change(Object.fromEntries(said))
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
    void this.#send({ ...this.#declared, ...Object.fromEntries<FactValue>(values) }, true)
  }

  async #send(declared: DeclaredFacts, isAsked: boolean): Promise<void> {
    const { intents, make, answered } = this.#handlers
    const turn = this.#turn
    const match = await intents.run('ask', declared, ({ idempotencyKey }) => make(declared, idempotencyKey))
    if (turn !== this.#turn) return
    if (!match) return this.#refuse()
    const sent = Object.entries(declared).map(([fact, value]) => [fact, { sent: value }] as const)
    this.#typing.change(Object.fromEntries(sent))
    this.#errors = new Map()
    this.#behind = undefined
    answered(match, isAsked)
  }

  #catchUp(): void {
    this.#behind = 'failed'
    void this.#send(this.#declared, false)
  }

  /** The match without any of it is there already. */
  #clear(): void {
    void this.#typing.discard()
    this.#errors = new Map()
    this.#behind = undefined
    this.#handlers.answered(undefined, true)
  }

  /** The platform says at which facts it could not take the answer: `/declared/ops.employees`. They are asked again. */
  #refuse(): void {
    const fields = this.#handlers.intents.problemWith('ask')?.fields ?? []
    const facts = fields.flatMap(({ pointer }) => pointer.split('/').at(-1) ?? [])
    if (facts.length === 0) return
    const refused = facts.filter(fact => this.#declared[fact] !== undefined)
    this.#typing.change(Object.fromEntries(refused.map(fact => [fact, { given: [], isInWan: false }])))
    this.#show(new Map(facts.map(fact => [fact, 'refused'] as const)))
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
