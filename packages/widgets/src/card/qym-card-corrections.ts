/** `<qym-card-corrections>`: disputes of registered facts. A part of `<qym-business-card>`, loaded when it is used. */
import { newIdempotencyKey } from '@qiyema/core/connection'
import { card as cardOperations } from '@qiyema/core/operations/card'
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { property, state } from 'lit/decorators.js'
import { define } from '../shared/define.js'
import { type Entries, readEntries } from '../shared/drafts/entries.js'
import { FormTyping } from '../shared/drafts/form-typing.js'
import { keptNote } from '../shared/drafts/kept-note.js'
import { errorSummary, focusErrorSummary } from '../shared/form/error-summary.js'
import { field } from '../shared/form/field.js'
import type { ShownProblem } from '../shared/problem.js'
import { QymElement } from '../shared/qym-element.js'
import { wordFor } from '../shared/registration.texts.js'
import { Resource } from '../shared/resource.js'
import { sharedTexts } from '../shared/shared.texts.js'
import { problemView } from '../shared/states.js'
import { formStyles } from '../shared/styles/form.styles.js'
import type { Card, Correction } from './card.js'
import { cardCorrectionsTexts } from './card-corrections.texts.js'
import type { PartName, PartParts } from './card-part.js'
import { cardPartStyles } from './card-part.styles.js'
import { type Claim, claimControl, firstClaim, memberOf, valueText } from './correction-claim.js'
import { DISPUTABLE, type DisputableMember, type Member, memberLabel } from './disputable.js'
import type { Labels } from './labels.js'
import { departmentName } from './source-labels.js'

type ClaimFault = 'claimed' | 'value' | 'same'
interface Faults {
  readonly claimed?: ClaimFault
  readonly reason?: 'reason'
}

interface Corrections {
  readonly items: readonly Correction[]
  readonly nextCursor?: string | undefined
}

const PAGE = 20

/**
 * @summary Disputes a registered fact at its owner, and shows what has become of earlier disputes.
 * @customElement qym-card-corrections
 */
export class QymCardCorrections extends QymElement {
  static override styles = [...QymElement.styles, formStyles, cardPartStyles]

  /** The card whose facts are disputed. */
  @property({ attribute: false }) card: Card | undefined

  /** What the card calls its lines. */
  @property({ attribute: false }) labelOf: (member: Member) => string = () => ''

  /** The words for the values of its lines. */
  @property({ attribute: false }) labels: Labels | undefined

  /** What of it is wrong; without it only what was disputed before is shown. */
  @property({ attribute: false }) disputed: DisputableMember | undefined

  @state() private faults: Faults = {}
  @state() private problem: ShownProblem | undefined
  @state() private isSent = false
  @state() private isBusy = false

  readonly #typing = new FormTyping<Entries>(this, {
    name: () => this.disputed && `correction ${DISPUTABLE[this.disputed]}`,
    read: readEntries,
  })
  #intent = newIdempotencyKey()
  #wantsFocus = false

  readonly #resource = new Resource<Corrections>(this, {
    load: async (connection, signal) =>
      connection.use(cardOperations).corrections.list({ limit: PAGE }, { signal }),
  })

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('disputed') || !this.disputed) return
    this.faults = {}
    this.problem = undefined
    this.isSent = false
    this.#intent = newIdempotencyKey()
  }

  protected override updated(changed: PropertyValues<this>): void {
    super.updated(changed)
    if (this.#wantsFocus) focusErrorSummary(this.shadowRoot)
    this.#wantsFocus = false
  }

  /** What is claimed so far. */
  #claimOf(card: Card, disputed: DisputableMember): Claim {
    const first = firstClaim(card, disputed)
    const { claimed = [first].flat() } = this.#typing.values
    return typeof first === 'string' ? (claimed[0] ?? '') : claimed
  }

  get #reason(): string {
    return this.#typing.values.reason?.[0] ?? ''
  }

  #submit = async (event: SubmitEvent) => {
    event.preventDefault()
    const { card, disputed, isBusy } = this
    const { connection } = this.session ?? {}
    if (!card || !disputed || !connection || isBusy) return
    this.#show(this.#check(card, disputed))
    if (this.faults.claimed || this.faults.reason) return
    this.isBusy = true
    try {
      const claim = this.#claimOf(card, disputed)
      const claimed = typeof claim === 'string' ? claim.trim() : [...claim]
      const dispute = { fact: DISPUTABLE[disputed], claimed, reason: this.#reason.trim() }
      const options = { idempotencyKey: this.#intent }
      this.#took(await connection.use(cardOperations).corrections.submit(dispute, options), disputed)
    } catch (error) {
      this.#fail(error)
    } finally {
      this.isBusy = false
    }
  }

  #check(card: Card, disputed: DisputableMember): Faults {
    const claim = this.#claimOf(card, disputed)
    const isSame = JSON.stringify(claim) === JSON.stringify(card[disputed])
    const isMissing = typeof claim === 'string' && claim.trim() === ''
    return {
      ...(isMissing ? { claimed: 'claimed' as const } : isSame ? { claimed: 'same' as const } : {}),
      ...(this.#reason.trim() === '' && { reason: 'reason' as const }),
    }
  }

  #show(faults: Faults): void {
    this.faults = faults
    this.problem = undefined
    this.#wantsFocus = Object.keys(faults).length > 0
  }

  #took(correction: Correction, disputed: DisputableMember): void {
    const { items = [], nextCursor } = this.#resource.value ?? {}
    this.#resource.replace({ items: [correction, ...items], nextCursor })
    this.emit('qym-correction-submit', { correction })
    // Another may be disputed by now.
    if (this.disputed !== disputed) return
    this.isSent = true
    void this.#typing.discard()
  }

  #fail(error: unknown): void {
    const problem = this.problemFrom(error)
    const refused = problem.fields.find(({ pointer }) => pointer === '/claimed')
    if (refused) this.#show({ claimed: refused.code === 'same_as_shown' ? 'same' : 'value' })
    else this.problem = problem
  }

  async #more(cursor: string): Promise<void> {
    const { connection } = this.session ?? {}
    const before = this.#resource.value?.items ?? []
    if (!connection) return
    try {
      const { items, nextCursor } = await connection
        .use(cardOperations)
        .corrections.list({ limit: PAGE, cursor })
      this.#resource.replace({ items: [...before, ...items], nextCursor })
    } catch (error) {
      this.problem = this.problemFrom(error)
    }
  }

  protected override content(): TemplateResult {
    const words = this.texts(cardCorrectionsTexts)
    return html`
      <section class="part">
        ${this.card && this.disputed ? this.#form(this.card, this.disputed) : nothing}
        <h3>${words.title}</h3>
        ${this.draw(this.#resource.state, {
          ready: corrections => this.#list(corrections),
          lines: 3,
          reload: () => void this.#resource.reload(),
        })}
      </section>
    `
  }

  #form(card: Card, disputed: DisputableMember): TemplateResult {
    const words = this.texts(cardCorrectionsTexts)
    const label = this.labelOf(disputed)
    const owner = departmentName(card.provenance[disputed]?.owner ?? '', this.language)
    if (this.isSent) return html`<p class="notice" data-tone="good" role="status">${words.submitted}</p>`
    return html`
      <h3>${words.disputeTitle(label)}</h3>
      <p class="quiet">${words.intro(owner)}</p>
      <form novalidate @submit=${this.#submit}>
        ${keptNote(this.#typing, this.language)}
        ${this.#summary()}
        <p><span class="quiet">${words.shown}</span><br /><strong>${this.#value(DISPUTABLE[disputed], card[disputed])}</strong></p>
        ${this.#claimField(card, disputed)}
        ${this.#reasonField()}
        ${this.problem ? problemView(this.texts(sharedTexts), this.formats, { ...this.problem, canRetry: false }, () => {}) : nothing}
        <div class="row">
          <button type="submit" class="button" aria-disabled=${this.isBusy}>${this.isBusy ? words.submitting : words.submit}</button>
        </div>
      </form>
    `
  }

  #summary() {
    const words = this.texts(cardCorrectionsTexts)
    const errors = Object.entries(this.faults).map(([id, fault]) => ({
      id,
      sentence: wordFor(words, 'fault', fault) ?? '',
    }))
    return errorSummary(this.texts(sharedTexts).errorSummaryTitle(errors.length), errors)
  }

  #claimField(card: Card, disputed: DisputableMember): TemplateResult | typeof nothing {
    const words = this.texts(cardCorrectionsTexts)
    const { labels } = this
    if (!labels) return nothing
    const fault = this.faults.claimed
    const hints = {
      registrationStatus: undefined,
      industryCode: words.industryHint,
      regionCode: words.regionHint,
      honours: words.honoursHint,
    }
    return field({
      id: 'claimed',
      label: words.claimed,
      hint: hints[disputed],
      error: fault && wordFor(words, 'fault', fault),
      control: binding =>
        claimControl(disputed, this.#claimOf(card, disputed), labels, binding, claim =>
          this.#typing.change({ claimed: [claim].flat() }),
        ),
    })
  }

  #reasonField(): TemplateResult {
    const words = this.texts(cardCorrectionsTexts)
    const onInput = (event: InputEvent) => {
      if (event.currentTarget instanceof HTMLTextAreaElement)
        this.#typing.change({ reason: [event.currentTarget.value] })
    }
    return field({
      id: 'reason',
      label: words.reason,
      hint: words.reasonHint,
      error: this.faults.reason && wordFor(words, 'fault', this.faults.reason),
      control: ({ id, describedBy, invalid }) =>
        html`<textarea id=${id} rows="3" maxlength="1000" aria-describedby=${describedBy} aria-invalid=${invalid} .value=${this.#reason} @input=${onInput}></textarea>`,
    })
  }

  #list({ items, nextCursor }: Corrections): TemplateResult {
    const words = this.texts(cardCorrectionsTexts)
    if (items.length === 0) return html`<p class="quiet">${words.empty}</p>`
    return html`
      <ul class="entries">${items.map(correction => this.#entry(correction))}</ul>
      ${nextCursor === undefined ? nothing : html`<button type="button" class="button" data-kind="secondary" @click=${() => void this.#more(nextCursor)}>${words.more}</button>`}
    `
  }

  #entry(correction: Correction): TemplateResult {
    const words = this.texts(cardCorrectionsTexts)
    const { fact, shown, claimed, state, owner, submittedAt, answer, answeredAt } = correction
    const member = memberOf(fact)
    const department = departmentName(owner, this.language)
    const tone = state === 'corrected' ? 'good' : state === 'rejected' ? 'neutral' : 'brand'
    return html`
      <li>
        <div class="entry-head">
          <span>${member ? this.labelOf(member) : words.factOther}</span>
          <span class="badge" data-tone=${tone}>${wordFor(words, 'state', state) ?? words.stateOther}</span>
        </div>
        <p><bdi>${words.change(this.#value(fact, shown), this.#value(fact, claimed))}</bdi></p>
        <p class="quiet">${words.by(department, this.formats.date(submittedAt))}${this.#due(correction)}</p>
        ${answer && answeredAt ? html`<p class="quiet">${words.answered(department, this.formats.date(answeredAt))}</p><p class="message"><bdi>${answer}</bdi></p>` : nothing}
      </li>
    `
  }

  #due({ dueOn, answeredAt }: Correction): string {
    if (dueOn === undefined || answeredAt !== undefined) return ''
    const words = this.texts(cardCorrectionsTexts)
    // To the end of the day in the county.
    const isLate = Date.parse(`${dueOn}T23:59:59+08:00`) < this.now()
    return ` · ${(isLate ? words.late : words.due)(this.formats.date(dueOn))}`
  }

  #value(fact: string, value: Correction['claimed'] | undefined): string {
    const words = this.texts(cardCorrectionsTexts)
    return this.labels ? valueText(fact, value, this.labels, words, parts => this.formats.list(parts)) : ''
  }
}

/** Draws it in its place below the card. */
export function drawPart(
  name: PartName,
  { card, words, labels, disputed, surroundings }: PartParts,
): TemplateResult {
  const { session, locale, theme, elder } = surroundings
  return html`<qym-card-corrections
    .session=${session} .locale=${locale} .theme=${theme} .elder=${elder}
    .card=${card} .labels=${labels} .labelOf=${(member: Member) => memberLabel(member, words)} .disputed=${name === 'correction' ? disputed : undefined}
  ></qym-card-corrections>`
}

define('qym-card-corrections', QymCardCorrections)

declare global {
  interface HTMLElementTagNameMap {
    'qym-card-corrections': QymCardCorrections
  }
  interface HTMLElementEventMap {
    'qym-correction-submit': CustomEvent<{ readonly correction: Correction }>
  }
}
