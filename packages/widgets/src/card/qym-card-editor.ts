/** `<qym-card-editor>`: what an enterprise may say itself on its card. A part of `<qym-business-card>`, loaded when it is used. */

import { etagOf } from '@qiyema/core/connection'
import { card as cardOperations } from '@qiyema/core/operations/card'
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { property, state } from 'lit/decorators.js'
import { define } from '../shared/define.js'
import { FormTyping } from '../shared/drafts/form-typing.js'
import { keptNote } from '../shared/drafts/kept-note.js'
import { errorSummary, focusErrorSummary } from '../shared/form/error-summary.js'
import { type ControlBinding, field } from '../shared/form/field.js'
import type { ShownProblem } from '../shared/problem.js'
import { QymElement } from '../shared/qym-element.js'
import { wordFor } from '../shared/registration.texts.js'
import { sharedTexts } from '../shared/shared.texts.js'
import { problemView } from '../shared/states.js'
import { formStyles } from '../shared/styles/form.styles.js'
import type { Card } from './card.js'
import { cardEditorTexts } from './card-editor.texts.js'
import { type CardEdits, editedForm, overtakenIn, readEdits } from './card-edits.js'
import {
  type CardForm,
  FORM_FIELDS,
  type FormFaults,
  type FormField,
  MOST_LINES,
  readForm,
} from './card-form.js'
import type { PartName, PartParts } from './card-part.js'
import { cardPartStyles } from './card-part.styles.js'
import { PictureWork } from './card-picture-work.js'

/**
 * @summary Edits an enterprise's own card.
 * @customElement qym-card-editor
 */
export class QymCardEditor extends QymElement {
  static override styles = [...QymElement.styles, formStyles, cardPartStyles]

  /** The card as it was read: the version that an edit is of. */
  @property({ attribute: false }) card: Card | undefined

  /** Takes the card as it is after an edit. */
  @property({ attribute: false }) onEdited: (card: Card) => void = () => {}

  /** Has the card read anew, after somebody else has changed it. */
  @property({ attribute: false }) onStale: () => Promise<void> = async () => {}

  /** Closes this part. */
  @property({ attribute: false }) onClose: () => void = () => {}

  @state() private faults: FormFaults = {}
  @state() private problem: ShownProblem | undefined
  @state() private note: 'saved' | 'unchanged' | 'conflict' | undefined
  @state() private isSaving = false

  readonly #typing = new FormTyping<CardEdits>(this, { name: () => 'card', read: readEdits })
  readonly #pictures: PictureWork = this.#makePictureWork()

  #makePictureWork(): PictureWork {
    const host = this
    return new PictureWork({
      get card() {
        return host.card
      },
      get session() {
        return host.session
      },
      get caption() {
        return host.#typing.values.caption?.typed ?? ''
      },
      onCaption: typed => this.#edit('caption', typed, ''),
      requestUpdate: () => this.requestUpdate(),
      words: () => this.texts(cardEditorTexts),
      count: value => this.formats.count(value),
      onPictures: (pictures, sentence) => void this.#changePictures(pictures, sentence),
      onPictureProblem: error => {
        this.problem = this.problemFrom(error)
      },
    })
  }

  /** The pictures are there at once; the version of the card is read anew, since it is another now. */
  async #changePictures(pictures: Card['pictures'], sentence: string): Promise<void> {
    const { card } = this
    if (!card) return
    this.problem = undefined
    this.announce(sentence)
    const changed = { ...card, pictures }
    this.onEdited(changed)
    this.emit('qym-card-edit', { card: changed })
    await this.onStale()
  }

  protected override updated(changed: PropertyValues<this>): void {
    super.updated(changed)
    if (this.#wantsFocus) focusErrorSummary(this.shadowRoot)
    this.#wantsFocus = false
  }
  #wantsFocus = false

  get #form(): CardForm | undefined {
    return this.card && editedForm(this.card, this.#typing.values)
  }

  /** What is again as it was is no edit, and nothing that is to be kept. */
  #edit(name: keyof CardEdits, typed: string, before: string): void {
    if (typed !== before) this.#typing.change({ [name]: { typed, before } })
    else this.#keepOnly(other => other !== name)
  }

  #keepOnly(isKept: (name: string) => boolean): void {
    const edits = Object.entries(this.#typing.values).filter(([name]) => isKept(name))
    void this.#typing.discard()
    if (edits.length > 0) this.#typing.change(Object.fromEntries(edits))
  }

  #type(name: FormField, event: Event): void {
    const control = event.currentTarget
    if (!(control instanceof HTMLInputElement || control instanceof HTMLTextAreaElement)) return
    const before = this.#typing.values[name]?.before ?? this.#form?.[name] ?? ''
    this.#edit(name, control.value, before)
    this.note = undefined
  }

  #submit = async (event: SubmitEvent) => {
    event.preventDefault()
    const { card } = this
    const form = this.#form
    const { connection } = this.session ?? {}
    if (!card || !form || !connection || this.isSaving) return
    const { changes, faults } = readForm(form, card)
    this.#show(faults)
    if (Object.keys(faults).length > 0) return
    if (Object.keys(changes).length === 0) {
      this.note = 'unchanged'
      return
    }
    this.isSaving = true
    try {
      const etag = etagOf(card)
      const edited = await connection
        .use(cardOperations)
        .update(changes, etag === undefined ? {} : { ifMatch: etag })
      // The caption is sent with its picture.
      this.#keepOnly(name => name === 'caption')
      this.note = 'saved'
      this.onEdited(edited)
      this.emit('qym-card-edit', { card: edited })
    } catch (error) {
      await this.#fail(error)
    } finally {
      this.isSaving = false
    }
  }

  #show(faults: FormFaults): void {
    this.faults = faults
    this.problem = undefined
    this.note = undefined
    this.#wantsFocus = Object.keys(faults).length > 0
  }

  async #fail(error: unknown): Promise<void> {
    const problem = this.problemFrom(error)
    if (problem.kind === 'conflict') {
      // The typed words stay; only the version that they are an edit of is another.
      await this.onStale()
      this.note = 'conflict'
      return
    }
    const refused = FORM_FIELDS.filter(name =>
      problem.fields.some(({ pointer }) => pointer.startsWith(`/${name}`)),
    )
    if (refused.length > 0) this.#show(Object.fromEntries(refused.map(name => [name, 'refused' as const])))
    else this.problem = problem
  }

  protected override content(): TemplateResult {
    const form = this.#form
    if (!form) return html``
    const words = this.texts(cardEditorTexts)
    return html`
      <section class="part" aria-labelledby="title">
        <h3 id="title">${words.title}</h3>
        <p class="quiet">${words.intro}</p>
        <form novalidate @submit=${this.#submit}>
          ${keptNote(this.#typing, this.language)}
          ${this.#overtakenNote()}
          ${this.#summary()}
          ${this.#input(form, 'contactRole', { hint: words.contactRoleHint, autocomplete: 'organization-title' })}
          ${this.#input(form, 'phone', { type: 'tel', autocomplete: 'tel' })}
          ${this.#input(form, 'email', { type: 'email', autocomplete: 'email' })}
          ${this.#input(form, 'website', { type: 'url', hint: words.websiteHint, autocomplete: 'url' })}
          ${this.#list(form, 'products')}
          ${this.#list(form, 'strengths')}
          ${this.#outcome()}
          <div class="row">
            <button type="submit" class="button" aria-disabled=${this.isSaving}>${this.isSaving ? words.saving : words.save}</button>
            <button type="button" class="button" data-kind="secondary" @click=${() => this.onClose()}>${this.texts(sharedTexts).close}</button>
          </div>
        </form>
        ${this.#pictures.view()}
      </section>
    `
  }

  /** Whoever saves what was typed another day puts it over what others have written since: that is said before. */
  #overtakenNote(): TemplateResult | typeof nothing {
    const overtaken = this.card ? overtakenIn(this.card, this.#typing.values) : []
    if (overtaken.length === 0) return nothing
    const words = this.texts(cardEditorTexts)
    const names = this.formats.list(overtaken.map(name => words[name]))
    return html`<p class="notice" data-tone="caution" role="status">${words.overtaken(names)}</p>`
  }

  #summary() {
    const words = this.texts(cardEditorTexts)
    const errors = FORM_FIELDS.flatMap(name => {
      const sentence = this.#faultWord(name)
      return sentence === undefined ? [] : [{ id: name, sentence: `${words[name]}: ${sentence}` }]
    })
    return errorSummary(this.texts(sharedTexts).errorSummaryTitle(errors.length), errors)
  }

  #faultWord(name: FormField): string | undefined {
    const fault = this.faults[name]
    return fault && wordFor(this.texts(cardEditorTexts), 'fault', fault)
  }

  #input(
    form: CardForm,
    name: FormField,
    { type = 'text', hint, autocomplete }: { type?: string; hint?: string; autocomplete: string },
  ): TemplateResult {
    return field({
      id: name,
      label: this.texts(cardEditorTexts)[name],
      mark: this.texts(sharedTexts).optional,
      hint,
      error: this.#faultWord(name),
      control: ({ id, describedBy, invalid }: ControlBinding) => html`<input
        id=${id}
        type=${type}
        autocomplete=${autocomplete}
        aria-describedby=${describedBy}
        aria-invalid=${invalid}
        .value=${form[name]}
        @input=${(event: Event) => this.#type(name, event)}
      />`,
    })
  }

  #list(form: CardForm, name: 'products' | 'strengths'): TemplateResult {
    const words = this.texts(cardEditorTexts)
    return field({
      id: name,
      label: words[name],
      mark: this.texts(sharedTexts).optional,
      hint: words.linesHint(this.formats.count(MOST_LINES)),
      error: this.#faultWord(name),
      control: ({ id, describedBy, invalid }: ControlBinding) => html`<textarea
        id=${id}
        rows="4"
        aria-describedby=${describedBy}
        aria-invalid=${invalid}
        .value=${form[name]}
        @input=${(event: Event) => this.#type(name, event)}
      ></textarea>`,
    })
  }

  #outcome(): TemplateResult {
    const { problem, note } = this
    const tone = note === 'conflict' ? 'caution' : 'good'
    return html`
      ${problem ? problemView(this.texts(sharedTexts), this.formats, { ...problem, canRetry: false }, () => {}) : nothing}
      <div role="status">${note ? html`<p class="notice" data-tone=${tone}>${this.texts(cardEditorTexts)[note]}</p>` : nothing}</div>
    `
  }
}

/** Draws it in its place below the card. */
export function drawPart(
  _name: PartName,
  { card, onEdited, onStale, onClose, surroundings }: PartParts,
): TemplateResult {
  const { session, locale, theme, elder } = surroundings
  return html`<qym-card-editor
    .session=${session} .locale=${locale} .theme=${theme} .elder=${elder}
    .card=${card} .onEdited=${onEdited} .onStale=${onStale} .onClose=${onClose}
  ></qym-card-editor>`
}

define('qym-card-editor', QymCardEditor)

declare global {
  interface HTMLElementTagNameMap {
    'qym-card-editor': QymCardEditor
  }
  interface HTMLElementEventMap {
    'qym-card-edit': CustomEvent<{ readonly card: Card }>
  }
}
