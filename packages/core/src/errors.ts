/**
 * The one class of error this package throws. Verification and parsing return outcomes; what is thrown is
 * misuse by the calling program or a fault of its surroundings, and says in its sentence what to do.
 */

/** Every code a {@link QiyemaError} may carry. Codes are stable; sentences are not. */
export type QiyemaErrorCode =
  | 'ERR_USCC'
  | 'ERR_NAME'
  | 'ERR_LIFETIME'
  | 'ERR_ISSUED_AT'
  | 'ERR_STATUS_INDEX'
  | 'ERR_STATUS_LIST'
  | 'ERR_ISSUER'
  | 'ERR_OUT_OF_REGION'
  | 'ERR_KEY'
  | 'ERR_KEY_MISMATCH'
  | 'ERR_UNSUPPORTED_ALG'
  | 'ERR_SIGNATURE'
  | 'ERR_HOLDER'
  | 'ERR_CREDENTIAL'
  | 'ERR_PRESENTED_AT'
  | 'ERR_NONCE'
  | 'ERR_TRUST_LIST'
  | 'ERR_TRUST_CONFLICT'
  | 'ERR_SQUARE'
  | 'ERR_STORE'
  | 'ERR_FETCH'
  | 'ERR_OPTIONS'
  | 'ERR_PROBLEM'
  | 'ERR_NETWORK'
  | 'ERR_TIMEOUT'
  | 'ERR_ABORTED'
  | 'ERR_ANSWER'
  | 'ERR_TOO_LARGE'
  | 'ERR_SESSION'
  | 'ERR_WEBHOOK_HEADER'
  | 'ERR_WEBHOOK_TIMESTAMP'
  | 'ERR_WEBHOOK_SIGNATURE'
  | 'ERR_WEBHOOK_REPLAYED'
  | 'ERR_WEBHOOK_BODY'

/** Plain values that place the fault: a position, a limit, the member that was wrong. Never a key or a token. */
export type QiyemaErrorData = Readonly<Record<string, string | number | boolean>>

/**
 * An error with a stable code, a sentence to act on, and plain data.
 *
 * @example
 * ```ts
 * import { createSquare, QiyemaError } from '@qiyema/core/qr'
 *
 * try {
 *   createSquare('not a link')
 * } catch (error) {
 *   if (error instanceof QiyemaError && error.code === 'ERR_SQUARE') console.log(error.message)
 *   else throw error
 * }
 * ```
 */
export class QiyemaError extends Error {
  override readonly name: string = 'QiyemaError'
  /** Says which error this is, for programs. */
  readonly code: QiyemaErrorCode
  /** Plain values that place the fault. */
  readonly data: QiyemaErrorData

  constructor(code: QiyemaErrorCode, message: string, data: QiyemaErrorData = {}) {
    super(message)
    this.code = code
    this.data = data
  }
}
