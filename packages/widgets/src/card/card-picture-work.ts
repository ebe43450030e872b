/** Adds and removes the pictures of a card: one at a time, with progress, and each refusal in words. */
import { ApiError, newIdempotencyKey, type Progress } from '@qiyema/core/connection'
import { card as cardOperations } from '@qiyema/core/operations/card'
import { html, nothing, type TemplateResult } from 'lit'
import { wordFor } from '../shared/registration.texts.js'
import type { SessionState } from '../shared/session-context.js'
import type { Card, Picture } from './card.js'
import type { cardEditorTexts } from './card-editor.texts.js'

type Words = (typeof cardEditorTexts)['builtIn']['en']
type PictureFault = 'type' | 'size' | 'limit' | 'mismatch' | 'rejected'
type PictureType = 'image/png' | 'image/jpeg' | 'image/webp'

export interface PictureHost {
  readonly card: Card | undefined
  readonly session: SessionState | undefined
  /** What was typed for the next picture. */
  readonly caption: string
  onCaption(caption: string): void
  requestUpdate(): void
  /** The pictures are others now. */
  onPictures(pictures: Card['pictures'], sentence: string): void
  onPictureProblem(error: unknown): void
  words(): Words
  count(value: number): string
}

const MOST_PICTURES = 9
const MOST_BYTES = 5 * 2 ** 20

const BY_CODE: Readonly<Record<string, PictureFault>> = {
  limit_reached: 'limit',
  file_type_mismatch: 'mismatch',
  unsupported_media_type: 'type',
  file_rejected: 'rejected',
  payload_too_large: 'size',
}

export class PictureWork {
  readonly #host: PictureHost
  #uploading: { readonly name: string; readonly share: number | undefined } | undefined
  #fault: PictureFault | undefined
  /** Asked once more before it goes. */
  #doomed: string | undefined

  constructor(host: PictureHost) {
    this.#host = host
  }

  async add(file: File): Promise<void> {
    const { card, session } = this.#host
    const { type } = file
    this.#fault = faultOf(file, card?.pictures.length ?? 0)
    this.#host.requestUpdate()
    if (this.#fault || !card || !session?.connection || !isPictureType(type)) return
    this.#progress(file, { sentBytes: 0 })
    const caption = this.#host.caption.trim().slice(0, 100)
    try {
      const picture = await session.connection
        .use(cardOperations)
        .pictures.add(
          { content: file, contentType: type, ...(caption && { caption }) },
          { idempotencyKey: newIdempotencyKey(), onProgress: progress => this.#progress(file, progress) },
        )
      this.#host.onCaption('')
      this.#host.onPictures([...card.pictures, picture], this.#host.words().uploaded)
    } catch (error) {
      this.#fault = error instanceof ApiError ? BY_CODE[error.problem?.code ?? ''] : undefined
      if (!this.#fault) this.#host.onPictureProblem(error)
    } finally {
      this.#uploading = undefined
      this.#host.requestUpdate()
    }
  }

  async remove(pictureId: string): Promise<void> {
    const { card, session } = this.#host
    this.#doomed = undefined
    if (!card || !session?.connection) return
    try {
      await session.connection.use(cardOperations).pictures.remove({ pictureId })
      const left = card.pictures.filter(({ id }) => id !== pictureId)
      this.#host.onPictures(left, this.#host.words().removed)
    } catch (error) {
      this.#host.onPictureProblem(error)
    }
    this.#host.requestUpdate()
  }

  view(): TemplateResult {
    const words = this.#host.words()
    const pictures = this.#host.card?.pictures ?? []
    return html`
      <section class="stack" aria-labelledby="pictures-title">
        <h4 id="pictures-title">${words.pictures}</h4>
        <p class="field-hint" id="pictures-hint">${words.picturesHint(this.#host.count(MOST_PICTURES))}</p>
        <ul class="kept">${pictures.map((picture, index) => this.#kept(picture, index))}</ul>
        <div class="field">
          <label for="caption">${words.caption}</label>
          <input id="caption" maxlength="100" .value=${this.#host.caption} @input=${this.#onCaption} />
        </div>
        <div class="field">
          <div>
            <label class="button file" data-kind="secondary">
              <input id="picture" type="file" class="visually-hidden" accept="image/png,image/jpeg,image/webp" aria-describedby="pictures-hint picture-fault" aria-invalid=${this.#fault ? 'true' : nothing} ?disabled=${this.#uploading !== undefined} @change=${this.#onFile} />
              ${words.addPicture}
            </label>
          </div>
          <div id="picture-fault" class="field-error" role="alert">${this.#fault ? wordFor(words, 'picture', this.#fault) : nothing}</div>
        </div>
        ${this.#uploadingView(words)}
      </section>
    `
  }

  #kept({ id, url, caption }: Picture, index: number): TemplateResult {
    const words = this.#host.words()
    const name = caption ?? this.#host.count(index + 1)
    const isDoomed = this.#doomed === id
    const press = () => {
      if (isDoomed) return void this.remove(id)
      this.#doomed = id
      this.#host.requestUpdate()
    }
    return html`
      <li>
        <img src=${url} alt="" width="80" height="60" loading="lazy" referrerpolicy="no-referrer" />
        <span><bdi>${name}</bdi></span>
        <button type="button" class="button" data-kind=${isDoomed ? 'danger' : 'secondary'} aria-label=${isDoomed ? nothing : words.removeNamed(name)} @click=${press}>${isDoomed ? words.confirmRemove : words.remove}</button>
      </li>
    `
  }

  #uploadingView(words: Words): TemplateResult | typeof nothing {
    if (!this.#uploading) return nothing
    const { name, share } = this.#uploading
    return html`
      <div class="field">
        <label for="progress">${words.uploading(name)}</label>
        <progress id="progress" max="1" value=${share ?? nothing}></progress>
      </div>
    `
  }

  #onCaption = (event: InputEvent) => {
    if (event.currentTarget instanceof HTMLInputElement) this.#host.onCaption(event.currentTarget.value)
  }

  #onFile = (event: Event) => {
    const input = event.currentTarget
    if (!(input instanceof HTMLInputElement)) return
    const file = input.files?.[0]
    if (file) void this.add(file)
    // So that the same file can be chosen again.
    input.value = ''
  }

  #progress({ name, size }: File, { sentBytes }: Progress): void {
    this.#uploading = { name, share: sentBytes > 0 ? sentBytes / size : undefined }
    this.#host.requestUpdate()
  }
}

/** What can be told without asking. */
function faultOf({ type, size }: File, present: number): PictureFault | undefined {
  if (!isPictureType(type)) return 'type'
  if (size > MOST_BYTES) return 'size'
  return present >= MOST_PICTURES ? 'limit' : undefined
}

function isPictureType(type: string): type is PictureType {
  return type === 'image/png' || type === 'image/jpeg' || type === 'image/webp'
}
