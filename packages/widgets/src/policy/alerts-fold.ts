/** The fold below a list for being told of new policies: what the enterprise has chosen is asked for once it opens, not before. */
import { policy } from '@qiyema/core/operations/policy'
import { html, nothing, type TemplateResult } from 'lit'
import type { Formats } from '../shared/formats.js'
import type { Intents } from '../shared/intent.js'
import type { QymElement } from '../shared/qym-element.js'
import { Resource } from '../shared/resource.js'
import { sharedTexts } from '../shared/shared.texts.js'
import { problemWords } from '../shared/states.js'
import { textsFor } from '../shared/texts.js'
import type { Facets } from './facets.js'
import { drawPart } from './inner-state.js'
import type { Subscription } from './policy.js'
import type { AlertWishes } from './policy-alerts.js'

export interface AlertsView {
  /** What opens it. */
  readonly title: string
  readonly language: string
  readonly formats: Formats
  readonly facets: Facets
  /** Tells whoever looks, and whoever listens. */
  done(sentence: string, subscription: Subscription): void
}

/** What the enterprise has chosen, and the form to choose by. */
interface Alerts {
  readonly subscription: Subscription
  readonly form: typeof import('./policy-alerts.js')
}

export class AlertsFold {
  readonly #host: QymElement
  readonly #intents: Intents
  readonly #alerts: Resource<Alerts>
  #isOpen = false
  #outcome: 'saved' | 'silenced' | undefined

  constructor(host: QymElement, intents: Intents) {
    this.#host = host
    this.#intents = intents
    this.#alerts = new Resource(host, {
      load: async (connection, signal) => ({
        subscription: await connection.use(policy).subscription.read(undefined, { signal }),
        form: await import('./policy-alerts.js'),
      }),
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
    const problem = this.#intents.problemWith('alerts')
    return drawPart(this.#alerts.state, {
      ...around,
      lines: 3,
      reload: () => void this.#alerts.reload(),
      ready: alerts =>
        alerts.form.alertsForm(alerts.subscription, {
          ...around,
          isBusy: this.#intents.running !== undefined,
          outcome: this.#outcome,
          problem: problem && problemWords(textsFor(sharedTexts, around.language), problem).title,
          set: wishes => void this.#set(wishes, alerts.form, around),
        }),
    })
  }

  #toggle(): void {
    this.#isOpen = !this.#isOpen
    this.#outcome = undefined
    this.#host.requestUpdate()
  }

  async #set(wishes: AlertWishes, form: Alerts['form'], { language, done }: AlertsView): Promise<void> {
    const connection = this.#host.session?.connection
    if (!connection) return
    const subscription = await this.#intents.run('alerts', wishes, () =>
      connection.use(policy).subscription.set({ ...wishes, categories: [...wishes.categories] }),
    )
    if (!subscription) return
    this.#outcome = wishes.quiet ? 'silenced' : 'saved'
    this.#alerts.replace({ subscription, form })
    done(form.outcomeText(this.#outcome, language), subscription)
  }
}
