/** Why a need was not taken, and what to do: in the form's own words where it knows the reason, else as all widgets say it. */
import type { ShownProblem } from '../../shared/problem.js'
import { problemWords } from '../../shared/states.js'
import type { LaterScene } from './scene.js'

export function refusalWords(
  problem: ShownProblem,
  { words, shared }: LaterScene,
): { title: string; advice: string } {
  const advice = adviceFor(problem, words)
  return advice === undefined ? problemWords(shared, problem) : { title: shared.refusedTitle, advice }
}

function adviceFor({ code, detail, fields }: ShownProblem, words: LaterScene['words']): string | undefined {
  switch (code) {
    case 'limit_reached':
      return words.refusedLimit
    case 'enterprise_closed':
      return words.refusedClosed
    case 'impossible_step':
      return words.refusedStep
    case 'forbidden':
      // The platform says what is missing, such as a code that has not been claimed.
      return detail
    case 'invalid_fields':
    case 'outside_product':
      return fields.some(({ code: fault }) => fault === 'not_offered') ? words.refusedProduct : undefined
    default:
      return undefined
  }
}
