/** The sheet's state: seven codes as pictures, one of which renews itself. */
import { createSquare, renderDataUrl } from '@qiyema/core/qr'
import { now } from '../format/time.js'
import { initialLanguage, type Language, rememberLanguage } from '../texts/language.js'
import { TEXTS, type Texts } from '../texts/texts.js'
import { presentSample } from './holder.js'
import { fetchCodes, fetchShortLived, type SampleCode } from './sample-server.js'

export type Kind = keyof Texts['sheet']['kinds']

/** A code and its square. */
export interface Card extends SampleCode {
  readonly image: string
}

/** Half of what a presentation lives, so that one that is being scanned does not die in the act. */
const RENEW_SECONDS = 30

export class SheetApp {
  language: Language = initialLanguage()
  state: 'loading' | 'ready' | 'failed' = 'loading'
  readonly cards = new Map<string, Card>()
  readonly failedRenewals = new Set<string>()
  /** Unix seconds at which the holder-bound code is renewed next. */
  renewsAt = 0
  copied: { readonly kind: string; readonly isDone: boolean } | undefined
  readonly draw: () => void

  constructor(draw: () => void) {
    this.draw = draw
  }

  get texts(): Texts {
    return TEXTS[this.language]
  }

  speak(language: Language): void {
    this.language = language
    rememberLanguage(language)
    this.draw()
  }

  async open(): Promise<void> {
    this.state = 'loading'
    this.draw()
    try {
      for (const code of await fetchCodes()) await this.#put(code, 'print')
      this.state = 'ready'
    } catch {
      this.state = 'failed'
    }
    this.draw()
    if (this.state === 'ready') await Promise.all([this.renew('short-lived'), this.renew('holder-bound')])
  }

  async renew(kind: 'short-lived' | 'holder-bound'): Promise<void> {
    // Set first, so that a failure is not tried again every second.
    if (kind === 'holder-bound') this.renewsAt = now() + RENEW_SECONDS
    try {
      const code =
        kind === 'short-lived' ? await fetchShortLived() : await presentSample(this.cards.get('printed')?.kid)
      await this.#put(code, 'screen')
      this.failedRenewals.delete(kind)
    } catch {
      this.failedRenewals.add(kind)
    }
    this.draw()
  }

  /** Once a second while the sheet is seen. */
  tick(): void {
    if (this.state !== 'ready') return
    if (now() >= this.renewsAt) void this.renew('holder-bound')
    this.draw()
  }

  async copy({ kind, digits }: Card): Promise<void> {
    try {
      await navigator.clipboard.writeText(digits)
      this.copied = { kind, isDone: true }
    } catch {
      this.copied = { kind, isDone: false }
    }
    this.draw()
  }

  async #put(code: SampleCode, use: 'print' | 'screen'): Promise<void> {
    this.cards.set(code.kind, { ...code, image: await renderDataUrl(createSquare(code.link, use)) })
  }
}
