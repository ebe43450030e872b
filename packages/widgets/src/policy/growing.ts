/** Draws a long list a chunk a frame, so that thousands of rows never keep the page from answering. */
import type { ReactiveController, ReactiveControllerHost } from 'lit'

export class Growing implements ReactiveController {
  readonly #host: ReactiveControllerHost
  readonly #chunk: number
  /** How long the list is. */
  readonly #length: () => number
  #drawn: number
  #frame: number | undefined

  constructor(host: ReactiveControllerHost, chunk: number, length: () => number) {
    this.#host = host
    this.#chunk = chunk
    this.#length = length
    this.#drawn = chunk
    host.addController(this)
  }

  /** So many are to be drawn now. */
  get drawn(): number {
    return this.#drawn
  }

  /** Another list: from its beginning. */
  restart(): void {
    this.#drawn = this.#chunk
  }

  /** Something further down is wanted now. */
  reach(count: number): void {
    this.#drawn = Math.max(this.#drawn, count)
    this.#host.requestUpdate()
  }

  hostUpdated(): void {
    if (this.#frame !== undefined || this.#drawn >= this.#length()) return
    this.#frame = requestAnimationFrame(() => {
      this.#frame = undefined
      this.#drawn += this.#chunk
      this.#host.requestUpdate()
    })
  }

  hostDisconnected(): void {
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame)
    this.#frame = undefined
  }
}
