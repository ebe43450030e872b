/**
 * An intent that outlives its page: the key and the exact body are kept before the first send, until the platform's word on
 * it is known. So a double press, a lost answer, a reload and a crash come to one effect.
 */
import { newIdempotencyKey } from '@qiyema/core/connection'
import type { Vault } from './vault.js'

export interface KeptIntent {
  readonly idempotencyKey: string
  /** What is sent, to the letter. */
  readonly body: unknown
  /** Milliseconds since 1970. */
  readonly begunAt: number
}

/** Platforms know a key for 24 hours; an hour is left for clocks. After that the same key would be another intent. */
const REPEATABLE_MILLISECONDS = 23 * 3600 * 1000

/** Whether sending it again is still the same intent to the platform. */
export function isRepeatable({ begunAt }: KeptIntent, now: number): boolean {
  return now - begunAt < REPEATABLE_MILLISECONDS
}

/** The one intent of a form of one enterprise. */
export class IntentKeeper {
  readonly #vault: Vault
  readonly #name: string

  /** @param name - by `nameFor('intent', subject)` */
  constructor(vault: Vault, name: string) {
    this.#vault = vault
    this.#name = name
  }

  /** The intent whose outcome nobody here knows yet. */
  async unanswered(): Promise<KeptIntent | undefined> {
    return intentOf(await this.#vault.read(this.#name))
  }

  /**
   * Keeps a new intent. While an earlier one is unanswered there is none: its outcome comes first, whatever the body is now.
   *
   * @returns the intent that is to be sent, new or earlier
   */
  async begin(body: unknown, now: number): Promise<KeptIntent> {
    const earlier = await this.unanswered()
    if (earlier) return earlier
    const intent = { idempotencyKey: newIdempotencyKey(), body, begunAt: now }
    await this.#vault.write(this.#name, intent)
    return intent
  }

  /** The platform's word on it is known. */
  async settle(): Promise<void> {
    await this.#vault.remove(this.#name)
  }

  /** Runs while no other page of this site does the same; browsers without locks have only this page's own care. */
  async alone<Result>(work: () => Promise<Result>): Promise<Result> {
    const { locks } = navigator
    return locks ? await locks.request(this.#name, work) : await work()
  }
}

function intentOf(value: unknown): KeptIntent | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  if (!('idempotencyKey' in value) || !('body' in value) || !('begunAt' in value)) return undefined
  const { idempotencyKey, body, begunAt } = value
  if (typeof idempotencyKey !== 'string' || typeof begunAt !== 'number') return undefined
  return { idempotencyKey, body, begunAt }
}
