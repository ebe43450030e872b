/** The consent that goes with a need, while it is given: what is ticked, the facts that it opens, and disputes of them. */
import type { TemplateResult } from 'lit'
import { dayAt, monthsAfter } from '../../shared/legal-day.js'
import { scopesOf } from './asked-scopes.js'
import { checkConsent, type FieldFault } from './check-need.js'
import { consentStep } from './consent-step.js'
import type { Desk } from './desk.js'
import { FactDispute } from './fact-dispute.js'
import { FormFacts } from './form-facts.js'
import type { Ground } from './ground.js'
import type { ConsentValues } from './need-values.js'
import type { LaterScene } from './scene.js'

/** Long enough for thirty days of waiting, a decision and a signature. */
const USUAL_MONTHS = 3

export class Giving {
  readonly #desk: Desk
  readonly #facts: FormFacts
  readonly #dispute: FactDispute
  #agreed: ConsentValues | undefined

  constructor(desk: Desk) {
    this.#desk = desk
    this.#facts = new FormFacts(desk.form, () => desk.now())
    this.#dispute = new FactDispute(desk.form, () => desk.language())
  }

  get agreed(): ConsentValues {
    return (
      this.#agreed ?? {
        scopes: [],
        until: monthsAfter(this.#desk.now(), USUAL_MONTHS),
        isContactAgreed: false,
      }
    )
  }

  faults(ground: Ground): readonly FieldFault[] {
    const { needed } = scopesOf(ground, this.#desk.scopes())
    return checkConsent(this.agreed, needed, dayAt(this.#desk.now()))
  }

  /** Nothing is agreed to any more. */
  clear(): void {
    this.#agreed = undefined
  }

  /** They are the enterprise's that was here. */
  clearFacts(): void {
    this.#facts.clear()
  }

  readFacts({ consentId }: Ground): void {
    const connection = this.#desk.form.session?.connection
    const isThere = ['ready', 'loading'].includes(this.#facts.state.kind)
    if (connection && consentId !== undefined && !isThere) void this.#facts.read(connection, consentId)
  }

  view(ground: Ground, scene: LaterScene): TemplateResult {
    const { asked, needed } = scopesOf(ground, this.#desk.scopes())
    return consentStep({
      agreed: this.agreed,
      scopes: asked,
      needed,
      contactName: this.#desk.values(ground).contactName.trim(),
      renewed: ground.renewed,
      today: dayAt(this.#desk.now()),
      facts: this.#facts.state,
      dispute: this.#dispute,
      scene,
      agree: change => this.#agree(change),
      readFacts: () => this.readFacts(ground),
    })
  }

  #agree(change: Partial<ConsentValues>): void {
    this.#agreed = { ...this.agreed, ...change }
    this.#desk.forgive('isContactAgreed' in change ? ['contact'] : Object.keys(change))
  }
}
