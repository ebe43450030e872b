/** The working-day calendar as data: the yearly notices of the State Council's General Office, and what they leave open. */
import { z } from 'zod'
import { daysAfter, type LegalDate, legalDate } from './shanghai-time.js'
import notice2025 from './tables/2025.json' with { type: 'json' }
import notice2026 from './tables/2026.json' with { type: 'json' }

const yearNotice = z
  .strictObject({
    year: z.int().min(2000).max(2999),
    /** The document, by its number. */
    document: z.string(),
    issuedOn: legalDate,
    /** Days off, weekends among them included, `from` and `to` both off. */
    holidays: z.array(
      z
        .strictObject({
          name: z.strictObject({ zh: z.string(), en: z.string() }),
          from: legalDate,
          to: legalDate,
        })
        .refine(({ from, to }) => from <= to, { error: 'A holiday ends no earlier than it begins.' }),
    ),
    /** Saturdays and Sundays that are worked instead. */
    makeUpWorkdays: z.array(legalDate),
  })
  .refine(({ year, holidays, makeUpWorkdays }) =>
    [...makeUpWorkdays, ...holidays.flatMap(({ from, to }) => [from, to])].every(
      // New Year's holiday sometimes begins in the December before.
      date => date >= `${year - 1}-12` && date <= `${year}-12-31`,
    ),
  )

/** Days that differ from the plain week, for the years that are published. Make one with {@link createCalendar}. */
export interface Calendar {
  readonly years: ReadonlySet<number>
  readonly daysOff: ReadonlySet<LegalDate>
  readonly makeUpWorkdays: ReadonlySet<LegalDate>
  /** The documents it was made from, by year, for the record beside a deadline. */
  readonly documents: readonly string[]
}

/**
 * Puts yearly notices together; each is checked.
 *
 * @param notices - parsed JSON, one a year, in any order; a county may add days of its own in a notice of its own
 * @throws {z.ZodError} when a notice is not of the form
 *
 * @example
 * ```ts
 * const calendar = createCalendar([notice2026, notice2027])
 * ```
 */
export function createCalendar(notices: readonly unknown[]): Calendar {
  const parsed = notices.map(notice => yearNotice.parse(notice)).sort((a, b) => a.year - b.year)
  return {
    years: new Set(parsed.map(({ year }) => year)),
    daysOff: new Set(parsed.flatMap(({ holidays }) => holidays.flatMap(daysOf))),
    makeUpWorkdays: new Set(parsed.flatMap(({ makeUpWorkdays }) => makeUpWorkdays)),
    documents: parsed.map(({ document }) => document),
  }
}

/** The calendar of the whole country for 2025 and 2026. */
export const NATIONAL_CALENDAR = createCalendar([notice2025, notice2026])

function daysOf({ from, to }: { from: LegalDate; to: LegalDate }): LegalDate[] {
  const days: LegalDate[] = []
  for (let day = from; day <= to; day = daysAfter(day, 1)) days.push(day)
  return days
}
