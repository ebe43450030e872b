/** Squares in a browser: what is drawn loads as a picture of the right size, with every module where it belongs. */
import { afterEach, describe, expect, test } from 'vitest'
import { createSquare, renderDataUrl, renderPng, renderSvg, type Square } from './qr.js'

const LINK = `https://QYM.EXAMPLE/Q/1${'0123456789'.repeat(21).slice(0, 206)}`

const addresses: string[] = []
afterEach(() => {
  for (const address of addresses.splice(0)) URL.revokeObjectURL(address)
})

function addressOf(content: string | Uint8Array<ArrayBuffer>, type: string): string {
  const address = URL.createObjectURL(new Blob([content], { type }))
  addresses.push(address)
  return address
}

async function load(src: string): Promise<HTMLImageElement> {
  const image = new Image()
  image.src = src
  await image.decode()
  return image
}

/** The modules that are not as the square has them, looked at in the middle of each, quiet zone included. */
function wrongModules(image: HTMLImageElement, square: Square, scale: number): string[] {
  const side = square.modules + 2 * square.quietZone
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = side * scale
  const context = canvas.getContext('2d')
  if (!context) throw new Error('no canvas')
  context.drawImage(image, 0, 0, canvas.width, canvas.height)
  const { data } = context.getImageData(0, 0, canvas.width, canvas.height)
  const wrong: string[] = []
  for (let row = -4; row < square.modules + 4; row++) {
    for (let column = -4; column < square.modules + 4; column++) {
      const isInside = [row, column].every(place => place >= 0 && place < square.modules)
      const [x, y] = [(column + 4.5) * scale, (row + 4.5) * scale]
      const pixel = data.subarray(4 * (Math.floor(y) * canvas.width + Math.floor(x))).subarray(0, 4)
      const grey = isInside && square.isDark(row, column) ? 0 : 255
      if (pixel.join() !== `${grey},${grey},${grey},255`) wrong.push(`${row} ${column}: ${pixel}`)
    }
  }
  return wrong
}

describe.each(['screen', 'print', 'outdoor'] as const)('a square for %s', use => {
  const square = createSquare(LINK, use)
  const side = square.modules + 8

  test.each([1, 5, 8])('loads from a data URL at %i pixels a module', async scale => {
    const image = await load(await renderDataUrl(square, { scale }))
    expect([image.naturalWidth, image.naturalHeight]).toEqual([side * scale, side * scale])
    expect(wrongModules(image, square, scale)).toEqual([])
  })

  test('loads from a PNG file', async () => {
    const png = new Uint8Array(await renderPng(square, { scale: 3 }))
    const image = await load(addressOf(png, 'image/png'))
    expect([image.naturalWidth, image.naturalHeight]).toEqual([side * 3, side * 3])
    expect(wrongModules(image, square, 3)).toEqual([])
  })

  test('loads from an SVG file, in its printed size', async () => {
    const image = await load(addressOf(renderSvg(square), 'image/svg+xml'))
    const pixels = Math.round((square.minimumMillimetres / 25.4) * 96)
    expect(Math.abs(image.naturalWidth - pixels)).toBeLessThanOrEqual(1)
    expect(image.naturalHeight).toBe(image.naturalWidth)
    expect(wrongModules(image, square, 10)).toEqual([])
  })
})

test('an SVG is well-formed, whatever its title says', () => {
  const title = `]]>&amp;</title><script>alert("'")</script> 企业码 \u{20bb7}`
  const svg = new DOMParser().parseFromString(renderSvg(createSquare(LINK), { title }), 'image/svg+xml')
  expect(svg.querySelector('parsererror')).toBeNull()
  expect(svg.documentElement.getAttribute('role')).toBe('img')
  expect(Array.from(svg.documentElement.children, ({ tagName }) => tagName)).toEqual([
    'title',
    'path',
    'path',
  ])
  expect(svg.querySelector('title')?.textContent).toBe(title)
})
