import type { VerificationResult } from '@qiyema/core/verify'
import axe from 'axe-core'
import { html } from 'lit'
import { expect, it, vi } from 'vitest'
import { eventually } from '../../test/eventually.js'
import { bankPage } from '../../test/page.js'
import './qym-verification.js'

const page = bankPage()
// Each has a platform to begin with.
vi.setConfig({ testTimeout: 40_000 })

const shown = () => document.querySelector('qym-verification')
const root = () => shown()?.shadowRoot
const text = () => root()?.textContent ?? ''
const tone = () => root()?.querySelector('.verdict')?.getAttribute('data-tone')
const comesTo = (state: string) => eventually(() => expect(shown()?.getAttribute('state')).toBe(state))

interface Issued {
  readonly id: string
  readonly link: string
}

async function issue(input: object = { kind: 'static', withName: true }): Promise<Issued> {
  const issued = await page.call({ as: 'ent-02', call: 'code.codes.issue', input })
  return issued as Issued
}

async function check(code: string, locale = 'zh-CN'): Promise<void> {
  await page.show(html`<p></p>`, { isSignedIn: false })
  await page.show(html`<qym-verification text=${code} locale=${locale}></qym-verification>`, {
    isSignedIn: false,
  })
  await comesTo('ready')
}

it('says who, with what assurance, since when and by whose authority, and what it does not show', async () => {
  const { link } = await issue()
  const complete = vi.fn()
  addEventListener('qym-verification-complete', complete)
  await check(link)
  removeEventListener('qym-verification-complete', complete)
  expect(tone()).toBe('good')
  expect(text()).toContain('企业已登记，此码在用')
  expect(text()).toContain('不能证明出示的人属于这家企业')
  expect(text()).toContain('德清芯澜传感技术有限公司')
  expect(text()).toContain('存续（在营）')
  expect(text()).toMatch(/发码机构\s*\S+/)
  expect(text()).toMatch(/的状态名单/)
  expect(complete.mock.calls[0]?.[0].detail).toMatchObject({ text: link, result: { outcome: 'valid' } })
})

it('says the same in English, and of a code of minutes that it is fresh', async () => {
  const { link } = await issue({ kind: 'short-lived' })
  await check(link, 'en')
  expect(text()).toContain('Issued just now')
  expect(text()).toContain('does NOT show that the person here belongs to it')
})

it('refuses a revoked code by the platform’s record of this moment, before any list has it', async () => {
  const { link, id } = await issue()
  await check(link)
  await page.call({ as: 'ent-02', call: 'code.codes.revoke', input: { codeId: id, reason: 'misuse' } })
  await shown()?.reload()
  await eventually(() => expect(tone()).toBe('bad'))
  expect(text()).toContain('已吊销')
  expect(text()).toMatch(/平台 .* 的记录/)
})

it('says plainly that the enterprise of an old print has closed since', async () => {
  const { link } = await issue()
  const uscc = await page.usccOf('ent-02')
  const change = { uscc, registrationStatus: 'deregistered' }
  await page.call({ as: 'off-code', call: 'code.registrations.change', input: change })
  await check(link)
  expect(tone()).toBe('bad')
  expect(text()).toContain('主体资格已终止')
})

it('believes nothing of a code that was altered', async () => {
  const { link } = await issue()
  const last = link.endsWith('1') ? '2' : '1'
  await check(`${link.slice(0, -1)}${last}`)
  expect(tone()).toBe('bad')
  expect(text()).toContain('签名不符')
  expect(text()).not.toContain('德清芯澜')
})

it.each([
  ['https://www.gsxt.gov.cn/index.html', '国家市场监管总局'],
  ['https://qr.alipay.com/abc', '请用支付宝扫'],
  ['<img src=x onerror=alert(1)>', '别的码或文字'],
])('names what %s is, and does not call it false', async (code, sentence) => {
  await check(code)
  expect(tone()).toBe('other')
  expect(text()).toContain(sentence)
  expect(text()).toContain('不表示它是假的')
})

it('works by the lists it has kept where there is no network', async () => {
  const { link } = await issue()
  await check(link)
  await page.fault({ fault: 'offline' })
  await check(link)
  expect(tone()).toBe('good')
})

it('tells the platform nothing of what was scanned where the page wants it so', async () => {
  const { link } = await issue()
  const sent = vi.spyOn(globalThis, 'fetch')
  await page.show(html`<qym-verification text=${link} local></qym-verification>`, { isSignedIn: false })
  await comesTo('ready')
  const asked = sent.mock.calls.map(([request]) =>
    request instanceof Request ? request.url : String(request),
  )
  expect(asked.filter(url => url.includes('resolutions'))).toEqual([])
  expect(tone()).toBe('good')
  sent.mockRestore()
})

it('checks a code for whoever is signed out, too', async () => {
  const { link } = await issue()
  const refuse = async () => {
    throw new Error('401')
  }
  await page.show(html`<qym-verification text=${link}></qym-verification>`, { fetchToken: refuse })
  await comesTo('ready')
  expect(tone()).toBe('good')
  expect(text()).toContain('存续（在营）')
})

it('shows what a verifier of the host has found, and never in red what could not be checked', async () => {
  const result: VerificationResult = {
    outcome: 'unconfirmed',
    warnings: ['clock_behind'],
    detail: 'no trust list',
  }
  await page.show(html`<qym-verification .result=${result}></qym-verification>`, { isSignedIn: false })
  await comesTo('ready')
  expect(tone()).toBe('open')
  expect(text()).toContain('这不表示此码是假的')
  expect(text()).toContain('本机时间似乎慢了')
})

it('says when a verdict has become old, and checks again', async () => {
  const { link } = await issue()
  await check(link)
  await page.advance({ minutes: 11 })
  shown()?.requestUpdate()
  await eventually(() => expect(text()).toContain('请重新核验'))
  root()?.querySelector('button')?.click()
  await eventually(() => expect(text()).not.toContain('时间已久'))
})

it('asks for a code while there is none', async () => {
  await page.show(html`<qym-verification></qym-verification>`)
  await comesTo('empty')
  expect(text()).toContain('还没有要核验的码')
})

it.each(['light', 'dark'] as const)('keeps nobody out, in the %s', async theme => {
  const { link } = await issue()
  await page.show(html`<qym-verification text=${link} theme=${theme}></qym-verification>`, {
    isSignedIn: false,
  })
  await comesTo('ready')
  const { violations } = await axe.run('qym-verification', { resultTypes: ['violations'] })
  expect(violations.map(({ id, nodes }) => [id, ...nodes.map(node => node.html)])).toEqual([])
})
