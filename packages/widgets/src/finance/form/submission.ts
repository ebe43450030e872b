/** Sends a need so that it is filed once, whatever happens between the press of the button and the platform's answer. */
import { ApiError, type Connection } from '@qiyema/core/connection'
import { finance } from '@qiyema/core/operations/finance'
import { type DraftSubject, nameFor } from '../../shared/drafts/draft-subject.js'
import { IntentKeeper, isRepeatable, type KeptIntent } from '../../shared/drafts/kept-intent.js'
import type { Vault } from '../../shared/drafts/vault.js'
import { isSignedOut, type ShownProblem } from '../../shared/problem.js'
import type { QymElement } from '../../shared/qym-element.js'
import type { Need, NeedInput, RepostInput } from './need-values.js'

/** What is to be filed: a need, or one that is posted again. */
export type Wish =
  | { readonly operation: 'submit'; readonly input: NeedInput }
  | { readonly operation: 'repost'; readonly input: RepostInput }

/**
 * How it stands.
 *
 * - `none` – nothing has been sent, or the platform has refused it
 * - `busy` – on its way, or being looked for
 * - `unanswered` – sent, and nobody here knows what became of it
 * - `sent` – filed; `isFound` where that came out later
 */
export type SubmissionState =
  | { readonly kind: 'none' }
  | { readonly kind: 'busy' }
  | {
      readonly kind: 'unanswered'
      readonly wish: Wish
      readonly begunAt: number
      readonly canRepeat: boolean
    }
  | { readonly kind: 'sent'; readonly need: Need; readonly isFound: boolean }

export interface SubmissionOptions {
  readonly vault: Vault
  now(): number
  /** The words of an error are the element's. */
  problemFrom(error: unknown): ShownProblem
}

/** A page that was reloaded in the middle goes on by itself; later the person is asked. */
const RESUMED_MILLISECONDS = 15 * 60 * 1000
/** Clocks of pages and platforms are this close, or no call would be accepted. */
const CLOCK_MILLISECONDS = 5 * 60 * 1000

/** Refusals in which the platform says nothing of the intent itself. */
const SAY_NOTHING = [
  'idempotency_in_progress',
  'wrong_origin',
  'component_not_granted',
  'unsupported_version',
]

export class Submission {
  readonly #host: QymElement
  readonly #options: SubmissionOptions
  #keeper: IntentKeeper | undefined
  #state: SubmissionState = { kind: 'none' }

  constructor(host: QymElement, options: SubmissionOptions) {
    this.#host = host
    this.#options = options
  }

  get state(): SubmissionState {
    return this.#state
  }

  /** Looks for an intent that nobody knows the outcome of. */
  async open(subject: DraftSubject): Promise<void> {
    this.#keeper = new IntentKeeper(this.#options.vault, nameFor('intent', subject))
    if (this.#state.kind === 'busy' || this.#state.kind === 'sent') return
    const intent = await this.#keeper.unanswered()
    this.#show(intent ? this.#unanswered(intent) : { kind: 'none' })
  }

  /** Whether it was interrupted just now, so that going on is what the person expects. */
  get isInterrupted(): boolean {
    return (
      this.#state.kind === 'unanswered' && this.#options.now() - this.#state.begunAt < RESUMED_MILLISECONDS
    )
  }

  /** Begins anew, after a need was filed. */
  reset(): void {
    this.#show({ kind: 'none' })
  }

  /** @returns why it was refused; undefined for any other outcome, which {@link state} tells */
  send(wish: Wish): Promise<ShownProblem | undefined> {
    return this.#once(async (connection, keeper) => {
      const intent = await keeper.begin(wish, this.#options.now())
      if (JSON.stringify(intent.body) === JSON.stringify(wish))
        return this.#deliver(connection, keeper, intent)
      // Another page has left one of another body, whose outcome comes first.
      this.#show(this.#unanswered(intent))
      return undefined
    })
  }

  /** Sends the unanswered intent again: the same body with the same key. */
  resume(): Promise<ShownProblem | undefined> {
    return this.#once(async (connection, keeper) => {
      const intent = await keeper.unanswered()
      // Another page of this site has learnt the outcome meanwhile.
      return intent ? this.#deliver(connection, keeper, intent) : this.#find(connection, keeper, this.#last)
    })
  }

  /** Looks among the enterprise's needs whether the unanswered intent was filed. If not, it is given up. */
  look(): Promise<ShownProblem | undefined> {
    return this.#once(async (connection, keeper) =>
      this.#find(connection, keeper, (await keeper.unanswered()) ?? this.#last),
    )
  }

  #last: KeptIntent | undefined

  /** One at a time: a second press finds it busy. */
  async #once(
    work: (connection: Connection, keeper: IntentKeeper) => Promise<ShownProblem | undefined>,
  ): Promise<ShownProblem | undefined> {
    const keeper = this.#keeper
    const connection = this.#host.session?.connection
    if (this.#state.kind === 'busy' || !keeper || !connection) return undefined
    this.#show({ kind: 'busy' })
    return keeper.alone(() => work(connection, keeper))
  }

  async #deliver(
    connection: Connection,
    keeper: IntentKeeper,
    intent: KeptIntent,
  ): Promise<ShownProblem | undefined> {
    this.#last = intent
    const wish = wishOf(intent)
    if (!isRepeatable(intent, this.#options.now())) return this.#find(connection, keeper, intent)
    const { needs } = connection.use(finance)
    const { idempotencyKey } = intent
    try {
      const need =
        wish.operation === 'submit'
          ? await needs.submit(wish.input, { idempotencyKey })
          : await needs.repost(wish.input, { idempotencyKey })
      await keeper.settle()
      this.#show({ kind: 'sent', need, isFound: false })
      return undefined
    } catch (error) {
      if (isRefusal(error)) await keeper.settle()
      return this.#fail(error, isRefusal(error) ? undefined : intent)
    }
  }

  async #find(
    connection: Connection,
    keeper: IntentKeeper,
    intent: KeptIntent | undefined,
  ): Promise<ShownProblem | undefined> {
    if (!intent) {
      this.#show({ kind: 'none' })
      return undefined
    }
    try {
      const need = await findFiled(connection, intent)
      await keeper.settle()
      this.#show(need ? { kind: 'sent', need, isFound: true } : { kind: 'none' })
      return undefined
    } catch (error) {
      return this.#fail(error, intent)
    }
  }

  #fail(error: unknown, intent: KeptIntent | undefined): ShownProblem {
    this.#show(intent ? this.#unanswered(intent) : { kind: 'none' })
    if (isSignedOut(error)) this.#host.session?.reportLost()
    return this.#options.problemFrom(error)
  }

  #unanswered(intent: KeptIntent): SubmissionState {
    this.#last = intent
    const { begunAt } = intent
    return {
      kind: 'unanswered',
      wish: wishOf(intent),
      begunAt,
      canRepeat: isRepeatable(intent, this.#options.now()),
    }
  }

  #show(state: SubmissionState): void {
    this.#state = state
    this.#host.requestUpdate()
  }
}

/** The platform has looked at this intent and said no, so that nothing was filed. */
function isRefusal(error: unknown): boolean {
  if (!(error instanceof ApiError) || error.code !== 'ERR_PROBLEM') return false
  const { status = 500, problem } = error
  const isFinal = status >= 400 && status < 500 && ![401, 408, 425, 429].includes(status)
  return isFinal && !SAY_NOTHING.includes(problem?.code ?? '')
}

/** Among the needs since then, the one that says the same. */
async function findFiled(connection: Connection, intent: KeptIntent): Promise<Need | undefined> {
  const wish = wishOf(intent)
  for await (const need of connection.use(finance).needs.list()) {
    if (Date.parse(need.postedAt) < intent.begunAt - CLOCK_MILLISECONDS) return undefined
    if (isOf(wish, need)) return need
  }
  return undefined
}

function isOf(wish: Wish, need: Need): boolean {
  if (wish.operation === 'repost') return need.repostOf === wish.input.needId
  const { amount, tenorMonths, purpose, products = [] } = wish.input
  return (
    need.amount.amountFen === amount.amountFen &&
    need.tenorMonths === tenorMonths &&
    need.purpose === purpose &&
    need.products.join() === products.join()
  )
}

/** A kept intent is sealed with our own key, so that its body is what {@link Submission.send} was given. */
function wishOf({ body }: KeptIntent): Wish {
  return body as Wish
}
