/** By when an application of a day is decided: what a department promises, counted in working days. */
import { type LegalDate, legalDateAt, momentOf } from '../calendar/shanghai-time.js'
import { addWorkingDays, CalendarUnknownError } from '../calendar/working-days.js'
import { PlatformProblem } from '../http/problems.js'
import { windowAt } from '../rules/window.js'
import type { Policy } from './find.js'
import { PARTS } from './item.js'
import { daysOf, validityAt } from './validity.js'

/**
 * @throws {PlatformProblem} `not_found` where nothing is promised, `window_closed` for a day on which nobody can apply,
 *   `calendar_unknown` past the last year whose holidays are published
 */
export function promiseOf(policy: Policy, now: Date, on: LegalDate = legalDateAt(now)) {
  const { promiseWorkingDays: workingDays, ...item } = policy.item
  if (workingDays === undefined) throw new PlatformProblem('not_found')
  const isHad = ['in-force', 'upcoming'].includes(validityAt(policy, now))
  // At noon: a day counts when the window is open in the middle of it.
  const { isOpen } = windowAt(PARTS.window.parse(item.window), momentOf(on, '12:00'), daysOf(item))
  if (!isHad || !isOpen) throw new PlatformProblem('window_closed')
  return { policyId: policy.id, appliedOn: on, workingDays, promisedBy: workingDay(on, workingDays) }
}

function workingDay(from: LegalDate, workingDays: number): LegalDate {
  try {
    return addWorkingDays(from, workingDays)
  } catch (error) {
    if (!(error instanceof CalendarUnknownError)) throw error
    throw new PlatformProblem('calendar_unknown', {
      detail: {
        'zh-CN': `${error.year} 年的工作日安排尚未公布`,
        en: `The working days of ${error.year} are not published yet.`,
      },
    })
  }
}
