/** The enterprise's own steps: an offer accepted or declined, the need withdrawn or posted again. Each is done once. */
import type { Connection } from '@qiyema/core/connection'
import { consent } from '@qiyema/core/operations/consent'
import { Intents } from '../../shared/intent.js'
import type { ShownProblem } from '../../shared/problem.js'
import type { QymElement } from '../../shared/qym-element.js'
import { type Application, type FinanceClient, financeClient, type Need, type Offer } from './loan.js'

type RepostScopes = Parameters<FinanceClient['needs']['repost']>[0]['consent']['scopes']

export class LoanActions {
  readonly #host: QymElement
  readonly #intents: Intents

  constructor(host: QymElement) {
    this.#host = host
    this.#intents = new Intents(host)
  }

  get isBusy(): boolean {
    return this.#intents.running !== undefined
  }

  problemWith(subject: string): ShownProblem | undefined {
    return this.#intents.problemWith(subject)
  }

  forgetProblem(): void {
    this.#intents.forget()
  }

  async accept({ id: applicationId }: Application, { id: offerId }: Offer): Promise<Application | undefined> {
    const input = { applicationId, offerId }
    return this.#run(applicationId, ['accept', input], ({ applications }, options) =>
      applications.accept(input, options),
    )
  }

  async decline({ id: applicationId }: Application, reason: string): Promise<Application | undefined> {
    const input = { applicationId, ...(reason !== '' && { reason }) }
    return this.#run(applicationId, ['decline', input], ({ applications }, options) =>
      applications.decline(input, options),
    )
  }

  async withdraw({ id: needId }: Need): Promise<Need | undefined> {
    const input = { needId }
    return this.#run(needId, ['withdraw', input], ({ needs }, options) => needs.withdraw(input, options))
  }

  /** What the need's own consent was for, which is asked for again; a need with a consent that is not shown here has none. */
  async scopesOf({ id, consentId }: Need): Promise<readonly string[] | undefined> {
    const { connection } = this.#host.session ?? {}
    if (!connection) return undefined
    const found = await this.#intents.run(id, ['scopes', consentId], () => readConsent(connection, consentId))
    return found?.granted
  }

  async repost(
    { id: needId }: Need,
    scopes: readonly string[],
    agreed: { readonly until: string; readonly isContactAgreed: true },
  ): Promise<Need | undefined> {
    const isGiven = (scope: string): scope is RepostScopes[number] => scopes.includes(scope)
    const input = { needId, consent: { scopes: scopes.filter(isGiven), ...agreed } }
    return this.#run(needId, ['repost', input], ({ needs }, options) => needs.repost(input, options))
  }

  async #run<Answer>(
    subject: string,
    content: unknown,
    send: (client: FinanceClient, options: { readonly idempotencyKey: string }) => Promise<Answer>,
  ): Promise<Answer | undefined> {
    const { connection } = this.#host.session ?? {}
    if (!connection) return undefined
    return this.#intents.run(subject, content, options => send(financeClient(connection), options))
  }
}

function readConsent(connection: Connection, consentId: string) {
  return connection.use(consent).read({ consentId })
}
