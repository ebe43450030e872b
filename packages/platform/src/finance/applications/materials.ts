/** Materials: asked for by the bank, supplied by the enterprise, read by both, and by the bank only while it is allowed to. */
import type { Selectable } from 'kysely'
import { ensureConsent } from '../../access/consents.js'
import type { Files } from '../../files/files.js'
import type { Call } from '../../http/handler.js'
import { invalidField, PlatformProblem } from '../../http/problems.js'
import type { Upload } from '../../http/upload.js'
import { newId } from '../../store/ids.js'
import type { Db } from '../../store/store.js'
import type { LoanMaterialTable } from '../tables.js'
import { applicationFor, applicationToChange } from './find.js'
import { ensureHoldsPlace } from './reading.js'
import { type ApplicationRow, ensurePossible } from './steps.js'
import { takeStep } from './take-step.js'
import { isWhole } from './whole-file.js'

export type MaterialRow = Selectable<LoanMaterialTable>
export type MaterialUpload = Upload<'application/pdf' | 'image/png' | 'image/jpeg'>

/** Of one application: an enterprise is not worn down by asking. */
const MAX_MATERIALS = 60

interface MaterialWish {
  readonly name: string
  readonly required: boolean
}

interface MaterialName {
  readonly applicationId: string
  readonly materialId: string
}

/** @throws {PlatformProblem} `invalid_fields` for too many; else as `takeStep` */
export async function askMaterials(
  call: Call,
  {
    applicationId,
    materials,
  }: { readonly applicationId: string; readonly materials: readonly MaterialWish[] },
): Promise<ApplicationRow> {
  const { db, now } = call
  const { application } = await takeStep(call, 'askMaterials', {
    applicationId,
    async change({ id, partner_id, enterprise_id }) {
      const asked = (await materialsOf(db, [id])).length
      if (asked + materials.length > MAX_MATERIALS) throw invalidField('/materials', 'too_many')
      const rows = materials.map(({ name, required }, index) => ({
        id: newId('material', now),
        application_id: id,
        partner_id,
        enterprise_id,
        position: asked + index,
        name,
        is_required: required,
        state: 'asked' as const,
        asked_at: now,
      }))
      await db.insertInto('loan_materials').values(rows).execute()
      return {}
    },
  })
  return application
}

/** @throws {PlatformProblem} `not_found`, `impossible_step`, also for what was supplied already; `file_rejected` for half a file */
export async function supplyMaterial(
  { db, caller, now }: Call,
  { applicationId, materialId, content, contentType, sha256 }: MaterialName & MaterialUpload,
  files: Files,
): Promise<{ readonly application: ApplicationRow; readonly material: MaterialRow }> {
  const { application } = await applicationToChange(db, caller, applicationId)
  const { state } = await materialOf(db, application, materialId)
  ensurePossible('supply', application, now)
  // What the bank has had is not changed under its hands: it can ask for more.
  if (state === 'supplied') throw new PlatformProblem('impossible_step', { state, possible: [] })
  if (!isWhole(contentType, content)) throw new PlatformProblem('file_rejected')
  await files.put(content, sha256)
  const material = await db
    .updateTable('loan_materials')
    .set({ state: 'supplied', supplied_at: now, type: contentType, bytes: content.length, sha256 })
    .where('id', '=', materialId)
    .returningAll()
    .executeTakeFirstOrThrow()
  return { application, material }
}

/** @throws {PlatformProblem} `not_found`, also while it has not been supplied; `consent_ended` for a bank */
export async function readMaterial(
  { db, caller, now }: Call,
  { applicationId, materialId }: MaterialName,
  files: Files,
): Promise<{ readonly material: MaterialRow; readonly content: Uint8Array<ArrayBuffer> }> {
  const application = await applicationFor(db, caller, applicationId)
  const material = await materialOf(db, application, materialId)
  if (caller.kind === 'partner') {
    ensureHoldsPlace(application, now)
    await ensureConsent(db, application.consent_id, now)
  }
  if (material.sha256 === null) throw new PlatformProblem('not_found')
  const content = await files.get(material.sha256)
  if (!content) throw new Error(`The file of ${materialId} is missing or damaged.`)
  return { material, content }
}

/** In the order of asking. */
export async function materialsOf(db: Db, applicationIds: readonly string[]): Promise<MaterialRow[]> {
  return db
    .selectFrom('loan_materials')
    .selectAll()
    .where('application_id', 'in', applicationIds)
    .orderBy('application_id')
    .orderBy('position')
    .execute()
}

async function materialOf(db: Db, { id }: ApplicationRow, materialId: string): Promise<MaterialRow> {
  const row = await db
    .selectFrom('loan_materials')
    .selectAll()
    .where('id', '=', materialId)
    .where('application_id', '=', id)
    .executeTakeFirst()
  if (!row) throw new PlatformProblem('not_found')
  return row
}
