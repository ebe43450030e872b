/** Keeps what a person types, while it is typed: for one form of one enterprise, until it is sent or thrown away. */
import type { ReactiveController, ReactiveControllerHost } from 'lit'
import type { Vault } from './vault.js'

const PAUSE_MILLISECONDS = 300
/** Older ones are nobody's any more. */
const KEPT_MILLISECONDS = 30 * 24 * 3600 * 1000

/** Whose draft, and of what. */
export interface DraftSubject {
  readonly platform: string
  readonly uscc: string
  /** `loan`, or `loan renewal loan_01…` for one that is a form of its own. */
  readonly form: string
}

export interface KeptDraft {
  readonly content: unknown
  /** Milliseconds since 1970. */
  readonly savedAt: number
}

/** A name under which things are kept for a form. The number of an enterprise is public; what it has typed is sealed. */
export function nameFor(kind: 'draft' | 'intent', { platform, uscc, form }: DraftSubject): string {
  return `${kind} ${platform} ${uscc} ${form}`
}

/**
 * The draft of a form. Writes a moment after the last change, and at once when the page is hidden or left.
 *
 * On phones a page that is put aside may never come back: hiding is the last that it hears of.
 */
export class Draft implements ReactiveController {
  readonly #vault: Vault
  readonly #now: () => number
  #name: string | undefined
  #waiting: { readonly content: unknown } | undefined
  #timer: ReturnType<typeof setTimeout> | undefined
  #writing: Promise<void> = Promise.resolve()

  constructor(host: ReactiveControllerHost, vault: Vault, now: () => number) {
    this.#vault = vault
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
  async open(subject: DraftSubject): Promise<KeptDraft | undefined> {
    const name = nameFor('draft', subject)
    if (name !== this.#name) await this.flush()
    this.#name = name
    const own = nameFor('draft', { ...subject, form: '' })
    for (const other of await this.#vault.names(`draft ${subject.platform} `))
      if (!other.startsWith(own)) await this.#vault.remove(other)
    const kept = keptOf(await this.#vault.read(name))
    if (kept === undefined || this.#now() - kept.savedAt <= KEPT_MILLISECONDS) return kept
    await this.#vault.remove(name)
    return undefined
  }

  /** To be written soon. */
  save(content: unknown): void {
    this.#waiting = { content }
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.flush(), PAUSE_MILLISECONDS)
  }

  /** Writes what waits, and gives word when it is there. */
  flush(): Promise<void> {
    clearTimeout(this.#timer)
    const waiting = this.#waiting
    const name = this.#name
    this.#waiting = undefined
    if (waiting && name !== undefined)
      this.#then(() => this.#vault.write(name, { content: waiting.content, savedAt: this.#now() }))
    return this.#writing
  }

  /** Nothing of it stays. */
  discard(): Promise<void> {
    clearTimeout(this.#timer)
    this.#waiting = undefined
    const name = this.#name
    if (name !== undefined) this.#then(() => this.#vault.remove(name))
    return this.#writing
  }

  /** One after the other, or an older text could be written over a newer one. */
  #then(work: () => Promise<void>): void {
    this.#writing = this.#writing.then(work)
  }

  readonly #leave = (): void => {
    void this.flush()
  }

  readonly #hide = (): void => {
    if (document.visibilityState === 'hidden') void this.flush()
  }
}

function keptOf(value: unknown): KeptDraft | undefined {
  if (typeof value !== 'object' || value === null || !('content' in value) || !('savedAt' in value))
    return undefined
  return typeof value.savedAt === 'number' ? { content: value.content, savedAt: value.savedAt } : undefined
}
