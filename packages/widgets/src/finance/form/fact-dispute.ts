/** 纠错: a wrong fact is disputed where it is shown, and the dispute goes to the department that keeps the fact. */
import type { Connection } from '@qiyema/core/connection'
import { html, nothing, type TemplateResult } from 'lit'
import { type Entries, readEntries } from '../../shared/drafts/entries.js'
import { FormTyping } from '../../shared/drafts/form-typing.js'
import { keptNote } from '../../shared/drafts/kept-note.js'
import { choicesOfFact, type ShownFact, unitOfFact } from '../../shared/facts/fact-words.js'
import { field } from '../../shared/form/field.js'
import { Intents } from '../../shared/intent.js'
import type { QymElement } from '../../shared/qym-element.js'
import { readAmount } from './amount.js'
import type { LaterScene } from './scene.js'
import { readPercent } from './small-numbers.js'

type Claimed = string | number | boolean | string[]
/** Where a dispute has gone, and until when it is answered. */
interface Sent {
  readonly dueOn: string | undefined
}

/** Facts that a department keeps; what follows from others is disputed with those. */
function isDisputable({ source, owner }: ShownFact): boolean {
  return owner !== undefined && source.startsWith('warehouse')
}

export class FactDispute {
  readonly #host: QymElement
  readonly #intents: Intents
  readonly #sent = new Map<string, Sent>()
  readonly #language: () => string
  readonly #typing: FormTyping<Entries>
  #open: string | undefined
  #isIncomplete = false

  constructor(host: QymElement, language: () => string) {
    this.#host = host
    this.#language = language
    // Not the name that other widgets keep disputes under: there amounts are typed in other units.
    this.#typing = new FormTyping(host, {
      name: () => this.#open && `dispute ${this.#open}`,
      read: readEntries,
    })
    this.#intents = new Intents(host)
  }

  /** The way to dispute a fact, or what has become of it. */
  view(fact: ShownFact, scene: LaterScene): TemplateResult | typeof nothing {
    if (!isDisputable(fact)) return nothing
    const sent = this.#sent.get(fact.id)
    if (sent) return this.#sentView(fact, sent, scene)
    const { words, facts } = scene
    const isOpen = this.#open === fact.id
    return html`
      <button
        type="button"
        class="link dispute"
        aria-expanded=${isOpen}
        @click=${() => this.#toggle(fact)}
      >${isOpen ? scene.shared.close : words.dispute}<span class="visually-hidden"> ${facts.fact(fact.id)}</span></button>
      ${isOpen ? this.#form(fact, scene) : nothing}
    `
  }

  #sentView(
    { source, owner }: ShownFact,
    { dueOn }: Sent,
    { words, facts, formats }: LaterScene,
  ): TemplateResult {
    const name = facts.source({ source, owner })
    return html`<p class="quiet" role="status">${dueOn ? words.disputeDue(name, formats.date(dueOn)) : words.disputeSent(name)}</p>`
  }

  #form(fact: ShownFact, scene: LaterScene): TemplateResult {
    const { words, facts } = scene
    const id = `dispute-${fact.id.replace('.', '-')}`
    return html`
      <div class="dispute-form stack" role="group" @keydown=${keepForm} aria-label=${words.disputeOf(facts.fact(fact.id))}>
        ${keptNote(this.#typing, this.#language())}
        ${this.#claimedField(fact, `${id}-claimed`, scene)}
        ${field({
          id: `${id}-reason`,
          label: words.disputeReason,
          hint: words.disputeReasonHint,
          control: bound => html`
            <textarea id=${bound.id} rows="2" maxlength="1000" aria-describedby=${bound.describedBy}
              .value=${this.#reason} @input=${(event: Event) => this.#explain(event)}></textarea>
          `,
        })}
        ${this.#errorView(scene)}
        <div class="row">
          <button type="button" class="button" data-kind="secondary" aria-disabled=${this.#intents.running !== undefined}
            @click=${() => this.#send(fact)}>${words.disputeSend}</button>
          <button type="button" class="link" @click=${() => this.#toggle(fact)}>${scene.shared.cancel}</button>
        </div>
      </div>
    `
  }

  #claimedField(fact: ShownFact, id: string, { words, facts }: LaterScene): TemplateResult {
    const choices = typeof fact.value === 'boolean' ? ['true', 'false'] : choicesOfFact(fact.id)
    if (Array.isArray(fact.value)) return this.#claimedSet(fact, choices ?? [], words, facts)
    const [given = ''] = this.#givenTo(fact)
    const control = choices
      ? html`
        <select id=${id} @change=${(event: Event) => this.#claim(event)}>
          <option value="" .selected=${given === ''}>${words.purposeChoose}</option>
          ${choices.map(choice => html`<option value=${choice} .selected=${choice === given}>${choiceWord(fact, choice, facts)}</option>`)}
        </select>`
      : html`
        <input id=${id} inputmode=${typeof fact.value === 'number' ? 'decimal' : 'text'} autocomplete="off"
          maxlength="300" .value=${given} @input=${(event: Event) => this.#claim(event)} />`
    const unit = unitOfFact(fact.id)
    const mark = unit === 'yuan' ? words.unitYuan : unit === 'percent' ? words.maxRateMark : undefined
    return field({ id, label: words.disputeClaimed, mark, control: () => control })
  }

  /** What there should be, of all that may be. */
  #claimedSet(
    fact: ShownFact,
    choices: readonly string[],
    words: LaterScene['words'],
    facts: LaterScene['facts'],
  ): TemplateResult {
    const given = this.#givenTo(fact)
    const toggle = (item: string) =>
      this.#typing.change({
        claimed: given.includes(item) ? given.filter(other => other !== item) : [...given, item],
      })
    return html`
      <fieldset>
        <legend>${words.disputeClaimed}</legend>
        ${choices.map(
          choice => html`
          <label class="choice"><input type="checkbox" .checked=${given.includes(choice)}
            @change=${() => toggle(choice)} /><span>${facts.choice(choice)}</span></label>`,
        )}
      </fieldset>
    `
  }

  #errorView({ words }: LaterScene): TemplateResult | typeof nothing {
    const problem = this.#open === undefined ? undefined : this.#intents.problemWith(this.#open)
    if (!this.#isIncomplete && !problem) return nothing
    const isSame = problem?.fields.some(({ code }) => code === 'same_as_shown')
    const refused = problem?.code === 'limit_reached' ? words.disputeOpen : words.disputeRefused
    const sentence = this.#isIncomplete ? words.disputeMissing : isSame ? words.disputeSame : refused
    return html`<p class="field-error" role="alert">${sentence}</p>`
  }

  /** Not while one is on its way: what is typed of it is there until its outcome is known. */
  #toggle({ id }: ShownFact): void {
    if (this.#intents.running !== undefined) return
    this.#open = this.#open === id ? undefined : id
    this.#isIncomplete = false
    this.#intents.forget()
  }

  get #reason(): string {
    return this.#typing.values.reason?.[0] ?? ''
  }

  /** As it was typed or chosen; of a set, what is there until something else is. */
  #givenTo({ value }: ShownFact): readonly string[] {
    return this.#typing.values.claimed ?? (Array.isArray(value) ? value.map(String) : [])
  }

  #explain({ target }: Event): void {
    if (target instanceof HTMLTextAreaElement) this.#typing.change({ reason: [target.value] })
  }

  #claim({ target }: Event): void {
    if (target instanceof HTMLInputElement || target instanceof HTMLSelectElement)
      this.#typing.change({ claimed: [target.value] })
  }

  #claimed(fact: ShownFact): Claimed | undefined {
    const { id, value } = fact
    const given = this.#givenTo(fact)
    if (Array.isArray(value)) return [...given]
    const text = (given[0] ?? '').trim()
    if (typeof value === 'number') return readNumber(id, text)
    if (text === '') return undefined
    return typeof value === 'boolean' ? text === 'true' : text
  }

  async #send(fact: ShownFact): Promise<void> {
    const { id } = fact
    const claimed = this.#claimed(fact)
    const reason = this.#reason.trim()
    this.#isIncomplete = claimed === undefined || reason === ''
    this.#host.requestUpdate()
    const connection = this.#host.session?.connection
    if (claimed === undefined || reason === '' || !connection) return
    const dispute = { fact: id, claimed, reason }
    const answer = await this.#intents.run(id, dispute, options => submit(connection, dispute, options))
    if (!answer) return
    this.#sent.set(id, { dueOn: answer.dueOn })
    void this.#typing.discard()
    this.#open = undefined
    this.#host.requestUpdate()
  }
}

/** A number as the fact counts: `980万` of yuan, `2%` of a share. */
function readNumber(id: string, text: string): number | undefined {
  const unit = unitOfFact(id)
  if (unit === 'percent') return readPercent(text)
  if (unit === 'yuan') {
    const reading = readAmount({ text, unit, isConfirmed: true })
    return reading.kind === 'amount' ? reading.fen / 100 : undefined
  }
  const plain = text.normalize('NFKC').replaceAll(',', '')
  return /^\d{1,15}(\.\d{1,6})?$/.test(plain) ? Number(plain) : undefined
}

/** The dispute stands inside a form of which Enter would send another step. */
function keepForm(event: KeyboardEvent): void {
  if (event.key === 'Enter' && event.target instanceof HTMLInputElement) event.preventDefault()
}

/** Few dispute anything, so that part of the contract is loaded when somebody does. */
async function submit(
  connection: Connection,
  dispute: { fact: string; claimed: Claimed; reason: string },
  options: { readonly idempotencyKey: string },
) {
  const { card } = await import('@qiyema/core/operations/card')
  return connection.use(card).corrections.submit(dispute, options)
}

function choiceWord({ value }: ShownFact, choice: string, facts: LaterScene['facts']): string {
  return typeof value === 'boolean' ? facts.value('', choice === 'true') : facts.choice(choice)
}
