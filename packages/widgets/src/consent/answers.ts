/** Sends what the person has decided, each decision once, and fetches what belongs to a consent: its receipt and its reads. */
import { Intents } from '../shared/intent.js'
import type { ShownProblem } from '../shared/problem.js'
import type { QymElement } from '../shared/qym-element.js'
import type { Choice } from './approval.js'
import { type Consent, type ConsentClient, type ConsentReadPage, consentClient } from './consents.js'

type Scope = Parameters<ConsentClient['approve']>[0]['scopes'][number]

export class ConsentAnswers {
  readonly #host: QymElement
  readonly #intents: Intents
  readonly #reads = new Map<string, ConsentReadPage>()

  constructor(host: QymElement) {
    this.#host = host
    this.#intents = new Intents(host)
  }

  /** There is a session to answer in. */
  get isPossible(): boolean {
    return this.#client !== undefined
  }

  get isBusy(): boolean {
    return this.#intents.running !== undefined
  }

  problemWith({ id }: Consent): ShownProblem | undefined {
    return this.#intents.problemWith(id)
  }

  forgetProblem(): void {
    this.#intents.forget()
  }

  async approve(consent: Consent, { scopes, separate, until }: Choice): Promise<Consent | undefined> {
    const isChosen = (scope: string): scope is Scope => scopes.includes(scope) || separate.includes(scope)
    const isSeparate = (scope: string): scope is Scope => separate.includes(scope)
    const input = {
      consentId: consent.id,
      scopes: consent.requested.filter(isChosen),
      until,
      ...(separate.length > 0 && { separate: consent.requested.filter(isSeparate) }),
    }
    const client = this.#client
    return client && this.#intents.run(consent.id, input, options => client.approve(input, options))
  }

  async end(consent: Consent, how: 'refuse' | 'withdraw', reason: string): Promise<Consent | undefined> {
    const input = { consentId: consent.id, ...(reason !== '' && { reason }) }
    const client = this.#client
    return client && this.#intents.run(consent.id, [how, input], options => client[how](input, options))
  }

  /** A JWS, signed by the platform. */
  async receiptOf({ id: consentId }: Consent): Promise<string | undefined> {
    const client = this.#client
    return client && this.#intents.run(consentId, 'receipt', () => client.receipt({ consentId }))
  }

  readsOf({ id }: Consent): ConsentReadPage | undefined {
    return this.#reads.get(id)
  }

  /** Fetches the next page of reads, or the first. */
  async readMore({ id: consentId }: Consent): Promise<void> {
    const client = this.#client
    const before = this.#reads.get(consentId)
    const cursor = before?.nextCursor
    const input = { consentId, limit: 20, ...(cursor !== undefined && { cursor }) }
    const page = client && (await this.#intents.run(consentId, input, async () => client.reads(input)))
    if (!page) return
    this.#reads.set(consentId, { ...page, items: [...(before?.items ?? []), ...page.items] })
    this.#host.requestUpdate()
  }

  /** They may have become more, or are no longer this session's to see. */
  forgetReads(): void {
    this.#reads.clear()
  }

  get #client(): ConsentClient | undefined {
    const connection = this.#host.session?.connection
    return connection && consentClient(connection)
  }
}
