/** Policies that another one names by their ids, under their titles. */
import type { Connection } from '@qiyema/core/connection'
import { policy } from '@qiyema/core/operations/policy'
import type { PolicyItem } from './policy.js'

export type Titles = ReadonlyMap<string, PolicyItem['title']>

/** More than this nobody reads the titles of. */
const MOST = 10

/** The titles of those that can be read; one that cannot be is left out, and is no reason to show nothing. */
export async function titlesOf(
  connection: Connection,
  ids: readonly string[],
  signal: AbortSignal,
): Promise<Titles> {
  const { read } = connection.use(policy)
  const wanted = [...new Set(ids)].slice(0, MOST)
  const answers = await Promise.allSettled(wanted.map(policyId => read({ policyId }, { signal })))
  return new Map(
    answers.flatMap(answer => (answer.status === 'fulfilled' ? [[answer.value.id, answer.value.title]] : [])),
  )
}
