/** Which files are pictures of cards. */
import type { FileUse } from '../files/sweep.js'

export const pictureFiles: FileUse = async (db, hashes) => {
  const rows = await db
    .selectFrom('card_pictures')
    .select('sha256')
    .where('sha256', 'in', [...hashes])
    .execute()
  return rows.map(({ sha256 }) => sha256)
}
