/** Being told of policies that newly match: chosen in a fold below the list, and silenced with one press. */
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
import type { Choice } from './policy-filters.js'
import type { PolicyListWords } from './qym-policy-list.texts.js'

export interface AlertsView {
  readonly words: PolicyListWords
  readonly language: string
  readonly formats: Formats
  /** What can be chosen from. */
  readonly categories: readonly Choice[]
  /** Tells whoever looks, and whoever listens. */
  done(sentence: string, subscription: Subscription): void
}

type Wishes = Omit<Subscription, 'updatedAt'>

/** Asks the platform once the fold is opened, and not before. */
export class PolicyAlerts {
  readonly #host: QymElement
  readonly #intents: Intents
  readonly #subscription: Resource<Subscription>
  #isOpen = false
  #said = ''

  constructor(host: QymElement) {
    this.#host = host
    this.#intents = new Intents(host)
    this.#subscription = new Resource(host, {
      load: (connection, signal) => connection.use(policy).subscription.read(undefined, { signal }),
      missing: () => (this.#isOpen ? undefined : 'closed'),
    })
  }

  view(around: AlertsView): TemplateResult {
    const { words, language, formats } = around
    return html`
      <section class="alerts" part="alerts">
        <button type="button" class="link" aria-expanded=${this.#isOpen} aria-controls="alerts" @click=${() => this.#toggle()}>${words.alerts}</button>
        <div id="alerts" ?hidden=${!this.#isOpen}>
          ${
            this.#isOpen
              ? drawPart(this.#subscription.state, {
                  language,
                  formats,
                  lines: 3,
                  ready: subscription => this.#form(subscription, around),
                  reload: () => void this.#subscription.reload(),
                })
              : nothing
          }
        </div>
      </section>
    `
  }

  #form(subscription: Subscription, around: AlertsView) {
    const { words, categories } = around
    const isOn = subscription.updatedAt !== undefined && !subscription.quiet
    const problem = this.#intents.problemWith('alerts')
    const isBusy = this.#intents.running !== undefined
    return html`
      <form class="stack panel" @submit=${(event: Event) => this.#submit(event, around)}>
        <p>${words.alertsLead} <strong>${isOn ? words.alertsOn : words.alertsOff}</strong></p>
        <label class="choice"><input type="checkbox" name="matching" .checked=${subscription.onlyMatching} />${words.alertsMatching}</label>
        <fieldset>
          <legend>${words.alertsCategories}</legend>
          <p class="field-hint">${words.alertsCategoriesHint}</p>
          <div class="alert-categories">
            ${categories.map(({ value, label }) => html`<label class="choice"><input type="checkbox" name="category" value=${value} .checked=${subscription.categories.includes(value)} />${label}</label>`)}
          </div>
        </fieldset>
        ${problem ? html`<p class="field-error" role="alert">${problemWords(textsFor(sharedTexts, around.language), problem).title}</p>` : nothing}
        ${this.#said ? html`<p>${this.#said}</p>` : nothing}
        <div class="row">
          <button class="button" aria-disabled=${isBusy}>${words.alertsSave}</button>
          ${isOn ? html`<button type="button" class="button" data-kind="secondary" aria-disabled=${isBusy} @click=${() => this.#set({ ...wishesOf(subscription), quiet: true }, around)}>${words.alertsSilence}</button>` : nothing}
        </div>
      </form>
    `
  }

  #toggle(): void {
    this.#isOpen = !this.#isOpen
    this.#said = ''
    this.#host.requestUpdate()
  }

  #submit(event: Event, around: AlertsView): void {
    event.preventDefault()
    if (!(event.currentTarget instanceof HTMLFormElement)) return
    const chosen = new FormData(event.currentTarget)
    const categories = chosen.getAll('category').filter(value => typeof value === 'string')
    void this.#set({ categories, onlyMatching: chosen.has('matching'), quiet: false }, around)
  }

  async #set(wishes: Wishes, { words, done }: AlertsView): Promise<void> {
    const connection = this.#host.session?.connection
    if (!connection) return
    const answer = await this.#intents.run('alerts', wishes, () =>
      connection.use(policy).subscription.set({ ...wishes, categories: [...wishes.categories] }),
    )
    if (!answer) return
    this.#said = wishes.quiet ? words.alertsSilenced : words.alertsSaved
    this.#subscription.replace(answer)
    done(this.#said, answer)
  }
}

function wishesOf({ categories, onlyMatching }: Subscription): Omit<Wishes, 'quiet'> {
  return { categories, onlyMatching }
}
