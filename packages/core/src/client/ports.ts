/** What a transport is given from outside: the platform's fetch, a clock, chance, and who proves and who traces. */
import type { Fetch, HeaderRecord } from './attempt.js'
import type { RetryBudget } from './retry-budget.js'
import type { Sleep } from './time-limit.js'

/** What the headers of one attempt depend on. */
export interface AuthorisationRequest {
  readonly method: string
  /** Without query. */
  readonly url: string
  /** The last nonce that the platform gave (RFC 9449, section 8). */
  readonly dpopNonce?: string | undefined
  /** What was given for the attempt before, when the platform refused it with 401. */
  readonly refused?: HeaderRecord | undefined
}

/** Gives the headers that prove who calls: asked anew before each attempt. */
export type Authorise = (request: AuthorisationRequest) => HeaderRecord | Promise<HeaderRecord>

/** One attempt, for a trace: nothing in it is secret. */
export interface AttemptEvent {
  readonly method: string
  readonly pathTemplate: string
  /** From 1. */
  readonly attempt: number
  /** Undefined when no answer came. */
  readonly status: number | undefined
  /** An error's code; undefined when the attempt succeeded. */
  readonly code: string | undefined
  readonly requestId: string | undefined
  readonly milliseconds: number
}

export interface TransportHooks {
  /** Told of each attempt. What it throws is dropped: a tracer must not cost an answer. */
  onAttempt?(event: AttemptEvent): void
}

/** How a transport is set up. All but the address has a default. */
export interface TransportOptions {
  /** The platform's address: https, or http on this machine. */
  readonly baseUrl: string
  readonly fetch?: Fetch
  readonly authorise?: Authorise
  /** Milliseconds since 1970. */
  readonly now?: () => number
  /** From 0 up to, but not including, 1. */
  readonly random?: () => number
  readonly sleep?: Sleep
  /** For all attempts of a call together: 60 seconds by default, five minutes for an upload. */
  readonly deadlineMilliseconds?: number
  /** For one attempt with its whole answer: 20 seconds by default; an upload has until the deadline. */
  readonly attemptMilliseconds?: number
  /** By default one for all clients of the process. */
  readonly budget?: RetryBudget
  readonly hooks?: TransportHooks
}

/** What all calls of a transport have in common. */
export interface CallSurroundings {
  readonly fetch: Fetch
  readonly authorise: Authorise | undefined
  readonly now: () => number
  readonly random: () => number
  readonly sleep: Sleep
  readonly budget: RetryBudget
  readonly hooks: TransportHooks
  /** The last DPoP nonce that the platform gave to any call. */
  readonly nonce: { latest: string | undefined }
}

/** Tells a listener of the caller's. What it throws is dropped: it must not cost the call its answer. */
export function tell<Event>(listener: ((event: Event) => void) | undefined, event: Event): void {
  try {
    listener?.(event)
  } catch {}
}
