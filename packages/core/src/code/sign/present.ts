/** Presents a holder-bound code: proves, for the next minute, that whoever shows it holds its key. */
import { QiyemaError } from '../../errors.js'
import { toBase64url, utf8 } from '../format/bytes.js'
import { rebuildText } from '../format/code-text.js'
import {
  credentialSigningInput,
  keyBindingSigningInput,
  nonceText,
  unpackCredential,
} from '../format/credential.js'
import { isIssuerOrigin, writeLink } from '../format/link.js'
import { isRefusal } from '../format/refusal.js'
import { encodeDigits } from '../format/wire.js'
import type { HolderKey } from './holder-key.js'

/** A presentation: good for about a minute. */
export interface PresentedCode {
  /** The text of the square. */
  readonly link: string
  readonly digits: string
  /** The SD-JWT VC with its key-binding JWT. */
  readonly credential: string
  /** Unix seconds. */
  readonly presentedAt: number
  /** Ten digits. */
  readonly nonce: string
}

/** When, and with which number, a code is presented. */
export interface PresentOptions {
  /** Unix seconds; now unless given. */
  readonly at?: number
  /** 0 to 2^30 - 1: what the verifier asked for, or random unless given. */
  readonly nonce?: number
}

/**
 * Presents a holder-bound code.
 *
 * @param code - what `signCode` gave, or its credential text
 * @param key - the holder's, whose public half the code names
 * @throws {QiyemaError} `ERR_CREDENTIAL` for a text that is no holder-bound credential, `ERR_KEY_MISMATCH` for another
 *   holder's, `ERR_PRESENTED_AT` for a moment before its issue, `ERR_NONCE` for a number that does not fit
 * @see RFC 9901, key binding; code format, section 3
 *
 * @example
 * ```ts
 * import { generateHolderKey, presentCode } from '@qiyema/core/present'
 * import { generateIssuerKey, importIssuerKey, signCode } from '@qiyema/core/sign'
 *
 * const issuer = { iss: 'https://qym.example', status: 'https://qym.example/status' }
 * const key = await importIssuerKey(await generateIssuerKey(), issuer)
 * const holder = await generateHolderKey()
 * const request = { uscc: '91330100799655058B', lifetime: '1y', status: { list: 0, index: 1 }, holder: holder.publicJwk } as const
 * const shown = await presentCode(await signCode(request, key), holder)
 * console.log(shown.digits.length) // 456 or near it
 * ```
 */
export async function presentCode(
  code: string | { readonly credential: string },
  key: HolderKey,
  { at = Math.floor(Date.now() / 1000), nonce = randomNonce() }: PresentOptions = {},
): Promise<PresentedCode> {
  const credential = typeof code === 'string' ? code : code.credential
  const unpacked = unpackCredential(credential)
  if (isRefusal(unpacked))
    throw new QiyemaError('ERR_CREDENTIAL', `This is no credential of a code: ${unpacked.detail}.`)
  const { fields, issuer } = unpacked
  const { text } = await rebuildText(fields, credentialSigningInput(fields, issuer))
  if (!fields.holder || fields.presentation || text !== credential || !isIssuerOrigin(issuer.iss))
    throw new QiyemaError(
      'ERR_CREDENTIAL',
      'Only a holder-bound credential, as it was signed, can be presented.',
    )
  if (toBase64url(fields.holder.x) !== key.publicJwk.x || toBase64url(fields.holder.y) !== key.publicJwk.y) {
    throw new QiyemaError('ERR_KEY_MISMATCH', 'This code is bound to the key of another holder.')
  }
  if (!Number.isInteger(at) || at < fields.issuedAt || at - fields.issuedAt >= 2 ** 28) {
    throw new QiyemaError(
      'ERR_PRESENTED_AT',
      'A code is presented at a whole Unix second, not before its issue.',
    )
  }
  if (!Number.isInteger(nonce) || nonce < 0 || nonce >= 2 ** 30) {
    throw new QiyemaError('ERR_NONCE', 'The nonce is a whole number from 0 to 1073741823.')
  }
  const input = await keyBindingSigningInput(credential, { presentedAt: at, nonce })
  const signature = await key.sign(utf8(input))
  const digits = encodeDigits({ ...fields, presentation: { presentedAt: at, nonce, signature } })
  return {
    link: writeLink(issuer.iss, digits),
    digits,
    credential: `${credential}${input}.${toBase64url(signature)}`,
    presentedAt: at,
    nonce: nonceText(nonce),
  }
}

function randomNonce(): number {
  return (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) >>> 2
}
