/** What is typed into the form, as it is kept on the device until it is sent. */
import { Draft, type DraftSubject } from '../../shared/drafts/draft.js'
import { lazyVault } from '../../shared/drafts/lazy-vault.js'
import type { QymElement } from '../../shared/qym-element.js'
import { readTypedValues, type TypedValues } from './need-values.js'

export class Typing {
  readonly vault = lazyVault()
  readonly #host: QymElement
  readonly #draft: Draft
  #values: TypedValues = {}
  #restoredAt: number | undefined

  constructor(host: QymElement, now: () => number) {
    this.#host = host
    this.#draft = new Draft(host, this.vault, now)
  }

  get values(): TypedValues {
    return this.#values
  }

  get isUntouched(): boolean {
    return Object.keys(this.#values).length === 0
  }

  /** When what is shown again was saved. */
  get restoredAt(): number | undefined {
    return this.#restoredAt
  }

  /** @returns whether something is shown again: what is being typed goes before what was kept */
  async open(subject: DraftSubject): Promise<boolean> {
    const kept = await this.#draft.open(subject)
    if (!kept || !this.isUntouched) return false
    this.#show(readTypedValues(kept.content), kept.savedAt)
    return true
  }

  change(change: TypedValues): void {
    this.#show({ ...this.#values, ...change }, this.#restoredAt)
    this.#draft.save(this.#values)
  }

  /** All of it is kept when this is done. */
  flush(): Promise<void> {
    return this.#draft.flush()
  }

  /** Shows nothing of it; what is kept stays. */
  clear(): void {
    this.#show({}, undefined)
  }

  /** Nothing of it stays, here or on the device. */
  async discard(): Promise<void> {
    this.clear()
    await this.#draft.discard()
  }

  #show(values: TypedValues, restoredAt: number | undefined): void {
    this.#values = values
    this.#restoredAt = restoredAt
    this.#host.requestUpdate()
  }
}
