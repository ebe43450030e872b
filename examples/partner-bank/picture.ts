// `npm run pictures -w docs`: the page of the bank that both READMEs show, with a widget in it, into docs/public/.
import { writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { PATIENCE_MS, untilDrawn } from './test/support/drawn.ts'
import { encodeWithPalette } from './test/support/palette-png.ts'
import { openStage, signInAsCustomer, type Visitor } from './test/support/stage.ts'

const PATH = fileURLToPath(new URL('../../docs/public/bank.png', import.meta.url))
const VIEWPORT = { width: 1280, height: 840 }

const stage = await openStage()
try {
  const visitor = await stage.visit({ viewport: VIEWPORT, colorScheme: 'light' })
  await signInAsCustomer(visitor, /芯澜/)
  await visitor.page.goto(`${stage.origin}/`)
  await untilDrawn(visitor.page)
  const picture = await visitor.page.screenshot({ timeout: PATIENCE_MS })
  await writeFile(PATH, encodeWithPalette(await pixelsOf(visitor, picture), VIEWPORT.width))
} finally {
  await stage.close()
}
console.log(`The picture is ${PATH}`)

/** Red, green, blue and opacity of each point, as the browser reads the picture that it has made. */
async function pixelsOf({ context }: Visitor, picture: Buffer): Promise<Uint8Array> {
  const page = await context.newPage()
  const pixels = await page.evaluate(async source => {
    const image = new Image()
    image.src = `data:image/png;base64,${source}`
    await image.decode()
    const canvas = new OffscreenCanvas(image.width, image.height)
    const drawing = canvas.getContext('2d')
    if (!drawing) throw new Error('There is nothing to draw on.')
    drawing.drawImage(image, 0, 0)
    return Array.from(drawing.getImageData(0, 0, image.width, image.height).data)
  }, picture.toString('base64'))
  return Uint8Array.from(pixels)
}
