/** Disputing a fact where it is shown: what it should be and why, sent to the department that keeps it. */
import { card } from '@qiyema/core/operations/card'
import { html, nothing, type TemplateResult } from 'lit'
import { type Entries, entriesIn, readEntries } from '../shared/drafts/entries.js'
import { FormTyping } from '../shared/drafts/form-typing.js'
import { keptNote } from '../shared/drafts/kept-note.js'
import { factWordsFor } from '../shared/facts/fact-words.js'
import { errorSummary, type FieldError, focusErrorSummary } from '../shared/form/error-summary.js'
import { field } from '../shared/form/field.js'
import type { Intents } from '../shared/intent.js'
import type { QymElement } from '../shared/qym-element.js'
import { sharedTexts } from '../shared/shared.texts.js'
import { problemWords } from '../shared/states.js'
import { textsFor } from '../shared/texts.js'
import { answerField } from './answer-field.js'
import { type AnswerFault, answerKindOfKnown, readAnswer } from './fact-answer.js'
import { isInWan, type QuestionsView } from './match-questions.js'
import type { Correction, FactValue } from './policy.js'

/** A fact that is known, and so can be wrong. */
export interface DisputedFact {
  readonly fact: string
  /** What it is called. */
  readonly name: string
  readonly known: FactValue
}

/** Computed from other facts, but by a department that answers for the result. */
const ANSWERED_FOR = ['perMu.grade']

/** Whether a department keeps a fact. What follows from others is disputed with them; what one has said oneself, one says anew. */
export function isDisputable(fact: string, source: string): boolean {
  return source.startsWith('warehouse') || ANSWERED_FOR.includes(fact)
}

/** Registers keep it as a code, and take it as nothing else. */
export function isCode(fact: string): boolean {
  return fact === 'entity.regionCode' || fact === 'entity.industryCode'
}

interface Claim {
  readonly fact: string
  readonly claimed: FactValue
  readonly reason: string
}

type Fault = AnswerFault | 'refused' | 'same'

const FAULTS: Readonly<Record<string, Fault>> = {
  no_value_of_fact: 'refused',
  same_as_shown: 'same',
}

/** One dispute at a time; those that were sent are remembered while the page stands. */
export class FactCorrection {
  readonly #host: QymElement
  readonly #intents: Intents
  readonly #sent: (correction: Correction, sentence: string) => void
  readonly #corrections = new Map<string, Correction>()
  readonly #typing: FormTyping<Entries>
  #open: string | undefined
  #errors: ReadonlyMap<string, Fault> = new Map()

  /** @param sent - called with each dispute, and what is said of it */
  constructor(host: QymElement, intents: Intents, sent: (correction: Correction, sentence: string) => void) {
    this.#host = host
    this.#intents = intents
    this.#sent = sent
    this.#typing = new FormTyping(host, {
      name: () => this.#open && `correction ${this.#open}`,
      read: readEntries,
    })
  }

  forget(): void {
    this.#typing.forget()
    this.#open = undefined
    this.#errors = new Map()
    this.#corrections.clear()
  }

  /** A button beside the fact, which opens a form below it. */
  view(disputed: DisputedFact, around: QuestionsView): TemplateResult {
    const { words } = around
    const correction = this.#corrections.get(disputed.fact)
    if (correction) return sentView(correction, around)
    const isOpen = this.#open === disputed.fact
    return html`
      <button type="button" class="link dispute" aria-expanded=${isOpen} @click=${() => this.#toggle(disputed.fact)}>${words.dispute}<span class="visually-hidden"> ${words.disputeOf(disputed.name)}</span></button>
      ${isOpen ? this.#form(disputed, around) : nothing}
    `
  }

  #form(disputed: DisputedFact, around: QuestionsView) {
    const { words, language, terms } = around
    const shared = textsFor(sharedTexts, language)
    const errors = this.#fieldErrors(around)
    const sentenceOf = (id: string) => errors.find(error => error.id === id)?.sentence
    const problem = this.#intents.problemWith('dispute')
    const { claimed, reason: [reason = ''] = [] } = this.#typing.values
    return html`
      <form class="correction stack" novalidate @submit=${(event: Event) => this.#submit(event, disputed, around)} @input=${(event: Event) => this.#type(event)}>
        <p><strong>${words.disputeOf(disputed.name)}</strong></p>
        <p class="quiet">${words.disputeLead}</p>
        ${keptNote(this.#typing, language)}
        ${errorSummary(shared.errorSummaryTitle(errors.length), errors)}
        ${answerField({
          id: 'claimed',
          fact: disputed.fact,
          label: words.claimed,
          kind: answerKindOfKnown(disputed.fact, disputed.known),
          words,
          terms,
          isInWan: isInWan(language),
          given: claimed ?? (Array.isArray(disputed.known) ? disputed.known : []),
          hint: isCode(disputed.fact) ? words.codeHint(String(disputed.known)) : undefined,
          error: sentenceOf('claimed'),
        })}
        ${field({
          id: 'reason',
          label: words.reason,
          hint: words.reasonHint,
          error: sentenceOf('reason'),
          control: ({ id, describedBy, invalid }) =>
            html`<textarea id=${id} name="reason" maxlength="1000" aria-describedby=${describedBy} aria-invalid=${invalid} .value=${reason}></textarea>`,
        })}
        ${problem && errors.length === 0 ? html`<p class="field-error" role="alert">${problem.code === 'limit_reached' ? words.disputeUnderWay : problemWords(shared, problem).title}</p>` : nothing}
        <div class="row">
          <button class="button" aria-disabled=${this.#intents.running !== undefined}>${words.disputeSubmit}</button>
          <button type="button" class="link" @click=${() => this.#toggle(disputed.fact)}>${shared.cancel}</button>
        </div>
      </form>
    `
  }

  #fieldErrors({ words }: QuestionsView): FieldError[] {
    const labels: Readonly<Record<string, string>> = { claimed: words.claimed, reason: words.reason }
    return [...this.#errors].map(([id, fault]) => ({
      id,
      sentence: words[`fault:${fault}`](labels[id] ?? id),
    }))
  }

  /** Not while one is on its way: what is typed of it is there until its outcome is known. */
  #toggle(fact: string): void {
    if (this.#intents.running === 'dispute') return
    this.#open = this.#open === fact ? undefined : fact
    this.#errors = new Map()
    this.#intents.forget()
  }

  #type({ currentTarget: form }: Event): void {
    if (form instanceof HTMLFormElement) this.#typing.change(entriesIn(form, ['claimed', 'reason']))
  }

  #submit(event: Event, disputed: DisputedFact, around: QuestionsView): void {
    event.preventDefault()
    if (!(event.currentTarget instanceof HTMLFormElement)) return
    const form = new FormData(event.currentTarget)
    const given = form.getAll('claimed').filter(value => typeof value === 'string')
    const reason = String(form.get('reason') ?? '').trim()
    const answer = readAnswer(
      answerKindOfKnown(disputed.fact, disputed.known),
      given,
      isInWan(around.language),
    )
    const faults = new Map<string, Fault>()
    if ('fault' in answer) faults.set('claimed', answer.fault)
    if (reason === '') faults.set('reason', 'empty')
    this.#show(faults)
    if (faults.size === 0 && 'value' in answer)
      void this.#send({ fact: disputed.fact, claimed: answer.value, reason }, around)
  }

  async #send(claim: Claim, around: QuestionsView): Promise<void> {
    const connection = this.#host.session?.connection
    if (!connection) return
    const correction = await this.#intents.run('dispute', claim, options =>
      connection.use(card).corrections.submit(claim, options),
    )
    if (!correction) return this.#refuse()
    this.#corrections.set(claim.fact, correction)
    void this.#typing.discard()
    this.#open = undefined
    this.#host.requestUpdate()
    this.#sent(correction, correctionSentence(correction, around))
  }

  #refuse(): void {
    const fields = this.#intents.problemWith('dispute')?.fields ?? []
    const faults = fields.flatMap(({ pointer, code }) => {
      const fault = FAULTS[code] ?? 'refused'
      return pointer === '/claimed' || pointer === '/reason' ? [[pointer.slice(1), fault] as const] : []
    })
    if (faults.length > 0) this.#show(new Map(faults))
  }

  #show(errors: ReadonlyMap<string, Fault>): void {
    this.#errors = errors
    this.#host.requestUpdate()
    if (errors.size > 0) void this.#host.updateComplete.then(() => focusErrorSummary(this.#host.shadowRoot))
  }
}

/** Whom it has reached, and until when there is an answer. */
function correctionSentence(
  { owner, dueOn }: Correction,
  { words, formats, language }: QuestionsView,
): string {
  const department = factWordsFor(language).source({ source: 'warehouse', owner })
  const due = dueOn === undefined ? '' : words.disputeDue(formats.date(dueOn))
  return [words.disputeDone(department), due].filter(Boolean).join(isInWan(language) ? '' : ' ')
}

function sentView(correction: Correction, around: QuestionsView) {
  return html`<p class="correction-sent" tabindex="-1">✓ ${correctionSentence(correction, around)}</p>`
}
