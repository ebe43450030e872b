/** Pictures from a file, a drop or the clipboard. */
import { chooseCode } from './choose-code.js'
import { readSquares } from './reader.js'

export type PictureProblem = 'none' | 'several' | 'not_picture' | 'too_large' | 'reader'

const MAX_BYTES = 30 * 1024 * 1024

/** The text of the code in a picture, or what is the matter with the picture. */
export async function readPicture(file: Blob): Promise<{ text: string } | { problem: PictureProblem }> {
  if (file.size > MAX_BYTES) return { problem: 'too_large' }
  // Its contents decide, not its name; an SVG could hold more than pixels, and needs not be read here.
  if (file.type === 'image/svg+xml') return { problem: 'not_picture' }
  const answer = await readSquares({ image: file, kind: 'picture' })
  if ('problem' in answer) return answer
  const chosen = chooseCode(answer.texts)
  return typeof chosen === 'object' ? chosen : { problem: chosen }
}

/** The first file that was dropped or pasted. */
export function fileOf(transfer: DataTransfer | null): File | undefined {
  return transfer?.files[0]
}
