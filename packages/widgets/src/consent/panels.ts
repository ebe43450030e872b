/** What not every request has: personal information, an answer, and what unfolds. Loaded when there is any of it. */
import type { TemplateResult } from 'lit'
import { type Entries, readEntries } from '../shared/drafts/entries.js'
import { FormTyping } from '../shared/drafts/form-typing.js'
import type { Consent, ConsentReadPage } from './consents.js'
import type { ConsentDesk, ConsentPlace, Panel, PanelDesk } from './desk.js'
import { endingPanel } from './ending-panel.js'
import { panelTexts } from './panels.texts.js'
import { personalChoice } from './personal-choice.js'
import { readsView } from './reads-view.js'
import { standingView } from './standing-view.js'

export class ConsentPanels {
  readonly #place: ConsentPlace
  readonly #reads = new Map<string, ConsentReadPage>()
  readonly #refusal: FormTyping<Entries>
  #refused: string | undefined

  constructor(place: ConsentPlace) {
    this.#place = place
    this.#refusal = new FormTyping(place.element, {
      name: () => this.#refused && `refusal ${this.#refused}`,
      read: readEntries,
    })
  }

  /** A panel has been unfolded: what it shows is fetched. */
  async begin(consentId: string, panel: Panel): Promise<void> {
    this.#refused = panel === 'refuse' ? consentId : undefined
    this.#place.element.requestUpdate()
    if (panel === 'reads' && !this.#reads.has(consentId)) await this.#readMore(consentId)
  }

  /** They may have become more, or are no longer this session's to see. */
  forgetReads(): void {
    this.#reads.clear()
  }

  personalChoice(consent: Consent, scope: string, holdings: unknown, desk: ConsentDesk): TemplateResult {
    return personalChoice(consent, scope, holdings, this.#desk(desk))
  }

  /** How it stands once it was answered. */
  standing(consent: Consent, desk: ConsentDesk): TemplateResult {
    return standingView(consent, this.#desk(desk))
  }

  /** What is unfolded at it. */
  view(consent: Consent, panel: Panel, desk: ConsentDesk): TemplateResult {
    const own = this.#desk(desk)
    return panel === 'reads' ? readsView(consent, own) : endingPanel(consent, panel, own)
  }

  #desk(desk: ConsentDesk): PanelDesk {
    return {
      ...desk,
      panels: desk.texts(panelTexts),
      readsOf: ({ id }) => this.#reads.get(id),
      refusal: this.#refusal,
      readMore: ({ id }) => void this.#readMore(id),
      end: (ending, how, reason) => void this.#end(ending, how, reason),
    }
  }

  async #end(consent: Consent, how: 'refuse' | 'withdraw', reason: string): Promise<void> {
    const { answers, tell, settle, catchUp } = this.#place
    const input = { consentId: consent.id, ...(reason !== '' && { reason }) }
    const changed = await answers.run(consent.id, [how, input], (client, options) =>
      client[how](input, options),
    )
    if (!changed) return catchUp(consent)
    if (this.#refused === consent.id) void this.#refusal.discard()
    const isRefused = how === 'refuse'
    // First, since the session then forgets: the person sees what has come of it all the same.
    tell(isRefused ? 'qym-consent-refused' : 'qym-consent-withdrawn', { consentId: changed.id })
    settle(changed, () => {
      const { texts, formats } = this.#place.desk()
      const { doneRefused, doneWithdrawn } = texts(panelTexts)
      return (isRefused ? doneRefused : doneWithdrawn)(formats.localised(changed.recipient.name))
    })
  }

  /** Fetches the next page of reads, or the first. */
  async #readMore(consentId: string): Promise<void> {
    const before = this.#reads.get(consentId)
    const cursor = before?.nextCursor
    const input = { consentId, limit: 20, ...(cursor !== undefined && { cursor }) }
    const page = await this.#place.answers.run(consentId, input, async client => client.reads(input))
    if (!page) return
    this.#reads.set(consentId, { ...page, items: [...(before?.items ?? []), ...page.items] })
    this.#place.element.requestUpdate()
  }
}
