/** What an enterprise says of itself. Anyone may read it, and its own people write it. */
import type { Selectable } from 'kysely'
import type { LocalisedText } from '../store/columns.js'
import type { Db } from '../store/store.js'
import type { ProfileTable } from './tables.js'

export type ProfileRow = Selectable<ProfileTable>

/** What is left out stays, and null takes away. */
export interface ProfileChanges {
  readonly contactRole?: string | null | undefined
  readonly phone?: string | null | undefined
  readonly email?: string | null | undefined
  readonly website?: string | null | undefined
  readonly address?: LocalisedText | null | undefined
  readonly products?: readonly string[] | undefined
  readonly strengths?: readonly string[] | undefined
}

/** Undefined while the enterprise has said nothing. */
export async function readProfile(db: Db, enterpriseId: string): Promise<ProfileRow | undefined> {
  return db.selectFrom('profiles').selectAll().where('enterprise_id', '=', enterpriseId).executeTakeFirst()
}

/** The same for who is about to change it, locked against others who are. */
export async function profileToChange(db: Db, enterpriseId: string): Promise<ProfileRow | undefined> {
  return db
    .selectFrom('profiles')
    .selectAll()
    .where('enterprise_id', '=', enterpriseId)
    .forUpdate()
    .executeTakeFirst()
}

/** Changes it, as one more version. */
export async function updateProfile(
  db: Db,
  enterpriseId: string,
  { contactRole, phone, email, website, address, products, strengths }: ProfileChanges,
  now: Date,
): Promise<ProfileRow> {
  await beginProfile(db, enterpriseId, now)
  return db
    .updateTable('profiles')
    .set(({ eb }) => ({
      version: eb('version', '+', 1),
      updated_at: now,
      ...(contactRole !== undefined && { contact_role: contactRole }),
      ...(phone !== undefined && { phone }),
      ...(email !== undefined && { email }),
      ...(website !== undefined && { website }),
      ...(address !== undefined && { address: address && JSON.stringify(address) }),
      ...(products && { products: JSON.stringify(products) }),
      ...(strengths && { strengths: JSON.stringify(strengths) }),
    }))
    .where('enterprise_id', '=', enterpriseId)
    .returningAll()
    .executeTakeFirstOrThrow()
}

async function beginProfile(db: Db, enterpriseId: string, now: Date): Promise<void> {
  await db
    .insertInto('profiles')
    .values({ enterprise_id: enterpriseId, products: '[]', strengths: '[]', version: 0, updated_at: now })
    .onConflict(conflict => conflict.column('enterprise_id').doNothing())
    .execute()
}
