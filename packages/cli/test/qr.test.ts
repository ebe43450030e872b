import { readFile, stat } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'
import { bitmapPicture, encodePng } from './picture.js'
import { mistake, openWorkshop, type Workshop } from './workshop.js'

let workshop: Workshop
let link: string
beforeAll(async () => {
  workshop = await openWorkshop()
  link = await workshop.sign()
  const wasm = await readFile(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm'))
  prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(wasm).buffer } })
})
afterAll(() => workshop.close())

async function scan(png: Uint8Array): Promise<string | undefined> {
  const [found] = await readBarcodes(png, { formats: ['QRCode'] })
  return found?.text
}

/** The picture of an SVG that is one path of rectangles one unit high. */
function drawSvg(svg: string): Buffer {
  const side = Number(/viewBox="0 0 (\d+) /.exec(svg)?.[1])
  const dark = new Set<string>()
  for (const [, x, y, run] of svg.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g))
    for (let step = 0; step < Number(run); step++) dark.add(`${y} ${Number(x) + step}`)
  return encodePng(bitmapPicture(side, 4, (row, column) => dark.has(`${row} ${column}`)))
}

/** The picture of half blocks that shine. */
function drawBlocks(text: string, shining: boolean): Buffer {
  const lines = text.trimEnd().split('\n')
  const isLit = (row: number, column: number) =>
    (row % 2 === 0 ? '█▀' : '█▄').includes(lines[Math.floor(row / 2)]?.[column] ?? ' ')
  return encodePng(bitmapPicture(lines[0]?.length ?? 0, 4, (row, column) => isLit(row, column) !== shining))
}

describe('qiyema qr', () => {
  test('draws an SVG into a pipe, and tells version, modules and printed size beside it', async () => {
    const run = await workshop.run(['qr', link])
    expect(run.stderr).toBe(
      'Version 6-M, 41 × 41 modules: at least 20 mm wide, white border included, for print.\n',
    )
    expect(await scan(drawSvg(run.stdout))).toBe(link)
  })

  test('draws a PNG file by its name, in the scale asked for', async () => {
    const run = await workshop.run(['qr', '-', '--out', 'code.png', '--use', 'outdoor', '--scale', '3'], {
      input: `${link}\n`,
    })
    expect(run).toMatchObject({
      status: 0,
      stdout: '',
      stderr: expect.stringContaining('Version 8-Q, 49 × 49'),
    })
    const png = await readFile(workshop.path('code.png'))
    expect(png.readUInt32BE(16)).toBe((49 + 8) * 3)
    expect(await scan(png)).toBe(link)
    expect((await stat(workshop.path('code.png'))).mode & 0o777).toBe(0o644)
  })

  test('draws half blocks that a scanner reads, for dark terminals and for light ones', async () => {
    const dark = await workshop.run(['qr', link, '--format', 'terminal'])
    const light = await workshop.run(['qr', link, '--format', 'terminal', '--invert'])
    expect(dark.stdout).toMatch(/^[ █▀▄\n]+$/)
    expect(await scan(drawBlocks(dark.stdout, true))).toBe(link)
    expect(await scan(drawBlocks(light.stdout, false))).toBe(link)
  })

  test('writes a PNG into a pipe when asked', async () => {
    const { bytes } = await workshop.run(['qr', link, '--format', 'png'])
    expect(await scan(bytes)).toBe(link)
  })

  test('gives its facts as JSON', async () => {
    const facts = {
      link,
      use: 'screen',
      version: 5,
      level: 'L',
      modules: 37,
      quietZone: 4,
      minimumMillimetres: 16,
    }
    expect(JSON.parse(await workshop.output(['qr', link, '--use', 'screen', '--json']))).toEqual(facts)
    const drawn = await workshop.output(['qr', link, '--use', 'screen', '--json', '--out', 'screen.svg'])
    expect(JSON.parse(drawn)).toEqual({ ...facts, format: 'svg', file: 'screen.svg' })
  })

  test.each([
    [
      ['https://example.com/'],
      'A square is made of a link as signCode gives it: https://HOST/Q/<digits>, the host in capitals.',
    ],
    [['LINK', '--out', 'code.gif'], 'How is code.gif to be drawn? Name it .svg or .png, or give --format.'],
    [['LINK', '--out', 'nowhere/code.svg'], 'nowhere/code.svg cannot be written: its folder does not exist.'],
    [
      ['LINK', '--out', 'a.png', '--scale', '65'],
      'The scale is a whole number of pixels a module, from 1 to 64.',
    ],
    [
      ['LINK', '--out', 'trust.json', '--format', 'svg'],
      'trust.json is there already: give --force to replace it.',
    ],
  ])('says in one line what is wrong with %j', async (args, sentence) => {
    expect(await workshop.run(['qr', ...args.map(arg => (arg === 'LINK' ? link : arg))])).toMatchObject(
      mistake(sentence),
    )
  })
})
