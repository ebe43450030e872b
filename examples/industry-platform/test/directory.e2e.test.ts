/** The page in a real browser, over a real platform in this process: cards, verification, React's strict mode, the policy. */
import { createRequire } from 'node:module'
import { createSquare, renderPng } from '@qiyema/core/qr'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { openStage, type Stage } from './support/stage.ts'

// Nothing is timed here: on a busy machine the same takes longer.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 300_000 })

let stage: Stage
let page: Page
let complaints: string[]

beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage?.close())

beforeEach(async () => {
  const context = await stage.browser.newContext({ locale: 'zh-CN' })
  complaints = []
  await context.addInitScript({ path: createRequire(import.meta.url).resolve('axe-core/axe.min.js') })
  context.on('console', message => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  context.on('weberror', error => complaints.push(String(error.error())))
  page = await context.newPage()
  await page.goto(stage.origin)
})
afterEach(() => page.context().close())

test('a supplier that is found and chosen shows the card that it keeps itself, without anybody signing in', async () => {
  await page.getByRole('searchbox').fill('钢琴')
  await page.getByRole('button', { name: /德清洛声琴业/ }).click()
  const card = page.locator('qym-business-card')
  await card.getByText('德清洛声琴业有限公司').first().waitFor()
  expect(await page.locator('.suppliers li').count()).toBe(1)
  await page.getByRole('button', { name: 'English' }).click()
  await card.getByText('Deqing Luosheng Piano').first().waitFor()
  expect(complaints).toEqual([])
})

test('a code that is scanned leads to the card of its enterprise, and says whether it is in the directory', async () => {
  const { link = '' } = await stage.sandbox.signIn('ent-09').code.codes.issue({ kind: 'static', years: 1 })
  const square = Buffer.from(await renderPng(createSquare(link, 'print'), { scale: 6 }))
  await page.getByRole('link', { name: '验码' }).click()
  const picture = { name: 'code.png', mimeType: 'image/png', buffer: square }
  await page.locator('qym-scanner input[type=file]').setInputFiles(picture)
  await page.locator('.listed').getByText('不在名录中').waitFor()
  await page.locator('qym-business-card').getByText('德清禹越织澜家纺有限公司').first().waitFor()
  expect(complaints).toEqual([])
})

test.each(['light', 'dark'] as const)(
  'both places are accessible in %s, and fit in 320 pixels',
  async look => {
    await page.emulateMedia({ colorScheme: look })
    await page.setViewportSize({ width: 320, height: 700 })
    const findings: string[] = []
    for (const place of ['验码', '名录']) {
      await page.getByRole('link', { name: place }).click()
      if (place === '名录') await page.getByRole('button', { name: /芯澜/ }).click()
      await page.locator('[state=ready], qym-scanner').first().waitFor()
      findings.push(...(await axeFindings()))
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320)
    }
    expect(findings).toEqual([])
  },
)

async function axeFindings(): Promise<string[]> {
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
  const { violations } = await page.evaluate(runOnly => axe.run(document, { runOnly }), tags)
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))
}

interface AxeResults {
  readonly violations: readonly {
    readonly id: string
    readonly nodes: readonly { readonly html: string }[]
  }[]
}
declare global {
  var axe: { run(context: Document, options: object): Promise<AxeResults> }
}
