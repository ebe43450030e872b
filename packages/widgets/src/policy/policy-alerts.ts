/** Being told of policies that newly match: chosen in a fold below the list, and silenced with one press. Loaded when that opens. */
import { policy } from '@qiyema/core/operations/policy'
import { html, nothing, type TemplateResult } from 'lit'
import type { Formats } from '../shared/formats.js'
import { Intents } from '../shared/intent.js'
import type { QymElement } from '../shared/qym-element.js'
import { Resource } from '../shared/resource.js'
import { sharedTexts } from '../shared/shared.texts.js'
import { problemWords } from '../shared/states.js'
import { textsFor } from '../shared/texts.js'
import { drawPart } from './inner-state.js'
import type { Subscription } from './policy.js'
import { alertsTexts } from './policy-alerts.texts.js'
import type { Choice } from './policy-filters.js'

export interface AlertsView {
  readonly language: string
  readonly formats: Formats
  /** What can be chosen from. */
  readonly categories: readonly Choice[]
  /** Tells whoever looks, and whoever listens. */
  done(sentence: string, subscription: Subscription): void
}

type Wishes = Omit<Subscription, 'updatedAt'>

export class PolicyAlerts {
  readonly #host: QymElement
  readonly #intents: Intents
  readonly #subscription: Resource<Subscription>
  #said = ''

  constructor(host: QymElement) {
    this.#host = host
    this.#intents = new Intents(host)
    this.#subscription = new Resource(host, {
      load: (connection, signal) => connection.use(policy).subscription.read(undefined, { signal }),
    })
  }

  view(around: AlertsView): TemplateResult | typeof nothing {
    return drawPart(this.#subscription.state, {
      ...around,
      lines: 3,
      ready: subscription => this.#form(subscription, around),
      reload: () => void this.#subscription.reload(),
    })
  }

  /** The fold was closed: what was said has been read. */
  forget(): void {
    this.#said = ''
  }

  #form(subscription: Subscription, around: AlertsView) {
    const { categories, language } = around
    const words = textsFor(alertsTexts, language)
    const isOn = subscription.updatedAt !== undefined && !subscription.quiet
    const problem = this.#intents.problemWith('alerts')
    const isBusy = this.#intents.running !== undefined
    return html`
      <form class="stack panel" @submit=${(event: Event) => this.#submit(event, around)}>
        <p>${words.lead} <strong>${isOn ? words.on : words.off}</strong></p>
        <label class="choice"><input type="checkbox" name="matching" .checked=${subscription.onlyMatching} />${words.matching}</label>
        <fieldset>
          <legend>${words.categories}</legend>
          <p class="field-hint">${words.categoriesHint}</p>
          <div class="alert-categories">
            ${categories.map(({ value, label }) => html`<label class="choice"><input type="checkbox" name="category" value=${value} .checked=${subscription.categories.includes(value)} />${label}</label>`)}
          </div>
        </fieldset>
        ${problem ? html`<p class="field-error" role="alert">${problemWords(textsFor(sharedTexts, language), problem).title}</p>` : nothing}
        ${this.#said ? html`<p>${this.#said}</p>` : nothing}
        <div class="row">
          <button class="button" aria-disabled=${isBusy}>${words.save}</button>
          ${isOn ? html`<button type="button" class="button" data-kind="secondary" aria-disabled=${isBusy} @click=${() => this.#set({ ...wishesOf(subscription), quiet: true }, around)}>${words.silence}</button>` : nothing}
        </div>
      </form>
    `
  }

  #submit(event: Event, around: AlertsView): void {
    event.preventDefault()
    if (!(event.currentTarget instanceof HTMLFormElement)) return
    const chosen = new FormData(event.currentTarget)
    const categories = chosen.getAll('category').filter(value => typeof value === 'string')
    void this.#set({ categories, onlyMatching: chosen.has('matching'), quiet: false }, around)
  }

  async #set(wishes: Wishes, { language, done }: AlertsView): Promise<void> {
    const connection = this.#host.session?.connection
    if (!connection) return
    const answer = await this.#intents.run('alerts', wishes, () =>
      connection.use(policy).subscription.set({ ...wishes, categories: [...wishes.categories] }),
    )
    if (!answer) return
    const words = textsFor(alertsTexts, language)
    this.#said = wishes.quiet ? words.silenced : words.saved
    this.#subscription.replace(answer)
    done(this.#said, answer)
  }
}

function wishesOf({ categories, onlyMatching }: Subscription): Omit<Wishes, 'quiet'> {
  return { categories, onlyMatching }
}
