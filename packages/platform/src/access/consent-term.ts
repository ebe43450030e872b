/** How long a consent may last. */
import { type LegalDate, legalDateAt } from '../calendar/shanghai-time.js'
import { invalidField } from '../http/problems.js'

const MAX_YEARS = 3

/**
 * @param pointer - where the day stands in the request
 * @param latest - the last day that would do, where it is not the last of three years
 * @throws {PlatformProblem} `invalid_fields` for a day that has passed, and for one that is too far ahead
 */
export function ensureTerm(
  pointer: string,
  until: LegalDate,
  now: Date,
  latest: LegalDate = latestDay(now),
): void {
  const today = legalDateAt(now)
  if (until < today) throw invalidField(pointer, 'too_early', { min: today })
  if (until > latest) throw invalidField(pointer, 'too_late', { max: latest })
}

function latestDay(now: Date): LegalDate {
  const today = legalDateAt(now)
  // As text: 29 February three years on is no day, and every day before it sorts before it.
  return `${Number(today.slice(0, 4)) + MAX_YEARS}${today.slice(4)}`
}
