import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { openChromium } from '../../../.ci/chromium.mjs'
import { axeFindings, bringAxe } from './support/axe.ts'
import { checkText, startAgain, type Watch, waitForLists, watch } from './support/browser.ts'
import { LONGEST_NAME, longestNamed, makeTexts, type StateName } from './support/codes.ts'
import { startTestSite, type TestSite } from './support/site.ts'

type Tone = 'good' | 'bad' | 'open' | 'other'

const EXPECTED: Record<StateName, readonly [Tone, RegExp, RegExp]> = {
  registered: ['good', /^有效\s+该企业已登记$/, /^Valid\s+A registered enterprise$/],
  named: ['good', /^有效\s+该企业已登记$/, /^Valid\s+A registered enterprise$/],
  current: ['good', /^有效\s+刚刚签发$/, /^Valid\s+Issued just now$/],
  present: ['good', /^有效\s+经办人正在出示$/, /^Valid\s+Shown by its operator now$/],
  malformed: ['other', /不是本体系的企业码/, /Not an Enterprise Code of this scheme/],
  unsupported: ['open', /新版企业码/, /newer kind/],
  unknown_issuer: ['bad', /不在信任名单/, /issuer is not trusted/],
  untrusted_key: ['bad', /密钥已失去信任/, /key has lost its trust/],
  host_mismatch: ['bad', /链接与发码机构不符/, /link leads elsewhere/],
  out_of_region: ['bad', /超出发码机构的管辖地区/, /Outside its issuer’s region/],
  bad_signature: ['bad', /签名不成立/, /signature does not hold/],
  not_yet_valid: ['bad', /尚未生效/, /Not valid yet/],
  expired: ['bad', /已过期/, /Expired/],
  stale: ['bad', /不是当面出示/, /Not shown live/],
  revoked: ['bad', /已吊销/, /Revoked/],
  suspended: ['bad', /已暂停使用/, /Suspended/],
  unconfirmed: ['open', /^暂时无法核验\s+本机的名单不足以判断$/, /^Could not check\s+The lists here/],
}
const STATES = Object.keys(EXPECTED) as StateName[]

let site: TestSite
let browser: Browser
let texts: Record<StateName, string>
let context: BrowserContext
let watched: Watch

beforeAll(async () => {
  site = await startTestSite()
  browser = await openChromium()
  texts = await makeTexts(site)
})

afterEach(async () => {
  await context.close()
  expect(watched).toEqual({ strangers: [], complaints: [] })
})

afterAll(async () => {
  await browser.close()
  await site.remove()
})

async function open(options: {
  locale: string
  colorScheme?: 'light' | 'dark'
  width?: number
}): Promise<Page> {
  const { locale, colorScheme = 'light', width = 1280 } = options
  context = await browser.newContext({ locale, colorScheme, viewport: { width, height: 800 } })
  await bringAxe(context)
  watched = watch(context, site.origin)
  const page = await context.newPage()
  await page.goto(site.origin)
  await waitForLists(page)
  return page
}

describe('every outcome', () => {
  test.each([
    ['zh-CN', 1],
    ['en', 2],
  ] as const)('has its own words in %s, and its tone', async (locale, column) => {
    const page = await open({ locale })
    expect(await page.evaluate(() => document.documentElement.lang)).toBe(locale)
    const headlines = new Set<string>()
    for (const state of STATES) {
      const fresh = state === 'present' ? (await makeTexts(site)).present : texts[state]
      const headline = await checkText(page, fresh)
      const [tone] = EXPECTED[state]
      expect.soft(headline, state).toMatch(EXPECTED[state][column])
      expect.soft(await page.locator('.result').getAttribute('data-tone'), state).toBe(tone)
      headlines.add(headline)
      await startAgain(page)
    }
    // `registered` and `named` prove the same.
    expect(headlines.size).toBe(STATES.length - 1)
  })

  test.each(['light', 'dark'] as const)(
    'is accessible in %s, and so are the page and the sheet',
    async colorScheme => {
      const page = await open({ locale: 'zh-CN', colorScheme })
      const findings = await axeFindings(page)
      for (const state of ['registered', 'malformed', 'unconfirmed', 'revoked'] as const) {
        await checkText(page, texts[state])
        await page.locator('.details summary').click()
        findings.push(...(await axeFindings(page)).map(finding => `${state} ${finding}`))
        await startAgain(page)
      }
      await page.goto(`${site.origin}/sheet.html`)
      await page.locator('[data-kind=holder-bound] img').waitFor()
      await page.locator('[data-kind=short-lived] img').waitFor()
      findings.push(...(await axeFindings(page)).map(finding => `sheet ${finding}`))
      expect(findings).toEqual([])
    },
  )

  test('fits in 320 pixels, with the longest name of strange letters, details unfolded', async () => {
    const page = await open({ locale: 'en', width: 320 })
    const widths = [await contentWidth(page)]
    for (const text of [await longestNamed(site), texts.host_mismatch, texts.unconfirmed, texts.malformed]) {
      await checkText(page, text)
      await page.locator('.details summary').click()
      widths.push(await contentWidth(page))
      await startAgain(page)
    }
    await page.goto(`${site.origin}/sheet.html`)
    await page.locator('[data-kind=holder-bound] img').waitFor()
    widths.push(await contentWidth(page))
    expect(new Set(widths)).toEqual(new Set([320]))
  })

  test('keeps a name to itself: one element of text, isolated from the sentence around it', async () => {
    const page = await open({ locale: 'zh-CN' })
    await checkText(page, await longestNamed(site))
    const name = page.locator('.enterprise .name bdi')
    expect(LONGEST_NAME).toHaveLength(63)
    expect(
      await name.evaluate(({ textContent, childElementCount }) => [textContent, childElementCount]),
    ).toEqual([LONGEST_NAME, 0])
  })
})

describe('a result that time has overtaken', () => {
  test('says that it speaks of the past, and that the status list it rests on has aged', async () => {
    const page = await open({ locale: 'en' })
    const hour = 3_600_000
    await page.clock.setFixedTime(Date.now() + 13 * hour)
    await checkText(page, texts.registered)
    await page.getByText('The status list is past its fresh time.').waitFor()
    await page.clock.setFixedTime(Date.now() + 14 * hour)
    await page.getByText('This result speaks only of the moment of the check.').waitFor()
    expect(await page.locator('.result .age').innerText()).toBe('Checked 1 hour ago')
  })

  test('is not there at all once the lists are too old: nothing can be said then', async () => {
    const page = await open({ locale: 'en' })
    await page.clock.setFixedTime(Date.now() + 8 * 86_400_000)
    expect(await checkText(page, texts.revoked)).toMatch(/^Could not check/)
    await page.getByText(/^expired .* Go online and refresh before checking\.$/).waitFor()
  })
})

const OTHERS = {
  'https://weixin.qq.com/r/abc': 'WeChat',
  'wxp://f2f0abc': 'WeChat',
  'https://qr.alipay.com/fkx123': 'Alipay',
  'https://alipay.com.shop.example/': 'ordinary web address',
  'WIFI:S:shop;T:WPA;P:secret;;': 'wireless network',
  'BEGIN:VCARD\nFN:x\nEND:VCARD': 'contact card',
  '91330521PDY0000280': 'Unified Social Credit Code',
  '6901234567892': 'another kind of code',
  '<img src=x onerror=alert(1)>': 'another kind of code',
  [`https://QYM.EXAMPLE/Q/${'1'.repeat(120)}`]: 'incomplete or altered',
}

test('a text that is something else is recognised, not called a fake, not opened, and no markup', async () => {
  const page = await open({ locale: 'en' })
  for (const [text, words] of Object.entries(OTHERS)) {
    await checkText(page, text)
    expect.soft(await page.locator('.meaning').innerText(), text).toContain(words)
    expect.soft(await page.locator('.result').getAttribute('data-tone'), text).toBe('other')
    expect.soft(await page.locator('.result img, .result a').count(), text).toBe(0)
    await startAgain(page)
  }
})

function contentWidth(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth)
}
