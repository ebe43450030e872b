/** What a widget shows, fetched with the session it stands in, as one of the five states. */
import type { Connection } from '@qiyema/core/connection'
import type { ReactiveController } from 'lit'
import { isSignedOut, problemOf, setupProblem } from './problem.js'
import type { QymElement } from './qym-element.js'
import type { WidgetState } from './state.js'

export interface ResourceOptions<Value> {
  /** Fetches it. */
  load(connection: Connection, signal: AbortSignal): Promise<Value>
  /** What it depends on: when one of these is another, it is fetched anew. */
  args?(): readonly unknown[]
  /** Given by the host as a property; then nothing is fetched. */
  given?(): Value | undefined
  /** A reason not to fetch yet, such as an attribute that is missing: its code is shown as a problem of the set-up. */
  missing?(): string | undefined
  isEmpty?(value: Value): boolean
}

/** Fetches once a session is there, again when told, and never shows an older answer over a newer one. */
export class Resource<Value> implements ReactiveController {
  readonly #host: QymElement
  readonly #options: ResourceOptions<Value>
  /** What the newest fetch was for. */
  #args: readonly unknown[] | undefined
  #fetching: AbortController | undefined
  #fetched: Value | undefined
  #replaced: Value | undefined
  #error: unknown
  /** What the value came over. */
  #source: Connection | undefined

  constructor(host: QymElement, options: ResourceOptions<Value>) {
    this.#host = host
    this.#options = options
    host.addController(this)
  }

  /** Before the host is drawn: fetches it for what it depends on now. */
  hostUpdate(): void {
    const args = this.#currentArgs()
    const isSame =
      args.length === this.#args?.length && args.every((arg, index) => Object.is(arg, this.#args?.[index]))
    if (!isSame) void this.reload()
  }

  get state(): WidgetState<Value> {
    const { given, missing, isEmpty } = this.#options
    const lacking = missing?.()
    if (lacking !== undefined) return { kind: 'problem', problem: setupProblem(lacking) }
    const value = given?.() ?? this.value
    if (value === undefined) return this.#withoutValue()
    return isEmpty?.(value) ? { kind: 'empty' } : { kind: 'ready', value, isStale: this.#isStale() }
  }

  /**
   * The last that came, even while a newer one is on its way; but nothing of another session's, which may be another
   * enterprise's, or of before a consent was taken back.
   */
  get value(): Value | undefined {
    const { session } = this.#host
    if (session?.status === 'lost' || session?.connection !== this.#source) return undefined
    return this.#replaced ?? this.#fetched
  }

  /** Fetches it again; what is there stays until then. */
  async reload(): Promise<void> {
    this.#args = this.#currentArgs()
    this.#fetching?.abort()
    const fetching = new AbortController()
    this.#fetching = fetching
    const connection = this.#host.session?.connection
    try {
      const value = await this.#fetch(connection, fetching.signal)
      if (this.#fetching === fetching) this.#keep(value, connection)
    } catch (error) {
      if (this.#fetching === fetching) this.#fail(error)
    }
  }

  /** Shows what an action has answered, without asking again. */
  replace(value: Value): void {
    this.#replaced = value
    this.#source = this.#host.session?.connection
    this.#host.requestUpdate()
  }

  /** Without a session, or what else it lacks, it waits: the next update brings it. */
  #fetch(connection: Connection | undefined, signal: AbortSignal): Promise<Value> {
    const { given, missing, load } = this.#options
    const present = given?.()
    if (present !== undefined) return Promise.resolve(present)
    if (!connection || missing?.() !== undefined) return new Promise(() => {})
    return load(connection, signal)
  }

  #keep(value: Value, source: Connection | undefined): void {
    this.#replaced = undefined
    this.#fetched = value
    this.#error = undefined
    this.#source = source
    this.#host.requestUpdate()
  }

  #fail(error: unknown): void {
    if (isSignedOut(error)) this.#host.session?.reportLost()
    this.#fetched = undefined
    this.#error = error
    this.#host.requestUpdate()
  }

  #currentArgs(): readonly unknown[] {
    const { given, missing, args } = this.#options
    return [this.#host.session?.connection, given?.(), missing?.(), ...(args?.() ?? [])]
  }

  #withoutValue(): WidgetState<Value> {
    const { session } = this.#host
    if (session?.obstacle) return { kind: 'problem', problem: setupProblem(session.obstacle) }
    if (session?.status === 'lost') return { kind: 'signed-out' }
    const error = this.#error
    if (error === undefined) return { kind: 'loading' }
    return isSignedOut(error) ? { kind: 'signed-out' } : { kind: 'problem', problem: problemOf(error) }
  }

  /** The newest answer did not come, or is not there yet. */
  #isStale(): boolean {
    return this.#error !== undefined
  }
}
