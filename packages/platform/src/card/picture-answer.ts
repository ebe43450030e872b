/** Pictures as cards show them. */
import type { Selectable } from 'kysely'
import type { Card } from './card-of.js'
import type { CardPictureTable } from './tables.js'

export type PictureRow = Selectable<CardPictureTable>

export function pictureAnswer(
  { id, type, width, height, caption }: PictureRow,
  baseUrl: string,
): Card['pictures'][number] {
  return {
    id,
    url: `${baseUrl}/v1/pictures/${id}`,
    type,
    width,
    height,
    ...(caption !== null && { caption }),
  }
}
