/** The enterprise's own steps: asked once, sent once, and said what has come of them. Loaded when one is first asked for. */
import type { nothing, TemplateResult } from 'lit'
import { type Entries, readEntries } from '../../shared/drafts/entries.js'
import { FormTyping } from '../../shared/drafts/form-typing.js'
import { factWordsFor } from '../../shared/facts/fact-words.js'
import { dayAt, yearsAfter } from '../../shared/legal-day.js'
import { LoanActions } from './actions.js'
import {
  bankOf,
  type LoanDesk,
  type LoanPlace,
  type Question,
  type QuestionDesk,
  type RepostAgreement,
} from './desk.js'
import type { Application, Need } from './loan.js'
import { problemNote } from './question-panel.js'
import {
  acceptQuestion,
  declineQuestion,
  MAX_CONSENT_YEARS,
  repostQuestion,
  withdrawQuestion,
} from './questions.js'
import { stepTexts } from './steps.texts.js'

export class LoanSteps {
  readonly #place: LoanPlace
  readonly #actions: LoanActions
  readonly #refusal: FormTyping<Entries>
  #repostScopes: readonly string[] | undefined
  #repostFaults: QuestionDesk['repostFaults'] = []

  constructor(place: LoanPlace) {
    this.#place = place
    this.#actions = new LoanActions(place.element)
    this.#refusal = new FormTyping(place.element, {
      name: () => {
        const declined = place.loan()?.applications.find(({ id }) => place.desk().isAsked('decline', id))
        return declined && `refusal ${declined.id}`
      },
      read: readEntries,
    })
  }

  get isBusy(): boolean {
    return this.#actions.isBusy
  }

  /** A question is asked, or taken back. */
  async begin(question: Question | undefined): Promise<void> {
    this.#repostFaults = []
    this.#actions.forgetProblem()
    const { need } = this.#place.loan() ?? {}
    if (question === 'repost' && need) this.#repostScopes = await this.#actions.scopesOf(need)
  }

  bankQuestion(application: Application, desk: LoanDesk): TemplateResult | typeof nothing {
    const { id } = application
    if (desk.isAsked('accept', id)) return acceptQuestion(application, this.#desk(desk))
    if (desk.isAsked('decline', id)) return declineQuestion(application, this.#desk(desk))
    return problemNote(id, this.#desk(desk))
  }

  needQuestion(need: Need, desk: LoanDesk): TemplateResult | typeof nothing {
    const { id } = need
    if (desk.isAsked('withdraw', id)) return withdrawQuestion(need, this.#desk(desk))
    if (desk.isAsked('repost', id)) return repostQuestion(need, this.#desk(desk))
    return problemNote(id, this.#desk(desk))
  }

  async #accept(application: Application): Promise<void> {
    const { offer } = application
    if (!offer) return
    const accepted = await this.#actions.accept(application, offer)
    if (!accepted) return this.#catchUp(application.id)
    const { id: applicationId, needId } = accepted
    this.#place.tell('qym-offer-accepted', { applicationId, offerId: offer.id, needId })
    this.#place.put(accepted)
    await this.#place.settle(() => this.#words.doneAccepted(this.#bankOf(accepted)))
  }

  async #decline(application: Application, reason: string): Promise<void> {
    const declined = await this.#actions.decline(application, reason)
    if (!declined) return this.#catchUp(application.id)
    if (this.#place.desk().isAsked('decline', application.id)) void this.#refusal.discard()
    this.#place.tell('qym-offer-declined', { applicationId: declined.id })
    this.#place.put(declined)
    await this.#place.settle(() => this.#words.doneDeclined(this.#bankOf(declined)))
  }

  async #withdraw(need: Need): Promise<void> {
    const withdrawn = await this.#actions.withdraw(need)
    if (!withdrawn) return this.#catchUp(need.id)
    // First, since the session then forgets: the person sees what has come of it all the same.
    this.#place.tell('qym-need-withdrawn', { needId: withdrawn.id })
    await this.#place.settle(() => this.#words.doneWithdrawn)
  }

  async #repost(need: Need, { until, isContactAgreed }: RepostAgreement): Promise<void> {
    const { element } = this.#place
    const today = dayAt(this.#place.desk().now)
    const isUntilWrong = until < today || until > yearsAfter(today, MAX_CONSENT_YEARS)
    this.#repostFaults = [
      ...(isUntilWrong ? (['until'] as const) : []),
      ...(isContactAgreed ? [] : (['isContactAgreed'] as const)),
    ]
    if (isUntilWrong || !isContactAgreed) {
      element.requestUpdate()
      await element.updateComplete
      element.shadowRoot?.getElementById(`${this.#repostFaults[0]}-${need.id}`)?.focus()
      return
    }
    const posted = await this.#actions.repost(need, this.#repostScopes ?? [], { until, isContactAgreed })
    if (!posted) return this.#catchUp(need.id)
    this.#place.tell('qym-need-reposted', { needId: posted.id, repostOf: need.id })
    this.#place.follow(posted.id)
    await this.#place.settle(() => this.#words.doneReposted)
  }

  /** It has moved on in the meantime: how it stands now is shown. */
  async #catchUp(subject: string): Promise<void> {
    const code = this.#actions.problemWith(subject)?.code ?? ''
    if (!['impossible_step', 'offer_closed'].includes(code)) return
    this.#actions.forgetProblem()
    await this.#place.settle(() => this.#words.changed)
  }

  get #words() {
    return this.#place.desk().texts(stepTexts)
  }

  #bankOf(application: Application): string {
    return bankOf(application, this.#place.desk())
  }

  #desk(desk: LoanDesk): QuestionDesk {
    return {
      ...desk,
      steps: desk.texts(stepTexts),
      facts: factWordsFor(desk.locale),
      isBusy: this.isBusy,
      refusal: this.#refusal,
      repostScopes: this.#repostScopes,
      repostFaults: this.#repostFaults,
      problemWith: subject => this.#actions.problemWith(subject),
      accept: application => void this.#accept(application),
      decline: (application, reason) => void this.#decline(application, reason),
      withdraw: need => void this.#withdraw(need),
      repost: (need, agreement) => void this.#repost(need, agreement),
    }
  }
}
