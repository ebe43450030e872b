/** Waits until somebody has stopped typing, and until a word of Chinese is whole. */
import type { ReactiveController, ReactiveControllerHost } from 'lit'

const PAUSE_MILLISECONDS = 300

export class TypingPause implements ReactiveController {
  readonly #paused: () => void
  #isTyping = false
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(host: ReactiveControllerHost, paused: () => void) {
    this.#paused = paused
    host.addController(this)
  }

  get isTyping(): boolean {
    return this.#isTyping
  }

  /** Something was typed: an `input` or a `compositionend`. */
  type(event: Event): void {
    clearTimeout(this.#timer)
    this.#isTyping = true
    // Half a syllable of pinyin is nothing to search for yet.
    const isComposing = event instanceof InputEvent && event.isComposing
    if (!isComposing) this.#timer = setTimeout(() => this.end(), PAUSE_MILLISECONDS)
  }

  /** At once, such as by the enter key. */
  end(): void {
    clearTimeout(this.#timer)
    this.#isTyping = false
    this.#paused()
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer)
    this.#isTyping = false
  }
}
