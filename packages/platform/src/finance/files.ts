/** Which files are materials of loan applications. */
import type { FileUse } from '../files/sweep.js'

export const materialFiles: FileUse = async (db, hashes) => {
  const rows = await db
    .selectFrom('loan_materials')
    .select('sha256')
    .where('sha256', 'in', [...hashes])
    .execute()
  return rows.flatMap(({ sha256 }) => (sha256 === null ? [] : [sha256]))
}
