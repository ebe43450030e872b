/** Choosing what one is told of: policies that newly match, of some categories or of all. Loaded when its fold opens. */
import { html, nothing, type TemplateResult } from 'lit'
import { textsFor } from '../shared/texts.js'
import { categoryChoices } from './facet-choices.js'
import type { Facets } from './facets.js'
import type { Subscription } from './policy.js'
import { alertsTexts } from './policy-alerts.texts.js'

export type AlertWishes = Omit<Subscription, 'updatedAt'>

export interface AlertsForm {
  readonly language: string
  /** What can be chosen from. */
  readonly facets: Facets
  readonly isBusy: boolean
  /** What has become of the last press, if there was one. */
  readonly outcome: 'saved' | 'silenced' | undefined
  /** Why it could not be done. */
  readonly problem: string | undefined
  set(wishes: AlertWishes): void
}

export function alertsForm(subscription: Subscription, form: AlertsForm): TemplateResult {
  const { facets, language, isBusy, outcome, problem } = form
  const words = textsFor(alertsTexts, language)
  const isOn = subscription.updatedAt !== undefined && !subscription.quiet
  const { categories: chosen, onlyMatching } = subscription
  return html`
    <form class="stack panel" @submit=${(event: Event) => submit(event, form)}>
      <p>${words.lead} <strong>${isOn ? words.on : words.off}</strong></p>
      <label class="choice"><input type="checkbox" name="matching" .checked=${onlyMatching} />${words.matching}</label>
      <fieldset>
        <legend>${words.categories}</legend>
        <p class="field-hint">${words.categoriesHint}</p>
        <div class="alert-categories">
          ${categoryChoices(facets, language).map(({ value, label }) => html`<label class="choice"><input type="checkbox" name="category" value=${value} .checked=${chosen.includes(value)} />${label}</label>`)}
        </div>
      </fieldset>
      ${problem ? html`<p class="field-error" role="alert">${problem}</p>` : nothing}
      ${outcome ? html`<p>${words[outcome]}</p>` : nothing}
      <div class="row">
        <button class="button" aria-disabled=${isBusy}>${words.save}</button>
        ${isOn ? html`<button type="button" class="button" data-kind="secondary" aria-disabled=${isBusy} @click=${() => form.set({ categories: chosen, onlyMatching, quiet: true })}>${words.silence}</button>` : nothing}
      </div>
    </form>
  `
}

/** What is said when it is done. */
export function outcomeText(outcome: 'saved' | 'silenced', language: string): string {
  return textsFor(alertsTexts, language)[outcome]
}

function submit(event: Event, form: AlertsForm): void {
  event.preventDefault()
  if (!(event.currentTarget instanceof HTMLFormElement)) return
  const chosen = new FormData(event.currentTarget)
  const categories = chosen.getAll('category').filter(value => typeof value === 'string')
  form.set({ categories, onlyMatching: chosen.has('matching'), quiet: false })
}
