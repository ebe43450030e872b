/** What a widget shows, fetched with the session it stands in, as one of the five states. */
import { Task } from '@lit/task'
import type { Connection } from '@qiyema/core/connection'
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
export class Resource<Value> {
  readonly #host: QymElement
  readonly #options: ResourceOptions<Value>
  readonly #task: Task<readonly unknown[], Value>
  #replaced: Value | undefined
  /** What the value came over. */
  #source: Connection | undefined

  constructor(host: QymElement, options: ResourceOptions<Value>) {
    this.#host = host
    this.#options = options
    this.#task = new Task<readonly unknown[], Value>(host, {
      args: () => [
        host.session?.connection,
        options.given?.(),
        options.missing?.(),
        ...(options.args?.() ?? []),
      ],
      task: (_args, { signal }) => this.#fetch(signal),
      onError: error => {
        if (isSignedOut(error)) host.session?.reportLost()
      },
    })
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
    return this.#replaced ?? this.#task.value
  }

  /** Fetches it again; what is there stays until then. */
  async reload(): Promise<void> {
    await this.#task.run()
  }

  /** Shows what an action has answered, without asking again. */
  replace(value: Value): void {
    this.#replaced = value
    this.#source = this.#host.session?.connection
    this.#host.requestUpdate()
  }

  async #fetch(signal: AbortSignal): Promise<Value> {
    const { given, load } = this.#options
    const connection = this.#host.session?.connection
    const present = given?.()
    if (present !== undefined) return this.#keep(present, connection)
    if (!connection || this.#options.missing?.() !== undefined) return new Promise(() => {})
    const value = await load(connection, signal)
    signal.throwIfAborted()
    return this.#keep(value, connection)
  }

  #keep(value: Value, source: Connection | undefined): Value {
    this.#replaced = undefined
    this.#source = source
    return value
  }

  #withoutValue(): WidgetState<Value> {
    const { session } = this.#host
    if (session?.obstacle) return { kind: 'problem', problem: setupProblem(session.obstacle) }
    if (session?.status === 'lost') return { kind: 'signed-out' }
    const { error } = this.#task
    if (error === undefined) return { kind: 'loading' }
    return isSignedOut(error) ? { kind: 'signed-out' } : { kind: 'problem', problem: problemOf(error) }
  }

  /** The newest answer did not come, or is not there yet. */
  #isStale(): boolean {
    return this.#task.error !== undefined
  }
}
