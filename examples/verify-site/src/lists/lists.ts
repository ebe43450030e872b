/** The lists that verification rests on: kept on this device, brought up to date when there is a network. */
import { indexedDbStore } from '@qiyema/core/stores'
import {
  createVerifier,
  type RefreshReport,
  type VerificationResult,
  type Verifier,
  type VerifierState,
} from '@qiyema/core/verify'
import { readConfig, storeName } from './config.js'

export type RefreshState = 'idle' | 'busy' | 'updated' | 'unchanged' | 'failed'

const HOUR_MILLISECONDS = 3_600_000

export class Lists {
  held: VerifierState = { statusLists: [] }
  refreshing: RefreshState = 'idle'
  report: RefreshReport | undefined
  hasFailed = false
  readonly #onChange: () => void
  #verifier: Verifier | undefined

  constructor(onChange: () => void) {
    this.#onChange = onChange
  }

  /** Reads what is kept. When nothing is, waits for the first lists, so that a first visit can answer at once. */
  async open(): Promise<void> {
    try {
      const config = await readConfig()
      const trust = { url: config.trustList, root: config.root }
      this.#verifier = createVerifier({ trust, store: indexedDbStore(storeName(config)) })
      this.held = await this.#verifier.state()
    } catch {
      this.hasFailed = true
      return this.#onChange()
    }
    this.#onChange()
    const refreshed = this.refresh()
    setInterval(() => this.refresh(), HOUR_MILLISECONDS)
    addEventListener('online', () => this.refresh())
    addEventListener('offline', () => this.#onChange())
    if (!this.held.trust) await refreshed
  }

  async refresh(): Promise<void> {
    if (!this.#verifier) return
    this.refreshing = 'busy'
    this.#onChange()
    this.report = await this.#verifier.refresh()
    this.held = await this.#verifier.state()
    const { ok, updated } = this.report
    this.refreshing = !ok ? 'failed' : updated.length > 0 ? 'updated' : 'unchanged'
    this.#onChange()
  }

  /** Undefined when the page has no settings to judge by. */
  async verify(text: string, at?: number): Promise<VerificationResult | undefined> {
    return this.#verifier?.verify(text, at === undefined ? {} : { at })
  }
}
