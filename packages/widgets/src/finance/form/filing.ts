/** Files a need, and says what has become of it: on its way, filed, refused, or not known yet. */
import { html, nothing, type TemplateResult } from 'lit'
import type { DraftSubject } from '../../shared/drafts/draft-subject.js'
import { openVault } from '../../shared/drafts/vault.js'
import type { ShownProblem } from '../../shared/problem.js'
import type { FieldName } from './check-need.js'
import type { Desk } from './desk.js'
import type { Ground } from './ground.js'
import { laterStepsTexts } from './later-steps.texts.js'
import { checkingView, sentView, unansweredView } from './outcome-views.js'
import { faultsOf } from './platform-faults.js'
import { refusalWords } from './refusal.js'
import type { LaterScene } from './scene.js'
import { Submission, type Wish } from './submission.js'

const CONSENT_FIELDS: readonly FieldName[] = ['scopes', 'until', 'contact']

export class Filing {
  readonly #desk: Desk
  readonly #submission: Submission
  #problem: ShownProblem | undefined
  #isChecking = false
  #isNotFiled = false

  constructor(desk: Desk) {
    this.#desk = desk
    this.#submission = new Submission(desk.form, {
      vault: openVault(),
      now: () => desk.now(),
      problemFrom: error => desk.problemFrom(error),
    })
  }

  get isBusy(): boolean {
    return this.#submission.state.kind === 'busy'
  }

  /** What was sent without an answer comes first, and if it was just now, by itself. */
  async open(subject: DraftSubject): Promise<void> {
    await this.#submission.open(subject)
    if (this.#submission.isInterrupted) void this.#check(() => this.#submission.resume())
  }

  clear(): void {
    this.forget()
    this.#submission.reset()
  }

  /** The person goes on: what was said of the last attempt is said no longer. */
  forget(): void {
    this.#problem = undefined
    this.#isNotFiled = false
  }

  async submit(wish: Wish): Promise<void> {
    if (this.isBusy || !this.#desk.mayFile(wish)) return
    this.#problem = undefined
    await this.#desk.typing.flush()
    this.#conclude(await this.#submission.send(wish))
  }

  /** In the place of the form; undefined where the form may go on. */
  outcome({ reposted }: Ground, scene: LaterScene, title: string): TemplateResult | undefined {
    const { state } = this.#submission
    if (state.kind === 'sent') return sentView(state, scene, () => this.#desk.begin())
    if (this.#isChecking) return checkingView(scene)
    if (state.kind !== 'unanswered') return undefined
    return html`
      <div class="form">
        <h2>${title}</h2>
        ${unansweredView(state, reposted?.amount.amountFen, scene, {
          resend: () => void this.#check(() => this.#submission.resume()),
          look: () => void this.#check(() => this.#submission.look()),
        })}
        ${this.#problemView(scene)}
      </div>
    `
  }

  /** Above the step: how the last attempt went. */
  notes(scene: LaterScene): TemplateResult {
    return html`
      ${this.#isNotFiled ? html`<p class="notice" role="status">${scene.words.notFiled}</p>` : nothing}
      ${this.#problemView(scene)}
    `
  }

  #problemView(scene: LaterScene): TemplateResult | typeof nothing {
    if (!this.#problem) return nothing
    const { title, advice } = refusalWords(this.#problem, scene)
    return html`<div class="notice" data-tone="error" role="alert"><p class="notice-title">${title}</p><p>${advice}</p></div>`
  }

  /** Asks after the outcome of what was sent before. */
  async #check(ask: () => Promise<ShownProblem | undefined>): Promise<void> {
    this.#isChecking = true
    this.#problem = undefined
    const problem = await ask()
    this.#isChecking = false
    this.#isNotFiled = problem === undefined && this.#submission.state.kind === 'none'
    this.#conclude(problem)
  }

  #conclude(problem: ShownProblem | undefined): void {
    const desk = this.#desk
    const { state: outcome } = this.#submission
    const ground = desk.ground()
    const faults = problem && ground ? faultsOf(problem, ground) : []
    const [first] = faults
    this.#problem = first ? undefined : problem
    if (outcome.kind === 'sent') desk.filed(outcome.need, desk.texts(laterStepsTexts).sentTitle)
    else if (first) desk.turnTo(CONSENT_FIELDS.includes(first.field) ? 'consent' : 'need', faults)
    else desk.turnTo(desk.step())
  }
}
