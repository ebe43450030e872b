/** A square as a film for Chromium's fake camera: uncompressed YUV4MPEG2, the code in the middle of a grey wall. */
import { writeFile } from 'node:fs/promises'
import { createSquare } from '@qiyema/core/qr'

const WIDTH = 640
const HEIGHT = 480
const FRAMES = 3
const DARK = 20
const LIGHT = 235
const WALL = 150

export async function writeSquareVideo(file: string, link: string): Promise<void> {
  const square = createSquare(link, 'screen')
  const side = square.modules + 2 * square.quietZone
  const scale = Math.floor((HEIGHT - 20) / side)
  const left = Math.floor((WIDTH - side * scale) / 2)
  const top = Math.floor((HEIGHT - side * scale) / 2)
  const luma = Buffer.alloc(WIDTH * HEIGHT, WALL)
  for (let y = 0; y < side * scale; y++) {
    for (let x = 0; x < side * scale; x++) {
      const row = Math.floor(y / scale) - square.quietZone
      const column = Math.floor(x / scale) - square.quietZone
      const isInside = Math.min(row, column) >= 0 && Math.max(row, column) < square.modules
      luma[(top + y) * WIDTH + left + x] = isInside && square.isDark(row, column) ? DARK : LIGHT
    }
  }
  const chroma = Buffer.alloc((WIDTH * HEIGHT) / 2, 128)
  const frame = Buffer.concat([Buffer.from('FRAME\n'), luma, chroma])
  const header = Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F10:1 Ip A1:1 C420jpeg\n`)
  await writeFile(file, Buffer.concat([header, ...Array.from({ length: FRAMES }, () => frame)]))
}
