/** Pictures as cards show them. */

import type { card } from '@qiyema/core/contract'
import type { Selectable } from 'kysely'
import type * as z from 'zod/mini'
import type { CardPictureTable } from './tables.js'

export type PictureRow = Selectable<CardPictureTable>

type PictureAnswer = z.output<typeof card>['pictures'][number]

export function pictureAnswer(
  { id, type, width, height, caption }: PictureRow,
  baseUrl: string,
): PictureAnswer {
  return {
    id,
    url: `${baseUrl}/v1/pictures/${id}`,
    type,
    width,
    height,
    ...(caption !== null && { caption }),
  }
}
