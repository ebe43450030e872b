/** Counts down to the next presentation, and rests while nobody looks. */
import type { ReactiveController, ReactiveControllerHost } from 'lit'

export const RENEWAL_SECONDS = 30

/** Calls `renew` every 30 seconds by the machine's steady clock, never while the page is hidden, and at once when it is seen again. */
export class Renewal implements ReactiveController {
  readonly #host: ReactiveControllerHost
  readonly #renew: () => void
  #timer: ReturnType<typeof setInterval> | undefined
  #dueAt = 0
  #isOn = false

  constructor(host: ReactiveControllerHost, renew: () => void) {
    this.#host = host
    this.#renew = renew
    host.addController(this)
  }

  /** Whole seconds that are left. */
  get seconds(): number {
    return Math.max(0, Math.min(RENEWAL_SECONDS, Math.ceil((this.#dueAt - performance.now()) / 1000)))
  }

  get isOn(): boolean {
    return this.#isOn
  }

  /** Begins the time anew: what is shown has just been made. */
  restart(): void {
    this.#isOn = true
    this.#dueAt = performance.now() + RENEWAL_SECONDS * 1000
    this.#tick()
  }

  stop(): void {
    this.#isOn = false
    this.#rest()
  }

  hostConnected(): void {
    document.addEventListener('visibilitychange', this.#onVisibility)
    if (this.#isOn) this.#renew()
  }

  hostDisconnected(): void {
    document.removeEventListener('visibilitychange', this.#onVisibility)
    this.#rest()
  }

  #tick(): void {
    this.#rest()
    if (document.hidden) return
    this.#timer = setInterval(() => {
      if (this.seconds === 0) {
        this.#rest()
        this.#renew()
      }
      this.#host.requestUpdate()
    }, 1000)
  }

  #rest(): void {
    clearInterval(this.#timer)
    this.#timer = undefined
  }

  #onVisibility = () => {
    if (!this.#isOn) return
    if (document.hidden) this.#rest()
    else this.#renew()
  }
}
