/** A loan from need to pay-out, on a real platform in a real browser: on a bad line, with four banks that want it. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { actAs, fillLoanForm, nextStep, sendForm } from './support/act.ts'
import { openStage, type Stage, signInAsCustomer, signInAsOfficer, type Visitor } from './support/stage.ts'

// Nothing is timed here: on a busy machine the same takes longer.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 300_000 })

let stage: Stage
let customer: Visitor
let officer: Visitor
let needId = ''
let applicationPage = ''

beforeAll(async () => {
  stage = await openStage()
  customer = await stage.visit()
  officer = await stage.visit()
  await signInAsCustomer(customer)
  await signInAsOfficer(officer)
})
afterAll(() => stage?.close())

const needs = async () => (await stage.enterprise('ent-02').finance.needs.list()).items

test('a need whose answer is lost, on a page that is reloaded in the middle, is filed once', async () => {
  const { page } = customer
  await page.goto(`${stage.origin}/loans/apply`)
  await fillLoanForm(page, '100')
  // The platform gets it, and the line is cut before its answer is here.
  const isSubmit = (url: URL) => url.pathname === '/v1/loan-needs'
  const cut = new Promise<void>(settle => {
    void page.route(isSubmit, async route => {
      if (route.request().method() === 'POST') {
        await route.fetch()
        settle()
      }
      await route.abort('connectionreset')
    })
  })
  await nextStep(page)
  await cut
  await page.unrouteAll({ behavior: 'ignoreErrors' })
  await page.reload()
  await page.waitForURL('**/loans/progress?need=*')
  const [need, ...others] = await needs()
  expect(others).toEqual([])
  expect(need).toMatchObject({ state: 'open', amount: { amountFen: 100_000_000 }, tenorMonths: 12 })
  needId = need?.id ?? ''
  expect(page.url()).toContain(needId)
})

test('three banks take it up, and the fourth is told in words that it is too late', async () => {
  const { page } = officer
  const claim = `/desk/needs/${needId}/claim`
  // The fourth has it on its screen, and waits.
  const late = await stage.visit()
  await signInAsOfficer(late)
  await actAs(late.page, stage.origin, 'par-bank04')
  for (const bank of ['par-bank03', 'par-bank02', 'par-bank01']) {
    await actAs(page, stage.origin, bank)
    await sendForm(page, claim)
    expect(await page.locator('h1').innerText()).toBe('德清芯澜传感技术有限公司')
    applicationPage = page.url()
  }
  await sendForm(late.page, claim)
  expect(await late.page.getByRole('alert').innerText()).toContain('已有三家银行接单')
  expect(await late.page.locator(`form[action="${claim}"]`).count()).toBe(0)
  await late.context.close()
})

test('the bank reads what was consented to, each fact with its source and day, and nothing more', async () => {
  const { page } = officer
  await page.goto(`${applicationPage}/facts`)
  const taxGrade = page.locator('tr', { hasText: '纳税信用等级' })
  expect((await taxGrade.innerText()).split(/\s+/)).toEqual(
    expect.arrayContaining(['A', '国家税务总局德清县税务局', '2026年1月1日']),
  )
  expect(await page.getByText('上年营业收入').count()).toBe(0)
})

test('an offer outside the product is refused, and nothing has to be typed again; a better one is accepted', async () => {
  const { page } = officer
  await page.goto(applicationPage)
  await sendForm(page, '/contact')
  const offer = page.locator('form[action$="/offer"]')
  await offer.locator('[name=conditions]').fill('开立结算账户')
  await offer.locator('[name=rate]').fill('9.9')
  await sendForm(page, '/offer')
  expect(await page.getByRole('alert').innerText()).toContain('超出该产品的')
  expect(await offer.locator('[name=conditions]').inputValue()).toBe('开立结算账户')
  await offer.locator('[name=rate]').fill('3.55')
  await sendForm(page, '/offer')
  expect(await page.locator('.rate-value').innerText()).toBe('3.55%')

  await customer.page.goto(`${stage.origin}/loans/progress?need=${needId}`)
  await customer.page.getByText('3.55%').first().waitFor()
  await customer.page.getByRole('button', { name: '接受这份报价' }).click()
  await customer.page.getByRole('button', { name: '确定接受' }).click()
  await customer.page.getByText('待授信审批').first().waitFor()
})

test('credit, signature and pay-out are three steps, and the enterprise sees the last when it is done', async () => {
  const { page } = officer
  await page.goto(applicationPage)
  for (const step of ['/credit', '/sign']) await sendForm(page, step)
  await page.locator('form[action$="/disburse"] [name=amount]').fill('40')
  await sendForm(page, '/disburse')
  expect(await page.locator('.ledger').innerText()).toMatch(/授信额度\s+100万元[\s\S]*已放款\s+40万元/)
  expect(await page.locator('form[action$="/disburse"] [name=amount]').inputValue()).toBe('60')
  await sendForm(page, '/disburse')
  expect(await page.getByText('本笔贷款已足额放款。').count()).toBe(1)
  await customer.page.reload()
  await customer.page.getByText('已放款 100 万元').first().waitFor()
})

test('the bank is told of each step by webhooks, once, and nobody else can tell it anything', async () => {
  const { page } = officer
  const forged = await fetch(`${stage.origin}/webhooks/par-bank01`, {
    method: 'POST',
    headers: {
      'webhook-id': 'evt_forged',
      'webhook-timestamp': String(Math.floor(Date.now() / 1000)),
      'webhook-signature': `v1,${'A'.repeat(43)}=`,
    },
    body: '{"type":"need.posted"}',
  })
  expect(forged.status).toBe(400)
  await expect.poll(() => newsOn(page), { timeout: 20_000, interval: 500 }).toContain('申请状态更新：已放款')
  const told = await newsOn(page)
  expect(told.filter(line => line.endsWith('申请状态更新：已签约'))).toHaveLength(1)
  expect(told.filter(line => line.endsWith('有企业发布了融资需求'))).toHaveLength(1)
})

test('a step that is sent twice is taken once, and one that has become impossible is told so', async () => {
  const { page } = officer
  await page.goto(applicationPage)
  const cookie = (await officer.context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ')
  const send = (origin: string) =>
    fetch(`${applicationPage}/sign`, {
      method: 'POST',
      headers: { cookie, origin, 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ key: crypto.randomUUID() }),
    })
  const impossible = await send(stage.origin)
  expect(impossible.status).toBe(409)
  expect(await impossible.text()).toContain('申请的状态已经变化')
  expect((await send('https://evil.example')).status).toBe(403)
  expect(customer.complaints).toEqual([])
  expect(officer.complaints).toEqual([])
})

async function newsOn(page: Page): Promise<string[]> {
  await page.goto(`${stage.origin}/desk`)
  return page.locator('.news li span').allInnerTexts()
}
