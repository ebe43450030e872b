/** What a county has set for loans: how many banks may take a need up, and the clocks, in calendar days. */
import { z } from 'zod'
import { readSetting, SETTINGS } from '../registry/county.js'
import type { Db } from '../store/store.js'

const DAY = 24 * 3600 * 1000

const days = z.int().min(1).max(365)

/** What stands where a county has set nothing: the service levels of 绿贷通. */
const terms = z.looseObject({
  places: z.int().min(1).max(10).default(3),
  /** How long a need stands open. */
  openDays: days.default(30),
  /** Needs of one enterprise that stand open at a time. */
  openNeeds: z.int().min(1).max(100).default(5),
  respondDays: days.default(1),
  contactDays: days.default(3),
  decideDays: days.default(9),
  signDays: days.default(30),
})

const setting = z.looseObject({ finance: terms.prefault({}) })

export type Terms = z.output<typeof terms>

export async function readTerms(db: Db): Promise<Terms> {
  const found = await readSetting(db, SETTINGS.county, setting)
  return (found?.value ?? setting.parse({})).finance
}

/** So many times 24 hours later. */
export function daysFrom(moment: Date, count: number): Date {
  return new Date(moment.getTime() + count * DAY)
}

export function earlier(one: Date, other: Date): Date {
  return one < other ? one : other
}
