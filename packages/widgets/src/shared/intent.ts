/** Something a person does once, however often the button is pressed: busy while it is under way, and one key until it is settled. */
import type { CallOptions } from '@qiyema/core/connection'
import { ApiError, newIdempotencyKey } from '@qiyema/core/connection'
import { isSignedOut, problemOf, type ShownProblem } from './problem.js'
import type { QymElement } from './qym-element.js'

type Send<Answer> = (options: Required<Pick<CallOptions, 'idempotencyKey'>>) => Promise<Answer>

/** What went wrong with an intent, to be said beside its button. */
export interface IntentProblem {
  readonly name: string
  readonly problem: ShownProblem
}

/**
 * The intents of a widget, one at a time. An answer that was lost does not count as a refusal: the next press has the same
 * key, so that the platform answers what it has done.
 */
export class Intents {
  readonly #host: QymElement
  readonly #keys = new Map<string, string>()
  #running: string | undefined
  #failed: IntentProblem | undefined

  constructor(host: QymElement) {
    this.#host = host
  }

  /** The name of what is under way. */
  get running(): string | undefined {
    return this.#running
  }

  problemWith(name: string): ShownProblem | undefined {
    return this.#failed?.name === name ? this.#failed.problem : undefined
  }

  /** Forgets what went wrong: the person has turned to something else. */
  forget(): void {
    this.#failed = undefined
    this.#host.requestUpdate()
  }

  /**
   * @param name - unique in the widget: `withdraw con_01…`
   * @param content - what is sent; something else under the same name is another intent
   * @returns the answer; undefined while another is under way, and when it failed, which {@link problemWith} tells
   */
  async run<Answer>(name: string, content: unknown, send: Send<Answer>): Promise<Answer | undefined> {
    if (this.#running !== undefined) return undefined
    const identity = `${name} ${JSON.stringify(content)}`
    const idempotencyKey = this.#keys.get(identity) ?? newIdempotencyKey()
    this.#keys.set(identity, idempotencyKey)
    this.#begin(name)
    try {
      const answer = await send({ idempotencyKey })
      this.#keys.delete(identity)
      return answer
    } catch (error) {
      this.#fail(name, identity, error)
      return undefined
    } finally {
      this.#running = undefined
      this.#host.requestUpdate()
    }
  }

  #begin(name: string): void {
    this.#running = name
    this.#failed = undefined
    this.#host.requestUpdate()
  }

  #fail(name: string, identity: string, error: unknown): void {
    if (isRefusal(error)) this.#keys.delete(identity)
    if (isSignedOut(error)) this.#host.session?.reportLost()
    const problem = problemOf(error)
    this.#failed = { name, problem }
    this.#host.dispatchEvent(
      new CustomEvent('qym-problem', { detail: problem, bubbles: true, composed: true }),
    )
  }
}

/** The platform has said no, and would say the same to the same key. */
function isRefusal(error: unknown): boolean {
  return error instanceof ApiError && error.code === 'ERR_PROBLEM' && (error.status ?? 500) < 500
}
