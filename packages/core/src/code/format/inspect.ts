/** Reads what a code says without believing it: for logs, support desks and the curious. */
import { readCode } from './code-text.js'
import { nonceText } from './credential.js'
import { LIFETIMES, type Lifetime, secondsOfClass } from './lifetime.js'
import { isRefusal, type Refusal } from './refusal.js'

/** What a code says of itself. Anyone can write this: nothing of it was verified. Times are Unix seconds. */
export interface InspectedCode {
  readonly form: 'link' | 'digits' | 'text'
  /** The host the link leads to. */
  readonly host?: string
  readonly uscc: string
  readonly name?: string
  readonly issuedAt: number
  readonly expiresAt: number
  readonly lifetime: Lifetime
  readonly status: { readonly list: number; readonly index: number }
  /** The first 32 bits of the key id, as eight hexadecimal digits. */
  readonly kidPrefix: string
  readonly isHolderBound: boolean
  readonly presentedAt?: number
  /** Ten digits. */
  readonly nonce?: string
}

/**
 * Reads a link, digits or SD-JWT text as far as the format goes. It checks no signature, no trust and no clock: use
 * `createVerifier` of `@qiyema/core/verify` for anything that matters.
 *
 * @returns what the code says, or why it is none. Never throws.
 *
 * @example
 * ```ts
 * import { inspectCode } from '@qiyema/core/inspect'
 *
 * const inspected = await inspectCode('https://QYM.EXAMPLE/Q/12345')
 * console.log('refusal' in inspected && inspected.refusal) // malformed
 * ```
 */
export async function inspectCode(text: unknown): Promise<InspectedCode | Refusal> {
  const read = await readCode(text)
  if (isRefusal(read)) return read
  const { fields, host, claimed } = read
  const { name, presentation } = fields
  return {
    form: claimed ? 'text' : host === undefined ? 'digits' : 'link',
    ...(host !== undefined && { host }),
    uscc: fields.uscc,
    ...(name !== undefined && { name }),
    issuedAt: fields.issuedAt,
    expiresAt: fields.issuedAt + secondsOfClass(fields.lifetimeClass),
    lifetime: LIFETIMES[fields.lifetimeClass] ?? '1m',
    status: { list: fields.list, index: fields.index },
    kidPrefix: fields.kidPrefix.toString(16).padStart(8, '0'),
    isHolderBound: presentation !== undefined,
    ...(presentation && { presentedAt: presentation.presentedAt, nonce: nonceText(presentation.nonce) }),
  }
}
