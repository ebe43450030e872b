/** By when a new item is to be in the catalogue: so many working days after its issue, as the county has set. */
import { z } from 'zod'
import type { LegalDate } from '../calendar/shanghai-time.js'
import { addWorkingDays, CalendarUnknownError } from '../calendar/working-days.js'
import { readSetting, SETTINGS } from '../registry/county.js'
import type { Db } from '../store/store.js'

/** What a county has set for policies, among its other settings. */
const policySetting = z.looseObject({
  policies: z
    .looseObject({ catalogueWorkingDays: z.int().min(1).max(365) })
    .default({ catalogueWorkingDays: 7 }),
})

/** The last day; undefined where it runs into a year whose working days are not published, or lies in one. */
export async function catalogueBy(db: Db, issuedOn: LegalDate): Promise<LegalDate | undefined> {
  const setting = await readSetting(db, SETTINGS.county, policySetting)
  const { catalogueWorkingDays } = (setting?.value ?? policySetting.parse({})).policies
  try {
    return addWorkingDays(issuedOn, catalogueWorkingDays)
  } catch (error) {
    if (error instanceof CalendarUnknownError) return undefined
    throw error
  }
}
