/** Above-scale industrial enterprises (规上工业企业): a test of its own beside the size class. */
import { z } from 'zod'
import { canonicalIndustryCode, isIndustrialCode } from './industry.js'
import file from './tables/above-scale-2011.json' with { type: 'json' }
import { everyTrue, opposite, type Truth } from './three-valued.js'

const table = z
  .object({ version: z.string(), revenueYuan: z.number(), notLegalEntities: z.array(z.string()) })
  .parse(file)

/** The table that this file computes with. */
export const ABOVE_SCALE_TABLE = table.version

/** What is known of an enterprise for this test; revenue is that of its main business in the last year. */
export interface ScaleFigures {
  readonly entityType?: string | undefined
  readonly industryCode?: string | undefined
  readonly revenueYuan?: number | undefined
}

/**
 * Whether it is an industrial legal entity with a revenue of 20 million yuan or more, the bound since 2011.
 * Individual businesses are no legal entities.
 *
 * @returns undefined when something that decides is not known
 *
 * @example
 * ```ts
 * isAboveScale({ entityType: 'company', industryCode: 'C2422', revenueYuan: 20_000_000 }) // true
 * isAboveScale({ industryCode: 'A0412' }) // false, whatever its revenue
 * ```
 */
export function isAboveScale({ entityType, industryCode, revenueYuan }: ScaleFigures): Truth {
  const code = canonicalIndustryCode(industryCode ?? '')
  return everyTrue([
    code === undefined ? undefined : isIndustrialCode(code),
    revenueYuan === undefined ? undefined : revenueYuan >= table.revenueYuan,
    opposite(entityType === undefined ? undefined : table.notLegalEntities.includes(entityType)),
  ])
}
