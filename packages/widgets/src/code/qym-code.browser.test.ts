import { holderKeyStore } from '@qiyema/core/present'
import axe from 'axe-core'
import { html } from 'lit'
import { expect, it, vi } from 'vitest'
import { eventually } from '../../test/eventually.js'
import { bankPage } from '../../test/page.js'
import './qym-code.js'
import './qym-verification.js'
import { readSquares } from './read-squares.js'

const page = bankPage()
// Each has a platform to begin with, and squares to read.
vi.setConfig({ testTimeout: 40_000 })
const WASM = new URL('../../../../node_modules/zxing-wasm/dist/reader/zxing_reader.wasm', import.meta.url)
  .href

const shown = () => document.querySelector('qym-code')
const root = () => shown()?.shadowRoot
const text = () => root()?.textContent ?? ''
const comesTo = (state: string) => eventually(() => expect(shown()?.getAttribute('state')).toBe(state))
const press = (name: string) =>
  [...(root()?.querySelectorAll('button') ?? [])].find(button => button.textContent?.trim() === name)?.click()

/** The square in the page itself, read as a phone reads it. */
async function link(other?: string): Promise<string> {
  return eventually(async () => {
    const image = shown()?.querySelector('img')
    if (!image?.src || image.src === other) throw new Error('There is no square yet.')
    const answer = await readSquares(await (await fetch(image.src)).blob(), 'picture', WASM)
    const [found] = 'texts' in answer ? answer.texts : []
    if (found === undefined) throw new Error('It cannot be read.')
    return found
  })
}

const source = () => shown()?.querySelector('img')?.src

/** What others see who scan it. */
async function verdictOf(code: string): Promise<string> {
  await page.show(html`<qym-verification text=${code}></qym-verification>`, { isSignedIn: false })
  return eventually(() => {
    const sentence = document.querySelector('qym-verification')?.shadowRoot?.querySelector('h2')?.textContent
    if (!sentence) throw new Error('There is no verdict yet.')
    return sentence
  })
}

it('shows a live code as a picture in the page, which proves that its holder shows it now', async () => {
  await page.show(html`<qym-code></qym-code>`)
  await comesTo('ready')
  const code = await link()
  expect(shown()?.querySelector('img')?.alt).toContain('德清芯澜传感技术有限公司')
  expect(text()).toContain('秒后自动更新')
  expect(await verdictOf(code)).toContain('企业经办人正在出示')
})

it('is issued once for a browser, and presented anew when asked', async () => {
  const issued = vi.fn()
  addEventListener('qym-code-issue', issued)
  await page.show(html`<qym-code></qym-code>`)
  await comesTo('ready')
  const first = await link()
  const before = source()
  press('立即更新')
  await eventually(() => expect(source()).not.toBe(before))
  expect(await link()).not.toBe(first)
  await page.show(html`<p></p>`)
  await page.show(html`<qym-code></qym-code>`)
  await comesTo('ready')
  await link()
  expect(issued.mock.calls.length).toBeLessThanOrEqual(1)
  removeEventListener('qym-code-issue', issued)
})

it('is presented anew by itself, and rests while the page is hidden', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] })
  try {
    await page.show(html`<qym-code></qym-code>`)
    await comesTo('ready')
    await link()
    const first = source()
    vi.advanceTimersByTime(31_000)
    await eventually(() => expect(source()).not.toBe(first))
    const second = source()
    const hidden = vi.spyOn(document, 'hidden', 'get').mockReturnValue(true)
    document.dispatchEvent(new Event('visibilitychange'))
    vi.advanceTimersByTime(120_000)
    await new Promise(requestAnimationFrame)
    expect(source()).toBe(second)
    hidden.mockReturnValue(false)
    document.dispatchEvent(new Event('visibilitychange'))
    await eventually(() => expect(source()).not.toBe(second))
    hidden.mockRestore()
  } finally {
    vi.useRealTimers()
  }
})

it('is shown without a network, and says so', async () => {
  await page.show(html`<qym-code></qym-code>`)
  await comesTo('ready')
  await link()
  await page.show(html`<p></p>`)
  await page.fault({ fault: 'offline' })
  await page.show(html`<qym-code></qym-code>`, { fetchToken: async () => 'of-no-use' })
  await comesTo('ready')
  expect(text()).toContain('目前连接不上平台')
  await link()
})

it('is issued anew where the key that it was bound to is gone', async () => {
  await page.show(html`<qym-code></qym-code>`)
  await link()
  await page.show(html`<p></p>`)
  await holderKeyStore().remove(`${page.baseUrl} ${await page.usccOf('ent-02')}`)
  await page.show(html`<qym-code></qym-code>`)
  expect(await verdictOf(await link())).toContain('企业经办人正在出示')
})

it('is one code where two are shown at once, and can be shown again', async () => {
  const issued = vi.fn()
  addEventListener('qym-code-issue', issued)
  // That of the test before is not known to this platform any more: both begin anew.
  await page.show(html`<qym-code></qym-code><qym-code></qym-code>`)
  await eventually(() => expect(document.querySelectorAll('qym-code img')).toHaveLength(2))
  await link()
  expect(issued).toHaveBeenCalledOnce()
  removeEventListener('qym-code-issue', issued)
  await page.show(html`<p></p>`)
  await page.show(html`<qym-code></qym-code>`)
  expect(await verdictOf(await link())).toContain('企业经办人正在出示')
})

it('has a printed code made only when asked for, and finds it again', async () => {
  await page.show(html`<qym-code kind="static" locale="en"></qym-code>`)
  await comesTo('ready')
  expect(text()).toContain('There is no code to print yet')
  press('Get the code')
  const code = await link()
  expect(text()).toContain('Valid until')
  await page.show(html`<p></p>`)
  await page.show(html`<qym-code kind="static"></qym-code>`)
  await comesTo('ready')
  expect(await link()).toBe(code)
  const make = vi.spyOn(URL, 'createObjectURL')
  press('保存图片')
  await eventually(() => expect(make).toHaveBeenCalledOnce())
  const [file] = make.mock.calls[0] ?? []
  expect(file instanceof Blob && file.type).toBe('image/png')
  make.mockRestore()
})

it('keeps its square black on white, whatever the page does to its pictures', async () => {
  const style = document.createElement('style')
  style.textContent =
    'img { filter: invert(1) !important; border-radius: 50% !important; opacity: 0.2 !important; padding: 9px }'
  document.head.append(style)
  await page.show(html`<qym-code theme="dark"></qym-code>`)
  await comesTo('ready')
  await link()
  const image = shown()?.querySelector('img')
  const { filter, borderRadius, opacity, padding } = getComputedStyle(image ?? document.body)
  expect([filter, borderRadius, opacity, padding]).toEqual(['none', '0px', '1', '0px'])
  style.remove()
})

it('says that the enterprise is closed, and takes its square away', async () => {
  await page.show(html`<qym-code></qym-code>`)
  await comesTo('ready')
  await link()
  const uscc = await page.usccOf('ent-02')
  const change = { uscc, registrationStatus: 'deregistered' }
  await page.call({ as: 'off-code', call: 'code.registrations.change', input: change })
  await shown()?.reload()
  await eventually(() => expect(text()).toContain('企业码已停用'))
  expect(text()).toContain('已注销')
  expect(shown()?.querySelector('img')).toBeNull()
})

it('says what is the matter with the platform, the session and the page', async () => {
  await page.fault({ fault: 'fail', operation: 'code.profile.read', status: 500 })
  await page.show(html`<qym-code kind="static"></qym-code>`)
  await comesTo('problem')
  expect(text()).toContain('平台暂时无法服务')
  await page.clearFaults()
  await page.show(html`<qym-code kind="gold"></qym-code>`)
  await eventually(() => expect(text()).toContain('kind-unknown'))
  await page.show(html`<qym-code></qym-code>`, {
    fetchToken: async () => {
      throw new Error('401')
    },
  })
  await comesTo('signed-out')
  expect(shown()?.querySelector('img')).toBeNull()
})

it.each(['light', 'dark'] as const)('keeps nobody out, in the %s', async theme => {
  await page.show(html`<qym-code theme=${theme}></qym-code>`)
  await comesTo('ready')
  await link()
  const { violations } = await axe.run('qym-code', { resultTypes: ['violations'] })
  expect(violations.map(({ id, nodes }) => [id, ...nodes.map(node => node.html)])).toEqual([])
})
