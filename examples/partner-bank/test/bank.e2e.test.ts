/** The bank's pages in a real browser: what they let widgets do, how a session ends, and that everybody can use them. */
import { createSquare, renderPng } from '@qiyema/core/qr'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { axeFindings } from './support/axe.ts'
import { untilDrawn } from './support/drawn.ts'
import { openStage, type Stage, signInAsCustomer, signInAsOfficer, type Visitor } from './support/stage.ts'

// Nothing is timed here: on a busy machine the same takes longer.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 300_000 })

const PAGES = ['/', '/policies', '/loans', '/loans/apply', '/loans/progress', '/consents', '/scan']

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage?.close())

async function customer(name?: string): Promise<Visitor> {
  const visitor = await stage.visit()
  await signInAsCustomer(visitor, name)
  return visitor
}

test('a code that is scanned is verified on the device, and leads to the card of its enterprise', async () => {
  const { page, complaints } = await customer()
  const { link = '' } = await stage
    .enterprise('ent-04')
    .code.codes.issue({ kind: 'static', withName: true, years: 1 })
  const square = Buffer.from(await renderPng(createSquare(link, 'print'), { scale: 6 }))
  await page.goto(`${stage.origin}/scan`)
  const picture = { name: 'code.png', mimeType: 'image/png', buffer: square }
  await page.locator('qym-scanner input[type=file]').setInputFiles(picture)
  await page.locator('qym-verification').getByText('德清洛声琴业有限公司').first().waitFor()
  const card = page.locator('#scanned qym-business-card')
  await card.getByText('德清洛声琴业有限公司').first().waitFor()
  expect(complaints).toEqual([])
})

test('a policy says condition by condition what is met, and with what is missing told, yes', async () => {
  const { page, complaints } = await customer()
  await page.goto(`${stage.origin}/policies`)
  await page.locator('qym-policy-list [data-id="pol-02"]').click()
  const policy = page.locator('qym-policy')
  await policy.locator('[part~=condition]').first().waitFor()
  await policy.locator('.questions input[inputmode=decimal]').first().fill('60')
  // Asked only where the bank may not read it.
  for (const no of await policy.getByRole('radio', { name: '否' }).all()) await no.check()
  await policy.getByRole('button', { name: '重新判断' }).click()
  await policy.locator('[part~=estimate]').getByText('15 万元').first().waitFor()
  expect(complaints).toEqual([])
})

describe('a session', () => {
  test('that dies is opened anew once for all widgets, and is lost in words when nobody is signed in', async () => {
    const { page, context } = await customer()
    // The page that signing in leads to has begun a session of its own.
    await untilDrawn(page)
    const asked: string[] = []
    page.on('request', request => {
      if (request.url().endsWith('/api/qiyema-session')) asked.push(request.method())
    })
    const begun: string[] = []
    // Read on the way: a browser may let go of what it has handed to the page.
    await page.route('**/v1/sessions/token', async route => {
      const response = await route.fetch()
      begun.push((await response.json()).session.id)
      await route.fulfill({ response })
    })
    /** The session that is begun by what is done. */
    async function begunBy(step: () => Promise<unknown>): Promise<string> {
      const before = begun.length
      await step()
      await vi.waitFor(() => expect(begun).toHaveLength(before + 1), { timeout: 60_000 })
      return begun.at(-1) ?? ''
    }
    const phone = page.getByText('0572-00000201')
    /** A call that is refused, and once more with its fresh token, asks for no other. */
    async function untilBothAreThere(): Promise<void> {
      await phone.waitFor()
      await page.locator('qym-code img').waitFor()
    }
    const first = await begunBy(() => page.goto(stage.origin))
    await untilBothAreThere()
    expect(asked).toHaveLength(1)

    await stage.bank.session.end({ sessionId: first })
    const second = await begunBy(() => drawAgain(page))
    await untilBothAreThere()
    expect(asked).toHaveLength(2)

    await stage.bank.session.end({ sessionId: second })
    await context.clearCookies()
    await drawAgain(page)
    await page.getByRole('heading', { name: '登录已失效' }).waitFor()
    await phone.waitFor({ state: 'detached' })
    // Where the bank refuses, each of the two widgets may have asked before it heard of that.
    expect(asked.length).toBeGreaterThan(2)
    expect(asked.length).toBeLessThan(5)
  })

  test('ends with the consent that it rests on: the widget loses its data at once, and asks nobody again', async () => {
    const { page, complaints } = await customer('德清禹越织澜家纺有限公司')
    await page.goto(`${stage.origin}/consents`)
    await page.getByRole('button', { name: '全部勾选' }).click()
    await page.getByRole('button', { name: /^同意/ }).click()
    await page.getByRole('button', { name: '撤回授权' }).click()
    await page.getByRole('button', { name: '确定撤回' }).click()
    await page.getByRole('heading', { name: '企业已撤回或拒绝授权' }).waitFor()

    const uscc = '91330521PDY000095X'
    const { items } = await stage.bank.consent.list({ state: 'requested' })
    expect(items.filter(({ enterprise }) => enterprise.uscc === uscc)).toEqual([])
    await page.goto(stage.origin)
    await page.getByRole('heading', { name: '企业已撤回或拒绝授权' }).waitFor()
    expect(await page.locator('qym-business-card').getAttribute('state')).toBe('signed-out')

    await page.getByRole('button', { name: '重新请求授权' }).click()
    await page.getByRole('button', { name: '全部勾选' }).waitFor()
    expect(complaints).toEqual([])
  })
})

describe.each(['light', 'dark'] as const)('in %s', colorScheme => {
  test('every page is accessible and keeps to its policy', async () => {
    const visitor = await stage.visit({ colorScheme })
    const { page, complaints } = visitor
    const findings = await axeFindings(page)
    await signInAsCustomer(visitor)
    for (const path of PAGES) {
      await page.goto(stage.origin + path)
      await page.locator('[state=ready], [state=empty], qym-scanner').first().waitFor()
      findings.push(...(await axeFindings(page)).map(finding => `${path} ${finding}`))
    }
    expect(findings).toEqual([])
    expect(complaints).toEqual([])
  })
})

test('nothing is wider than 320 pixels, in the longer language', async () => {
  const visitor = await stage.visit({ viewport: { width: 320, height: 700 }, locale: 'en' })
  const { page } = visitor
  const widths = [await contentWidth(visitor)]
  await signInAsCustomer(visitor, /Deqing Xinlan/)
  for (const path of PAGES) {
    await page.goto(stage.origin + path)
    await page.locator('[state=ready], [state=empty], qym-scanner').first().waitFor()
    widths.push(await contentWidth(visitor))
  }
  expect(new Set(widths)).toEqual(new Set([320]))
})

test('what is not signed in is led to the door, and an address that does not exist is told so', async () => {
  const { page } = await stage.visit()
  for (const path of [...PAGES, '/desk']) {
    await page.goto(stage.origin + path)
    expect(new URL(page.url()).pathname).toBe('/sign-in')
  }
  expect((await page.goto(`${stage.origin}/nothing`))?.status()).toBe(404)
  const visitor = await stage.visit()
  await signInAsOfficer(visitor)
  expect((await visitor.page.goto(`${stage.origin}/desk/applications/app_nothing`))?.status()).toBe(404)
  expect(await visitor.page.locator('h1').innerText()).toBe('暂时无法显示')
})

/** As somebody does who reads on: every widget of the page begins anew, in the same session. */
function drawAgain(page: Visitor['page']): Promise<void> {
  return page.evaluate(() => {
    for (const name of ['qym-business-card', 'qym-code']) {
      const widget = document.querySelector(name)
      widget?.replaceWith(document.createElement(name))
    }
  })
}

function contentWidth({ page }: Visitor): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth)
}
