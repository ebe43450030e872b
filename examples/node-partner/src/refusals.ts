/** Calls that the platform refuses: by the code of the problem, which is stable, and never by its sentence. */
import assert from 'node:assert/strict'
import { ApiError } from '@qiyema/core'

/** The code of the problem that a call is refused with. Whatever else goes wrong is thrown. */
export async function refusalOf(call: PromiseLike<unknown>): Promise<string> {
  const refusal = await call.then(() => undefined, codeOf)
  return refusal ?? assert.fail('It should have been refused, and was not.')
}

/** What a call answers; undefined where it is refused for this reason. */
export async function unlessRefused<Answer>(
  call: PromiseLike<Answer>,
  reason: string,
): Promise<Answer | undefined> {
  return call.then(
    answer => answer,
    (error: unknown) => {
      if (codeOf(error) === reason) return undefined
      throw error
    },
  )
}

function codeOf(error: unknown): string {
  if (error instanceof ApiError && error.problem) return error.problem.code
  throw error
}
