/** Looks again now and then: only while somebody can see it, less often the longer nothing happens, and never twice at a time. */

export interface RefresherOptions {
  /** @returns true when something had changed */
  refresh(): Promise<boolean>
  /** The page is before somebody's eyes, and a look would not be in the way. */
  isWelcome(): boolean
  readonly firstMilliseconds?: number
  readonly longestMilliseconds?: number
}

export class Refresher {
  readonly #options: Required<RefresherOptions>
  #timer: ReturnType<typeof setTimeout> | undefined
  #wait: number

  constructor(options: RefresherOptions) {
    this.#options = { firstMilliseconds: 20_000, longestMilliseconds: 300_000, ...options }
    this.#wait = this.#options.firstMilliseconds
  }

  start(): void {
    this.stop()
    this.#timer = setTimeout(() => void this.#look(), this.#wait)
  }

  stop(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
  }

  /** Something has happened here, or somebody has come back: more may follow soon. */
  hasten(): void {
    this.#wait = this.#options.firstMilliseconds
    if (this.#timer !== undefined) this.start()
  }

  async #look(): Promise<void> {
    const { refresh, isWelcome, firstMilliseconds, longestMilliseconds } = this.#options
    const timer = this.#timer
    if (isWelcome()) {
      const hasChanged = await refresh().catch(() => false)
      this.#wait = hasChanged ? firstMilliseconds : Math.min(this.#wait * 2, longestMilliseconds)
    }
    // Stopped, or begun anew, in the meantime.
    if (timer === this.#timer) this.start()
  }
}
