/** What is shown, by who shows it: a picture looks the same without what was left out. */
import { readdirSync, readFileSync } from 'node:fs'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openChromium } from '../../../.ci/chromium.mjs'
import { cleanPicture } from '../src/card/pictures/picture.js'
import { type Bytes, exifOf, withSegments } from './hidden-metadata.js'

const FOLDER = new URL('fixtures/pictures/', import.meta.url)
const TYPES: Readonly<Record<string, string>> = { jpg: 'image/jpeg', png: 'image/png', webp: 'image/webp' }

/** Runs in the page: a picture's size and all its points. */
const LOOK = `async source => {
  const image = new Image()
  image.src = source
  await image.decode()
  const { naturalWidth: width, naturalHeight: height } = image
  const context = new OffscreenCanvas(width, height).getContext('2d')
  context.drawImage(image, 0, 0)
  return { width, height, points: [...context.getImageData(0, 0, width, height).data].join() }
}`

let browser: Browser
let page: Page
beforeAll(async () => {
  browser = await openChromium()
  page = await browser.newPage()
})
afterAll(() => browser?.close())

async function lookOf(content: Bytes, type: string): Promise<{ width: number; height: number }> {
  const source = `data:${type};base64,${Buffer.from(content).toString('base64')}`
  return page.evaluate(`(${LOOK})(${JSON.stringify(source)})`)
}

const bytesOf = (name: string): Bytes => Uint8Array.from(readFileSync(new URL(name, FOLDER)))

test.each(readdirSync(FOLDER))('%s looks the same', async name => {
  const type = TYPES[name.split('.').at(-1) ?? ''] ?? ''
  const cleaned = cleanPicture(type, bytesOf(name))
  expect(await lookOf(cleaned.content, type)).toEqual(await lookOf(bytesOf(name), type))
})

test.each([3, 6, 8])(
  'a photograph turned by %s is shown upright, in the size that is told',
  async orientation => {
    const photo = withSegments(bytesOf('photo.jpg'), [0xe1, exifOf(orientation, 'II')])
    const { content, width, height } = cleanPicture('image/jpeg', photo)
    const look = await lookOf(content, 'image/jpeg')
    expect(look).toEqual(await lookOf(photo, 'image/jpeg'))
    expect(look).toMatchObject({ width, height })
  },
)
