/** Industry codes of GB/T 4754-2017: the section letter belongs to the code, and tells whether it is industry. */
import { z } from 'zod'
import file from './tables/industry-sections-2017.json' with { type: 'json' }

const table = z
  .object({
    version: z.string(),
    sections: z.array(z.object({ id: z.string(), firstDivision: z.int(), lastDivision: z.int() })),
    industrialSections: z.array(z.string()),
  })
  .parse(file)

/** The table that this file computes with. */
export const INDUSTRY_TABLE = table.version

/**
 * A code with its section letter, which is added when it was dropped.
 *
 * @param code - a letter and up to four digits, or two to four digits
 * @returns undefined for what is no code, and for a letter that contradicts the division
 *
 * @example
 * ```ts
 * canonicalIndustryCode('3311') // 'C3311'
 * canonicalIndustryCode('B3311') // undefined: division 33 is manufacturing
 * ```
 */
export function canonicalIndustryCode(code: string): string | undefined {
  const match = /^([A-T]?)(\d{0,4})$/.exec(code)
  if (!match) return undefined

  const [, letter = '', digits = ''] = match
  if (digits.length < 2) return letter === '' ? undefined : code
  const section = sectionOfDivision(Number(digits.slice(0, 2)))
  return section === undefined || (letter !== '' && letter !== section) ? undefined : section + digits
}

/** Whether a canonical code is of industry: mining, manufacturing, or the supply of power, gas and water. */
export function isIndustrialCode(canonicalCode: string): boolean {
  return table.industrialSections.includes(canonicalCode.charAt(0))
}

function sectionOfDivision(division: number): string | undefined {
  return table.sections.find(
    ({ firstDivision, lastDivision }) => firstDivision <= division && division <= lastDivision,
  )?.id
}
