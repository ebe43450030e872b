/** Sends what the person has decided, each decision once, and fetches the receipt. */
import { Intents } from '../shared/intent.js'
import type { ShownProblem } from '../shared/problem.js'
import type { QymElement } from '../shared/qym-element.js'
import type { Choice } from './approval.js'
import { type Consent, type ConsentClient, consentClient } from './consents.js'

type Scope = Parameters<ConsentClient['approve']>[0]['scopes'][number]

export class ConsentAnswers {
  readonly #host: QymElement
  readonly #intents: Intents

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
    return this.run(consent.id, input, (client, options) => client.approve(input, options))
  }

  /** A JWS, signed by the platform. */
  async receiptOf({ id: consentId }: Consent): Promise<string | undefined> {
    return this.run(consentId, 'receipt', client => client.receipt({ consentId }))
  }

  /** Sends something of a consent; one thing at a time. */
  async run<Answer>(
    consentId: string,
    content: unknown,
    send: (client: ConsentClient, options: { readonly idempotencyKey: string }) => Promise<Answer>,
  ): Promise<Answer | undefined> {
    const client = this.#client
    return client && this.#intents.run(consentId, content, options => send(client, options))
  }

  get #client(): ConsentClient | undefined {
    const connection = this.#host.session?.connection
    return connection && consentClient(connection)
  }
}
