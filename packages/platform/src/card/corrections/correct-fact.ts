/** Writes a corrected fact where registers keep it. What follows from it follows by itself: it is computed when it is read. */
import { enterpriseOf } from '../../registry/enterprises.js'
import { readDictionary, writeFact } from '../../registry/facts.js'
import type { EnterpriseTable } from '../../registry/tables.js'
import type { Db } from '../../store/store.js'
import type { CorrectionRow } from './submit.js'

type Corrected = Pick<CorrectionRow, 'enterprise_id' | 'fact_id' | 'claimed'>

/** Facts that are columns of an enterprise's row. */
const COLUMNS = {
  'entity.type': 'entity_type',
  'entity.regionCode': 'region_code',
  'entity.industryCode': 'industry_code',
} as const satisfies Record<string, keyof EnterpriseTable>

/**
 * Corrects it as of now; false where something else must happen first: codes follow the registration status, so that it is
 * changed by the register's own step, and only found here to be right.
 */
export async function correctFact(db: Db, correction: Corrected, now: Date): Promise<boolean> {
  const { enterprise_id: enterpriseId, fact_id: fact, claimed } = correction
  if (fact === 'entity.registrationStatus')
    return (await enterpriseOf(db, enterpriseId)).registration_status === claimed
  if (isColumn(fact)) {
    await db
      .updateTable('enterprises')
      .set({ [COLUMNS[fact]]: String(claimed), updated_at: now })
      .where('id', '=', enterpriseId)
      .execute()
    return true
  }
  if (fact === 'perMu.grade' && (await regrade(db, enterpriseId, String(claimed), now))) return true
  const definition = (await readDictionary(db)).find(({ id }) => id === fact)
  if (definition?.source !== 'warehouse' && definition?.source !== 'warehouse-consented')
    throw new TypeError(`No register keeps ${fact}.`)
  await writeFact(db, { enterpriseId, id: fact, source: definition.source, value: claimed, asOf: now })
  return true
}

function isColumn(fact: string): fact is keyof typeof COLUMNS {
  return Object.hasOwn(COLUMNS, fact)
}

/** An assessment stands before a fact of the same name. */
async function regrade(db: Db, enterpriseId: string, grade: string, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('per_mu_results')
    .set({ grade, as_of: now })
    .where('enterprise_id', '=', enterpriseId)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}
