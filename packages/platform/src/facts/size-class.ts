/** Large, medium, small or micro, by the statistical method of 2017: every lower bound must be met, else it falls a class. */
import { z } from 'zod'
import { canonicalIndustryCode } from './industry.js'
import file from './tables/size-classes-2017.json' with { type: 'json' }
import { everyTrue, type Truth } from './three-valued.js'

const FALLING = ['large', 'medium', 'small'] as const
const FIGURES = ['employees', 'revenue', 'assets'] as const

/** Money in the table is in 万元. */
const WAN = 10_000

const bounds = z.strictObject({
  employees: z.number().optional(),
  revenue: z.number().optional(),
  assets: z.number().optional(),
})

const sizeClassTable = z.object({
  classes: z.array(
    z.object({
      id: z.string(),
      industryPrefixes: z.array(z.string()),
      bounds: z.strictObject({ large: bounds, medium: bounds, small: bounds }),
    }),
  ),
})

/** Bounds by industry, with the name of their edition. */
export type SizeClassTable = z.infer<typeof sizeClassTable> & { readonly version: string }

/** The table of the National Bureau of Statistics of 2017. */
export const SIZE_CLASSES_2017: SizeClassTable = {
  version: 'size-classes-2017',
  ...sizeClassTable.parse(file),
}

export type SizeClass = (typeof FALLING)[number] | 'micro'

/** What is known of an enterprise's size. Staff are those on post, dispatched ones included, outsourced ones not. */
export interface SizeFigures {
  readonly industryCode?: string | undefined
  readonly employees?: number | undefined
  readonly revenueYuan?: number | undefined
  readonly assetsYuan?: number | undefined
}

/** The class with the row that decided, or the figures that must be known first. */
export type SizeClassResult =
  | { readonly sizeClass: SizeClass; readonly industry: string; readonly table: string }
  | {
      readonly sizeClass: undefined
      readonly missing: readonly (keyof SizeFigures)[]
      readonly table: string
    }

/**
 * Finds the size class. A figure that is not known is asked for only where it decides: an industrial enterprise with
 * a revenue of two million yuan is micro whatever its staff.
 *
 * @see 统计上大中小微型企业划分办法(2017)
 *
 * @example
 * ```ts
 * sizeClassOf({ industryCode: 'C3983', employees: 240, revenueYuan: 186_000_000 }).sizeClass // 'small'
 * sizeClassOf({ industryCode: 'C3983', revenueYuan: 186_000_000 }) // missing: ['employees']
 * ```
 */
export function sizeClassOf(
  figures: SizeFigures,
  table: SizeClassTable = SIZE_CLASSES_2017,
): SizeClassResult {
  const { version } = table
  const row = rowOf(figures.industryCode, table)
  if (!row) return { sizeClass: undefined, missing: ['industryCode'], table: version }

  for (const sizeClass of FALLING) {
    const reached = FIGURES.map(figure => reaches(figures, figure, row.bounds[sizeClass][figure]))
    const truth = everyTrue(reached)
    if (truth === true) return { sizeClass, industry: row.id, table: version }
    if (truth === undefined) {
      const missing = FIGURES.filter((_, index) => reached[index] === undefined).map(memberOf)
      return { sizeClass: undefined, missing, table: version }
    }
  }
  return { sizeClass: 'micro', industry: row.id, table: version }
}

function rowOf(industryCode: string | undefined, table: SizeClassTable) {
  const code = canonicalIndustryCode(industryCode ?? '')
  if (code === undefined) return undefined

  const reach = (prefixes: readonly string[]) =>
    Math.max(...prefixes.map(prefix => (prefix === '*' ? 0 : code.startsWith(prefix) ? prefix.length : -1)))
  return table.classes
    .filter(({ industryPrefixes }) => reach(industryPrefixes) >= 0)
    .sort((a, b) => reach(b.industryPrefixes) - reach(a.industryPrefixes))[0]
}

function reaches(figures: SizeFigures, figure: (typeof FIGURES)[number], bound: number | undefined): Truth {
  if (bound === undefined) return true
  const held = figures[memberOf(figure)]
  return held === undefined ? undefined : held >= bound * (figure === 'employees' ? 1 : WAN)
}

function memberOf(figure: (typeof FIGURES)[number]) {
  return figure === 'employees' ? figure : (`${figure}Yuan` as const)
}
