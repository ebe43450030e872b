/** How often somebody may call, counted in this process by caller, and told in `RateLimit` headers. */
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import type { Caller } from '../access/caller.js'
import { PlatformProblem } from './problems.js'

/** So many requests in so many seconds. */
export interface LimitPolicy {
  readonly requests: number
  readonly seconds: number
}

/** By kind of caller; `refused` counts, for one address, requests whose proof did not hold. */
export type LimitPolicies = Readonly<Record<Caller['kind'] | 'refused', LimitPolicy>>

export const LIMIT_POLICIES: LimitPolicies = {
  anyone: { requests: 600, seconds: 60 },
  widget: { requests: 300, seconds: 60 },
  operator: { requests: 300, seconds: 60 },
  officer: { requests: 600, seconds: 60 },
  partner: { requests: 6000, seconds: 60 },
  refused: { requests: 60, seconds: 60 },
}

export interface Limits {
  /**
   * Counts one request of somebody.
   *
   * @param name - tells callers of one kind apart
   * @returns the headers that say what is left
   * @throws {PlatformProblem} `rate_limited`, with `Retry-After` in seconds
   */
  count(kind: keyof LimitPolicies, name: string): Promise<Readonly<Record<string, string>>>
  /** Only looks. @throws {PlatformProblem} `rate_limited` */
  ensureLeft(kind: keyof LimitPolicies, name: string): Promise<void>
}

/**
 * Makes the limits of one process. Behind several, each counts for itself.
 *
 * Headers by draft-ietf-httpapi-ratelimit-headers-10: `RateLimit-Policy: "partner";q=6000;w=60` and
 * `RateLimit: "partner";r=5999;t=60`.
 */
export function createLimits(policies: LimitPolicies = LIMIT_POLICIES): Limits {
  const limiters = new Map(
    Object.entries(policies).map(([kind, { requests, seconds }]) => [
      kind,
      new RateLimiterMemory({ points: requests, duration: seconds }),
    ]),
  )
  return {
    async count(kind, name) {
      try {
        const counted = await limiters.get(kind)?.consume(name)
        return counted ? headersOf(kind, policies[kind], counted) : {}
      } catch (refusal) {
        if (refusal instanceof RateLimiterRes) throw exhausted(kind, policies[kind], refusal)
        throw refusal
      }
    },
    async ensureLeft(kind, name) {
      const counted = await limiters.get(kind)?.get(name)
      if (counted && counted.consumedPoints >= policies[kind].requests)
        throw exhausted(kind, policies[kind], counted)
    },
  }
}

function exhausted(kind: string, policy: LimitPolicy, counted: RateLimiterRes): PlatformProblem {
  const headers = { ...headersOf(kind, policy, counted), 'retry-after': String(secondsLeft(counted)) }
  return new PlatformProblem('rate_limited', { headers })
}

function headersOf(kind: string, { requests, seconds }: LimitPolicy, counted: RateLimiterRes) {
  return {
    'ratelimit-policy': `"${kind}";q=${requests};w=${seconds}`,
    ratelimit: `"${kind}";r=${Math.max(0, counted.remainingPoints)};t=${secondsLeft(counted)}`,
  }
}

function secondsLeft({ msBeforeNext }: RateLimiterRes): number {
  return Math.max(1, Math.ceil(msBeforeNext / 1000))
}
