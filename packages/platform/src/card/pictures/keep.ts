/** Pictures of a card: added, removed, and read by anyone. */
import { MAX_PICTURE_BYTES, MAX_PICTURES, type PICTURE_TYPES } from '@qiyema/core/contract'
import type { Files } from '../../files/files.js'
import { sha256Hex } from '../../http/digest.js'
import type { Call } from '../../http/handler.js'
import { PlatformProblem } from '../../http/problems.js'
import type { Upload } from '../../http/upload.js'
import { newId } from '../../store/ids.js'
import type { Db } from '../../store/store.js'
import { lockCard } from '../lock-card.js'
import { cardHolder } from '../own-card.js'
import type { PictureRow } from '../picture-answer.js'
import { cleanPicture } from './picture.js'

type PictureUpload = Upload<(typeof PICTURE_TYPES)[number]>

/**
 * @throws {PlatformProblem} `payload_too_large`, `file_rejected`, `limit_reached`
 */
export async function addPicture(
  { db, caller, now }: Call,
  upload: PictureUpload,
  caption: string | undefined,
  files: Files,
): Promise<PictureRow> {
  if (upload.content.length > MAX_PICTURE_BYTES) throw new PlatformProblem('payload_too_large')
  const { content, width, height } = cleanPicture(upload.contentType, upload.content)
  const { id: enterpriseId } = await cardHolder(db, caller)
  await lockCard(db, enterpriseId)
  if ((await countPictures(db, enterpriseId)) >= MAX_PICTURES) throw new PlatformProblem('limit_reached')
  const sha256 = await sha256Hex(content)
  await files.put(content, sha256)
  return db
    .insertInto('card_pictures')
    .values({
      id: newId('picture', now),
      enterprise_id: enterpriseId,
      sha256,
      type: upload.contentType,
      width,
      height,
      caption: caption ?? null,
      added_at: now,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
}

/** @throws {PlatformProblem} `not_found`, also for a picture of somebody else's card */
export async function removePicture({ db, caller }: Call, pictureId: string): Promise<void> {
  const { id: enterpriseId } = await cardHolder(db, caller)
  await lockCard(db, enterpriseId)
  const { numDeletedRows } = await db
    .deleteFrom('card_pictures')
    .where('id', '=', pictureId)
    .where('enterprise_id', '=', enterpriseId)
    .executeTakeFirst()
  // The bytes may be another picture's, too: who names none of them any more is found by the sweep.
  if (numDeletedRows === 0n) throw new PlatformProblem('not_found')
}

export async function readPicture(
  db: Db,
  pictureId: string,
  files: Files,
): Promise<{ readonly picture: PictureRow; readonly content: Uint8Array<ArrayBuffer> }> {
  const picture = await db
    .selectFrom('card_pictures')
    .selectAll()
    .where('id', '=', pictureId)
    .executeTakeFirst()
  if (!picture) throw new PlatformProblem('not_found')
  const content = await files.get(picture.sha256)
  if (!content) throw new Error(`The file of ${pictureId} is missing or damaged.`)
  return { picture, content }
}

async function countPictures(db: Db, enterpriseId: string): Promise<number> {
  const { count } = await db
    .selectFrom('card_pictures')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('enterprise_id', '=', enterpriseId)
    .executeTakeFirstOrThrow()
  return Number(count)
}
