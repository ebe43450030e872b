/** The PNG encoder: files that are right byte by byte, of every width, and that another decoder reads. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openScanner, readChunks, readPng } from '../../../test/picture.js'
import { encodePng } from './png.js'
import { createSquare, renderPng } from './qr.js'

test('a file has its signature and three chunks with right checksums, and nothing after them', async () => {
  const png = await encodePng(3, () => true)
  expect([...png.subarray(0, 8)]).toEqual([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  const chunks = readChunks(png)
  expect(chunks.map(([name]) => name)).toEqual(['IHDR', 'IDAT', 'IEND'])
  expect(chunks[0]?.[1].toString('hex')).toBe('00000003000000030100000000')
  expect(chunks[2]?.[1]).toHaveLength(0)
})

test('every pixel is dark or light as it was asked for, at every width', async () => {
  const sides = fc.integer({ min: 1, max: 40 })
  await fc.assert(
    fc.asyncProperty(sides, fc.infiniteStream(fc.boolean()), async (side, noise) => {
      const dark = [...noise.take(side * side)]
      const { width, height, pixels } = readPng(await encodePng(side, (x, y) => dark[y * side + x] ?? false))
      expect([width, height]).toEqual([side, side])
      expect([...pixels]).toEqual(dark.map(isDark => (isDark ? 0 : 255)))
    }),
    { numRuns: 60 },
  )
})

test('the first coordinate goes to the right, the second down', async () => {
  const { pixels } = readPng(await encodePng(9, (x, y) => x === 8 && y === 1))
  expect(pixels.indexOf(0)).toBe(1 * 9 + 8)
  expect(pixels.lastIndexOf(0)).toBe(1 * 9 + 8)
})

test('another decoder reads it', async () => {
  const scan = await openScanner()
  const link = `https://QYM.EXAMPLE/Q/1${'0123456789'.repeat(20)}`
  expect(await scan(await renderPng(createSquare(link)))).toBe(link)
})
