/** Keeps what a person types, while it is typed: for one form of one enterprise, until it is sent or thrown away. */
import type { ReactiveController, ReactiveControllerHost } from 'lit'
import { type DraftSubject, nameFor } from './draft-subject.js'
import { openVault, type Vault } from './vault.js'

const PAUSE_MILLISECONDS = 300
/** Older ones are nobody's any more. */
const KEPT_MILLISECONDS = 30 * 24 * 3600 * 1000

/** Of all drafts of the page: an element that is drawn anew finds what the one before it has just begun to write. */
let working: Promise<unknown> = Promise.resolve()

export interface KeptDraft {
  readonly content: unknown
  /** Milliseconds since 1970. */
  readonly savedAt: number
}

/**
 * The draft of a form. Writes a moment after the last change, and at once when the page is hidden or left.
 *
 * On phones a page that is put aside may never come back: hiding is the last that it hears of.
 */
export class Draft implements ReactiveController {
  readonly vault: Vault
  readonly #now: () => number
  #name: string | undefined
  #waiting: { readonly content: unknown } | undefined
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(host: ReactiveControllerHost, now: () => number, vault: Vault = openVault()) {
    this.vault = vault
    this.#now = now
    host.addController(this)
  }

  hostConnected(): void {
    addEventListener('pagehide', this.#leave)
    document.addEventListener('visibilitychange', this.#hide)
  }

  hostDisconnected(): void {
    removeEventListener('pagehide', this.#leave)
    document.removeEventListener('visibilitychange', this.#hide)
    void this.flush()
  }

  /** Gives what was kept, and throws away what was kept for other enterprises: they share a device, and nothing else. */
  open(subject: DraftSubject): Promise<KeptDraft | undefined> {
    const name = nameFor('draft', subject)
    void this.flush()
    // From now on, what is saved is of this one, and written after it was read.
    this.#name = name
    return inTurn(async () => {
      await this.#tidy(subject)
      return keptOf(await this.vault.read(name))
    })
  }

  /** To be written soon. */
  save(content: unknown): void {
    this.#waiting = { content }
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.flush(), PAUSE_MILLISECONDS)
  }

  /** Writes what waits, and gives word when it is there. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer)
    const waiting = this.#waiting
    const name = this.#name
    this.#waiting = undefined
    if (waiting && name !== undefined)
      void inTurn(() => this.vault.write(name, { content: waiting.content, savedAt: this.#now() }))
    await working
  }

  /** Nothing of it stays. */
  async discard(): Promise<void> {
    clearTimeout(this.#timer)
    this.#waiting = undefined
    const name = this.#name
    if (name !== undefined) await inTurn(() => this.vault.remove(name))
  }

  /** Those of other enterprises go, and those of this one's forms that nobody has come back to. */
  async #tidy(subject: DraftSubject): Promise<void> {
    const own = nameFor('draft', { ...subject, form: '' })
    for (const name of await this.vault.names(`draft ${subject.platform} `))
      if (!name.startsWith(own) || this.#isOver(keptOf(await this.vault.read(name))))
        await this.vault.remove(name)
  }

  #isOver(kept: KeptDraft | undefined): boolean {
    return kept === undefined || this.#now() - kept.savedAt > KEPT_MILLISECONDS
  }

  readonly #leave = (): void => {
    void this.flush()
  }

  readonly #hide = (): void => {
    if (document.visibilityState === 'hidden') void this.flush()
  }
}

/** One after the other, or an older text could be written over a newer one. */
function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
  const done = working.then(work)
  // What fails is its own caller's: the next is done all the same.
  working = done.catch(() => {})
  return done
}

function keptOf(value: unknown): KeptDraft | undefined {
  if (typeof value !== 'object' || value === null || !('content' in value) || !('savedAt' in value))
    return undefined
  return typeof value.savedAt === 'number' ? { content: value.content, savedAt: value.savedAt } : undefined
}
