/** The fold below a list for being told of new policies: what the enterprise has chosen is asked for once it opens, not before. */
import { policy } from '@qiyema/core/operations/policy'
import { html, nothing, type TemplateResult } from 'lit'
import type { Formats } from '../shared/formats.js'
import type { Intents } from '../shared/intent.js'
import { Part } from '../shared/part.js'
import type { QymElement } from '../shared/qym-element.js'
import { Resource } from '../shared/resource.js'
import { sharedTexts } from '../shared/shared.texts.js'
import { problemWords } from '../shared/states.js'
import { textsFor } from '../shared/texts.js'
import { drawPart } from './inner-state.js'
import type { Subscription } from './policy.js'
import type { AlertWishes } from './policy-alerts.js'
import type { Choice } from './terms.js'

export interface AlertsView {
  /** What opens it. */
  readonly title: string
  readonly language: string
  readonly formats: Formats
  readonly categories: readonly Choice[]
  /** Tells whoever looks, and whoever listens. */
  done(sentence: string, subscription: Subscription): void
}

export class AlertsFold {
  readonly #host: QymElement
  readonly #intents: Intents
  readonly #form: Part<typeof import('./policy-alerts.js')>
  readonly #subscription: Resource<Subscription>
  #isOpen = false
  #outcome: 'saved' | 'silenced' | undefined

  constructor(host: QymElement, intents: Intents) {
    this.#host = host
    this.#intents = intents
    this.#form = new Part(host, () => import('./policy-alerts.js'))
    this.#subscription = new Resource(host, {
      load: (connection, signal) => connection.use(policy).subscription.read(undefined, { signal }),
      missing: () => (this.#isOpen ? undefined : 'closed'),
    })
  }

  view(around: AlertsView): TemplateResult {
    const isOpen = this.#isOpen
    return html`
      <section class="alerts" part="alerts">
        <button type="button" class="link" aria-expanded=${isOpen} aria-controls="alerts" @click=${() => this.#toggle()}>${around.title}</button>
        <div id="alerts" ?hidden=${!isOpen}>${isOpen ? this.#contentView(around) : nothing}</div>
      </section>
    `
  }

  #contentView(around: AlertsView) {
    const inside = { ...around, lines: 3 }
    return drawPart(this.#form.state, {
      ...inside,
      reload: () => void this.#form.load(),
      ready: ({ alertsForm, outcomeText }) =>
        drawPart(this.#subscription.state, {
          ...inside,
          reload: () => void this.#subscription.reload(),
          ready: subscription =>
            alertsForm(subscription, {
              ...around,
              isBusy: this.#intents.running !== undefined,
              outcome: this.#outcome,
              problem: this.#problem(around.language),
              set: wishes =>
                void this.#set(wishes, (outcome, answer) =>
                  around.done(outcomeText(outcome, around.language), answer),
                ),
            }),
        }),
    })
  }

  #problem(language: string): string | undefined {
    const problem = this.#intents.problemWith('alerts')
    return problem && problemWords(textsFor(sharedTexts, language), problem).title
  }

  #toggle(): void {
    this.#isOpen = !this.#isOpen
    this.#outcome = undefined
    void this.#form.load()
    this.#host.requestUpdate()
  }

  async #set(
    wishes: AlertWishes,
    done: (outcome: 'saved' | 'silenced', answer: Subscription) => void,
  ): Promise<void> {
    const connection = this.#host.session?.connection
    if (!connection) return
    const answer = await this.#intents.run('alerts', wishes, () =>
      connection.use(policy).subscription.set({ ...wishes, categories: [...wishes.categories] }),
    )
    if (!answer) return
    this.#outcome = wishes.quiet ? 'silenced' : 'saved'
    this.#subscription.replace(answer)
    done(this.#outcome, answer)
  }
}
