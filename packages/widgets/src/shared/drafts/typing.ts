/** What is typed into a form, as it is kept on the device until it is sent. */
import type { QymElement } from '../qym-element.js'
import type { Draft } from './draft.js'
import type { DraftSubject } from './draft-subject.js'
import type { Vault } from './vault.js'

/** Reads what was kept, where an older version of the form or anything else may have put it. */
export type ReadKept<Values> = (kept: unknown) => Values

/** @typeParam Values - what may have been typed, all of it optional */
export class Typing<Values extends object> {
  readonly #host: QymElement
  readonly #now: () => number
  readonly #read: ReadKept<Partial<Values>>
  #loading: Promise<Draft> | undefined
  #draft: Draft | undefined
  #values: Partial<Values> = {}
  #restoredAt: number | undefined
  /** Of which form it is: clearing it makes it another. */
  #turn = {}

  constructor(host: QymElement, now: () => number, read: ReadKept<Partial<Values>>) {
    this.#host = host
    this.#now = now
    this.#read = read
  }

  get values(): Partial<Values> {
    return this.#values
  }

  get isUntouched(): boolean {
    return Object.keys(this.#values).length === 0
  }

  /** When what is shown again was saved. */
  get restoredAt(): number | undefined {
    return this.#restoredAt
  }

  /** False once the browser has refused to store. */
  get isLasting(): boolean {
    return this.#draft?.vault.isLasting ?? true
  }

  /** Where it is kept. */
  async vault(): Promise<Vault> {
    return (await this.#load()).vault
  }

  /** @returns whether something is shown again: what is being typed goes before what was kept */
  async open(subject: DraftSubject): Promise<boolean> {
    const turn = this.#turn
    const draft = await this.#load()
    if (turn !== this.#turn) return false
    const kept = await draft.open(subject)
    if (turn !== this.#turn) return false
    const isTouched = !this.isUntouched
    const back = this.#read(kept?.content)
    const isNews = Object.keys(back).some(name => !Object.hasOwn(this.#values, name))
    if (isNews) this.#show({ ...back, ...this.#values }, kept?.savedAt)
    if (isTouched) draft.save(this.#values)
    // Who has left meanwhile does not come back to it.
    if (!this.#host.isConnected) void draft.flush()
    return isNews
  }

  change(change: Partial<Values>): void {
    this.#show({ ...this.#values, ...change }, this.#restoredAt)
    this.#draft?.save(this.#values)
  }

  /** All of it is kept when this is done. */
  async flush(): Promise<void> {
    await this.#draft?.flush()
  }

  /** Shows nothing of it; what is kept stays. */
  clear(): void {
    this.#turn = {}
    this.#show({}, undefined)
  }

  /** Nothing of it stays, here or on the device. */
  async discard(): Promise<void> {
    this.clear()
    await this.#draft?.discard()
  }

  /** What seals and stores is loaded once a form stands in the page; what did not come is tried again. */
  #load(): Promise<Draft> {
    this.#loading ??= import('./draft.js').then(
      ({ Draft }) => {
        this.#draft = new Draft(this.#host, this.#now)
        return this.#draft
      },
      error => {
        this.#loading = undefined
        throw error
      },
    )
    return this.#loading
  }

  #show(values: Partial<Values>, restoredAt: number | undefined): void {
    this.#values = values
    this.#restoredAt = restoredAt
    this.#host.requestUpdate()
  }
}
