/** From what the registers hold of an enterprise to all facts of the dictionary, those included that are computed. */
import { z } from 'zod'
import { type LegalDate, lastDayOf, legalDate } from '../calendar/shanghai-time.js'
import { ABOVE_SCALE_TABLE, isAboveScale } from './above-scale.js'
import { type FactDictionary, isOfType } from './dictionary.js'
import { type Facts, type FactValue, heldNumber, heldText, heldValue } from './facts.js'
import { canonicalIndustryCode, INDUSTRY_TABLE, isIndustrialCode } from './industry.js'
import { SIZE_CLASSES_2017, sizeClassOf } from './size-class.js'

/** Members of a record whose facts have other names. All other facts lie where their ids say: `ops.employees`. */
const MEMBERS = new Map([
  ['entity.type', 'entityType'],
  ['entity.regionCode', 'regionCode'],
  ['entity.industryCode', 'industryCode'],
  ['entity.registrationStatus', 'registrationStatus'],
])

const object = z.record(z.string(), z.unknown())

/** What facts are derived with. */
export interface Derivation {
  readonly dictionary: FactDictionary
  /** The day for which ages are counted. */
  readonly asOf: LegalDate
  /** What the enterprise says of itself; it stands only where no register holds the fact. */
  readonly declared?: Facts
  /** The grade of the per-mu assessment, when it is graded, and the model it was graded by. */
  readonly perMu?: { readonly grade: string; readonly model: string }
}

/** Facts, and where they stand on more than a register. */
export interface DerivedFacts {
  readonly facts: Facts
  /** The edition of the table that a computed fact was computed with, by fact. */
  readonly tables: Readonly<Record<string, string>>
  /** Facts whose value is not one that their type allows. They count as not known. */
  readonly refused: readonly string[]
}

/**
 * Derives all facts of an enterprise. What cannot be computed is left out rather than guessed.
 *
 * @param record - one enterprise as the county's file has it
 * @throws {z.ZodError} when the record is no object
 *
 * @example
 * ```ts
 * const { facts, tables } = deriveFacts(record, { dictionary, asOf: '2026-01-01' })
 * facts['entity.sizeClass'] // 'small'
 * tables['entity.sizeClass'] // 'size-classes-2017'
 * ```
 */
export function deriveFacts(
  record: unknown,
  { dictionary, asOf, declared = {}, perMu }: Derivation,
): DerivedFacts {
  const members = object.parse(record)
  const held: Record<string, FactValue> = {}
  const refused: string[] = []
  for (const { id, type, source } of dictionary) {
    if (source === 'derived') continue
    const value = memberAt(members, MEMBERS.get(id) ?? id) ?? heldValue(declared, id)
    if (value === undefined) continue
    const settled = id === 'entity.industryCode' ? canonicalIndustryCode(String(value)) : value
    if (isOfType(settled, type)) held[id] = settled
    else refused.push(id)
  }
  if (perMu) held['perMu.grade'] = perMu.grade

  const computed = compute(held, memberAt(members, 'establishedOn'), asOf)
  const known = computed.filter(
    ({ id, value }) => value !== undefined && dictionary.some(entry => entry.id === id),
  )
  return {
    facts: { ...held, ...Object.fromEntries(known.map(({ id, value }) => [id, value])) },
    tables: Object.fromEntries([
      ...known.flatMap(({ id, table }) => (table === undefined ? [] : [[id, table]])),
      ...(perMu ? [['perMu.grade', perMu.model]] : []),
    ]),
    refused,
  }
}

interface Computed {
  readonly id: string
  readonly value: FactValue | undefined
  readonly table?: string
}

function compute(facts: Facts, establishedOn: unknown, asOf: LegalDate): Computed[] {
  const industryCode = heldText(facts, 'entity.industryCode')
  const revenueYuan = heldNumber(facts, 'ops.revenueYuan')
  const employees = heldNumber(facts, 'ops.employees')
  const assetsYuan = heldNumber(facts, 'ops.assetsYuan')
  const rdExpenseYuan = heldNumber(facts, 'ops.rdExpenseYuan')
  const entityType = heldText(facts, 'entity.type')
  return [
    {
      id: 'entity.isIndustrial',
      value: industryCode === undefined ? undefined : isIndustrialCode(industryCode),
      table: INDUSTRY_TABLE,
    },
    { id: 'entity.ageYears', value: completedYears(establishedOn, asOf) },
    {
      id: 'entity.sizeClass',
      value: sizeClassOf({ industryCode, employees, revenueYuan, assetsYuan }).sizeClass,
      table: SIZE_CLASSES_2017.version,
    },
    {
      id: 'entity.aboveScale',
      value: isAboveScale({ entityType, industryCode, revenueYuan }),
      table: ABOVE_SCALE_TABLE,
    },
    {
      id: 'ops.rdIntensity',
      value: revenueYuan && rdExpenseYuan !== undefined ? rdExpenseYuan / revenueYuan : undefined,
    },
  ]
}

/**
 * Years completed on a day. A year ends on the same day of the year, or on the last day of the month where that day
 * is missing (Civil Code, article 202): from 29 February to 28 February.
 */
function completedYears(establishedOn: unknown, asOf: LegalDate): number | undefined {
  const parsed = legalDate.safeParse(establishedOn)
  if (!parsed.success || parsed.data > asOf) return undefined

  const [fromYear = 0, fromMonth = 0, fromDay = 0] = parsed.data.split('-').map(Number)
  const [year = 0, month = 0, day = 0] = asOf.split('-').map(Number)
  const anniversary = Math.min(fromDay, lastDayOf(year, fromMonth))
  const isBefore = month < fromMonth || (month === fromMonth && day < anniversary)
  return year - fromYear - (isBefore ? 1 : 0)
}

function memberAt(members: Readonly<Record<string, unknown>>, path: string): unknown {
  return path.split('.').reduce<unknown>((value, name) => {
    const inner = object.safeParse(value)
    return inner.success && Object.hasOwn(inner.data, name) ? inner.data[name] : undefined
  }, members)
}
