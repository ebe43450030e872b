import { createSquare, renderPng } from '@qiyema/core/qr'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openChromium } from '../../../.ci/chromium.mjs'
import { type Watch, waitForLists, watch } from './support/browser.ts'
import { fetchSamples } from './support/codes.ts'
import { startTestSite, type TestSite } from './support/site.ts'

let site: TestSite
let browser: Browser
let page: Page
let watched: Watch
let square: Buffer

beforeAll(async () => {
  site = await startTestSite()
  browser = await openChromium()
  const { link = '' } = (await fetchSamples(site)).named ?? {}
  square = Buffer.from(await renderPng(createSquare(link), { scale: 4 }))
})

beforeEach(async () => {
  const context = await browser.newContext({ locale: 'en' })
  watched = watch(context, site.origin)
  page = await context.newPage()
  await page.goto(site.origin)
  await waitForLists(page)
  return async () => {
    await context.close()
    expect(watched).toEqual({ strangers: [], complaints: [] })
  }
})

afterAll(async () => {
  await browser.close()
  await site.remove()
})

function choose(name: string, mimeType: string, buffer: Buffer): Promise<void> {
  return page.locator('input[type=file]').setInputFiles({ name, mimeType, buffer })
}

describe('a picture', () => {
  test('of a code is read and verified', async () => {
    await choose('code.png', 'image/png', square)
    await page.getByRole('heading', { name: 'A registered enterprise' }).waitFor()
    expect(await page.locator('.enterprise .name').innerText()).toBe('德清洛声琴业有限公司')
  })

  test.each(['drop', 'paste'] as const)('is taken by %s as well', async kind => {
    const base64 = square.toString('base64')
    await page.evaluate(
      ([type = '', data = '']) => {
        const bytes = Uint8Array.from(atob(data), character => character.charCodeAt(0))
        const transfer = new DataTransfer()
        transfer.items.add(new File([bytes], 'code.png', { type: 'image/png' }))
        const event =
          type === 'drop'
            ? new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true })
            : new ClipboardEvent('paste', { clipboardData: transfer, bubbles: true, cancelable: true })
        document.body.dispatchEvent(event)
      },
      [kind, base64],
    )
    await page.getByRole('heading', { name: 'A registered enterprise' }).waitFor()
  })

  test('without a code is said to have none', async () => {
    await choose('blank.png', 'image/png', await page.screenshot())
    await page.getByText('No code was found in the picture.').waitFor()
  })

  test('that is a text under another name is said to be none', async () => {
    await choose('notes.png', 'image/png', Buffer.from('just some words'))
    await page.getByText('This file is not a picture that can be opened.').waitFor()
    await choose('code.png', 'image/png', square)
    await page.getByRole('heading', { name: 'A registered enterprise' }).waitFor()
  })

  test('of two codes is refused, since nobody could tell whose result it was', async () => {
    const sheet = await page.context().newPage()
    await sheet.setViewportSize({ width: 1280, height: 2400 })
    await sheet.goto(`${site.origin}/sheet.html`)
    await sheet.locator('[data-kind=expired] img').waitFor()
    const both = await sheet.locator('[data-group=refused]').screenshot()
    await page.bringToFront()
    await choose('two.png', 'image/png', both)
    await page.getByText('There is more than one Enterprise Code in the picture.').waitFor()
  })
})
