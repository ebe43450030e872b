/** What a county sets for itself, by name. Each setting is data with a version, and a county changes it without code. */
import type { z } from 'zod'
import type { Db } from '../store/store.js'

/** Names of settings that the platform itself reads. */
export const SETTINGS = { county: 'county', scopes: 'consent-scopes', perMuModel: 'per-mu-model' } as const

/** A setting with its version; undefined where the county has not made it. */
export async function readSetting<Schema extends z.ZodType>(
  db: Db,
  name: string,
  schema: Schema,
): Promise<{ readonly version: string; readonly value: z.output<Schema> } | undefined> {
  const row = await db
    .selectFrom('county_settings')
    .select(['version', 'value'])
    .where('name', '=', name)
    .executeTakeFirst()
  return row && { version: row.version, value: schema.parse(row.value) }
}

/** Sets it, in the place of what stood there. */
export async function writeSetting(db: Db, name: string, version: string, value: unknown): Promise<void> {
  const row = { version, value: JSON.stringify(value) }
  await db
    .insertInto('county_settings')
    .values({ name, ...row })
    .onConflict(conflict => conflict.column('name').doUpdateSet(row))
    .execute()
}
