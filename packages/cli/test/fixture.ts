/** The vector set of the code format, which core keeps. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Outcome } from '@qiyema/core/verify'

export interface VectorFile {
  readonly now: number
  readonly trust: object
  readonly trustJwt: string
  readonly trustRoot: object
  readonly statusLists: Readonly<Record<string, string>>
  readonly cases: readonly {
    readonly id: string
    readonly at: number
    readonly text: string
    readonly expect: {
      readonly outcome: Outcome | readonly Outcome[]
      readonly sub?: string
      readonly name?: string
    }
  }[]
}

export const vectorPath = fileURLToPath(new URL('../../core/test/fixtures/qym1.json', import.meta.url))
export const vectors: VectorFile = JSON.parse(readFileSync(vectorPath, 'utf8'))
export const photoPath = fileURLToPath(new URL('./fixtures/photo.jpg', import.meta.url))

export function caseNamed(id: string): VectorFile['cases'][number] {
  const found = vectors.cases.find(vector => vector.id === id)
  if (!found) throw new Error(`The vectors have no case ${id}.`)
  return found
}
