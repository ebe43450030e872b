/** What is typed into a form that stands in a session: kept for its enterprise, and for nobody while none is known. */
import type { ReactiveController } from 'lit'
import type { QymElement } from '../qym-element.js'
import type { DraftSubject } from './draft-subject.js'
import { type ReadKept, Typing } from './typing.js'

export interface TypedForm<Values> {
  /** `policy pol-01`: the same for the same form at another time; undefined while there is none to type into. */
  name(): string | undefined
  read: ReadKept<Partial<Values>>
  /** Something of last time is shown again. */
  restored?(): void
}

/**
 * Opens what was kept by itself: when the enterprise is known, and when the form becomes another.
 *
 * @example
 * ```ts
 * readonly #typing = new FormTyping(this, { name: () => 'card', read: readEntries })
 * ```
 */
export class FormTyping<Values extends object> extends Typing<Values> implements ReactiveController {
  readonly #element: QymElement
  readonly #form: TypedForm<Values>
  #name: string | undefined
  /** The platform and the enterprise whose it is, once they were known. */
  #whose: string | undefined

  constructor(host: QymElement, form: TypedForm<Values>) {
    super(host, () => host.session?.now() ?? Date.now(), form.read)
    this.#element = host
    this.#form = form
    host.addController(this)
    // What keeps it is here before much is typed; that it does not come is told when it is wanted.
    this.vault().catch(() => {})
  }

  hostUpdate(): void {
    const name = this.#form.name()
    const { platform = '', status, enterprise } = this.#element.session ?? {}
    const uscc = status === 'open' ? enterprise?.uscc : undefined
    const whose = uscc && `${platform} ${uscc}`
    // A session that is renewed is nobody's for a moment: what is typed waits for whose it is then.
    const isOthers = whose !== undefined && this.#whose !== undefined && whose !== this.#whose
    if (name !== this.#name || isOthers) this.forget()
    this.#name = name
    if (name === undefined || uscc === undefined || whose === this.#whose) return
    this.#whose = whose
    void this.#openKept({ platform, uscc, form: name })
  }

  /** Shows nothing of it until it is opened anew; what is kept stays. */
  forget(): void {
    this.clear()
    this.#name = undefined
    this.#whose = undefined
  }

  async #openKept(subject: DraftSubject): Promise<void> {
    try {
      if (await this.open(subject)) this.#form.restored?.()
    } catch {
      // What keeps it has not come over the network. It stands here meanwhile, and the next change tries again.
      if (this.#name === subject.form) this.#whose = undefined
    }
  }
}
