/** The example that every implementation of Standard Webhooks carries, and how a verifier judges a message. */
import { QiyemaError } from '../src/errors.js'

export const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
export const AT = 1_614_265_330
export const ID = 'msg_p5jXN8AQM9LWM0D4loKWxJek'
export const BODY = '{"test": 2432232314}'
export const HEADERS = {
  'webhook-id': ID,
  'webhook-timestamp': String(AT),
  'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
}

export const clockAt = (seconds: number) => ({ now: () => seconds * 1000 })
export const at = clockAt(AT)

/** The code of the error; undefined when it was taken for real. */
export async function refusal(verifying: Promise<unknown>): Promise<string | undefined> {
  try {
    await verifying
    return undefined
  } catch (error) {
    if (error instanceof QiyemaError) return error.code
    throw error
  }
}
