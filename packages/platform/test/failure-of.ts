/** What a call of our client came to, in a word or two that tests can compare. */
import { ApiError } from '@qiyema/core'

/**
 * `none` for a call that succeeded. Else the problem's code, then the members at fault with their codes, or the state and the
 * steps that are possible; for failures without a problem the client's own code.
 */
export async function failureOf(call: PromiseLike<unknown>): Promise<string> {
  try {
    await call
    return 'none'
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    const { problem } = error
    if (!problem) return error.code
    const { code, errors = [], state, possible = [] } = problem
    if (state !== undefined) return `${code} ${state} ${possible.join(' ')}`
    return [code, ...errors.map(fault => `${fault.pointer} ${fault.code}`)].join(' ')
  }
}
