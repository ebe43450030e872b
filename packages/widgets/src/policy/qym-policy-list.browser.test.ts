import axe from 'axe-core'
import { html, type TemplateResult } from 'lit'
import { afterEach, expect, it, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import { eventually } from '../../test/eventually.js'
import { bankPage } from '../../test/page.js'
import type { PolicySummary } from './policy.js'
import './qym-policy-list.js'
import { samplePolicy } from '../../test/sample-policy.js'

const page = bankPage()
// On a busy machine the same takes longer.
vi.setConfig({ testTimeout: 60_000 })

const element = () => {
  const found = document.querySelector('qym-policy-list')
  if (!found) throw new Error('The list is not there.')
  return found
}
const root = () => element().shadowRoot
const one = <Found extends HTMLElement>(selector: string) => {
  const found = root()?.querySelector<Found>(selector)
  if (!found) throw new Error(`There is no ${selector}.`)
  return found
}
const comes = <Found extends HTMLElement>(selector: string) => eventually(() => one<Found>(selector))
const all = (selector: string) => [...(root()?.querySelectorAll<HTMLElement>(selector) ?? [])]
const titles = () => all('.row-open').map(({ textContent }) => textContent?.trim())
const text = () => root()?.querySelector('.base')?.textContent?.replace(/\s+/g, ' ') ?? ''
const says = (sentence: string) => eventually(() => expect(text()).toContain(sentence))
const comesTo = (state: string) => eventually(() => expect(element().getAttribute('state')).toBe(state))
/** What a screen reader is told. */
const announced = () => root()?.querySelector('.base > [role=status]')?.textContent?.trim()

async function shown(content: TemplateResult, wishes: Parameters<typeof page.show>[1] = {}) {
  const session = await page.show(content, wishes)
  return session
}

/** Letter by letter, with no time between them: a busy machine would take long enough for a word to be several. */
function typeAtOnce(input: HTMLInputElement, typed: string): void {
  for (const letter of typed) {
    input.value += letter
    input.dispatchEvent(new InputEvent('input', { data: letter }))
  }
}

let abort = new AbortController()
afterEach(() => {
  abort.abort()
  abort = new AbortController()
})
function events(name: keyof HTMLElementEventMap): unknown[] {
  const heard: unknown[] = []
  const { signal } = abort
  document.addEventListener(name, event => event instanceof CustomEvent && heard.push(event.detail), {
    signal,
  })
  return heard
}

it('lists policies for anyone, with their department, deadline and way of paying out in words', async () => {
  await shown(html`<qym-policy-list></qym-policy-list>`, { isSignedIn: false })
  await comesTo('ready')
  await says('共 25 项')
  await eventually(() => expect(titles()).toHaveLength(25))
  const first = one('.row-item').textContent?.replace(/\s+/g, ' ')
  expect(first).toContain('专利质押融资贴息')
  expect(first).toContain('县级 · 德清县市场监督管理局')
  expect(first).toContain('即申即享')
  expect(first).toContain('2027年12月31日截止')
  expect(text()).not.toContain('与本企业匹配')
  expect(text()).not.toMatch(/dep-|pol-|no-application|in-force/)
})

it('counts the days that are left, and says from when it opens', async () => {
  await shown(html`<qym-policy-list text="技术改造"></qym-policy-list>`, { isSignedIn: false })
  await says('2026年4月30日截止')
  expect(text()).toContain('还有 59 天')
  element().text = '节能降碳'
  await says('2026年8月1日开始申报')
})

it('searches while one types, in Chinese or English, and says how many there are', async () => {
  await shown(html`<qym-policy-list></qym-policy-list>`, { isSignedIn: false, locale: 'en' })
  await says('25 in all')
  const searches = events('qym-policy-search')
  typeAtOnce(one('#search'), 'patent')
  await eventually(() => expect(titles()).toEqual(['Interest subsidy for patent-pledge loans']))
  expect(announced()).toBe('1 in all')
  expect(searches).toHaveLength(1)
  await userEvent.fill(one('#search'), '专利')
  await eventually(() => expect(searches).toHaveLength(2))
  await eventually(() => expect(titles()).toContain('Interest subsidy for patent-pledge loans'))
})

it('does not search for half a word that is still being composed', async () => {
  await shown(html`<qym-policy-list></qym-policy-list>`, { isSignedIn: false })
  await comesTo('ready')
  const searches = events('qym-policy-search')
  const input = one<HTMLInputElement>('#search')
  input.value = 'zhuanli'
  input.dispatchEvent(new InputEvent('input', { isComposing: true }))
  await new Promise(resolve => setTimeout(resolve, 400))
  expect(searches).toEqual([])
  input.value = '专利'
  input.dispatchEvent(new CompositionEvent('compositionend'))
  await eventually(() => expect(searches).toEqual([expect.objectContaining({ text: '专利' })]))
})

it('filters by category, department and what is open, and clears it all at once', async () => {
  await shown(html`<qym-policy-list></qym-policy-list>`, { isSignedIn: false })
  await says('共 25 项')
  await userEvent.click(one('.filter-bar .button'))
  await userEvent.selectOptions(await comes('#category'), '绿色低碳')
  await says('共 2 项')
  await userEvent.selectOptions(one('#department'), '德清县发展和改革局')
  await says('共 1 项')
  expect(text()).toContain('筛选（已选 2 项）')
  await userEvent.click(one('.filter-bar input'))
  await comesTo('empty')
  await says('没有符合条件的政策')
  await userEvent.click(one('.filter-bar .link'))
  await says('共 25 项')
  expect(root()?.activeElement?.id).toBe('search')
})

it('shows what matches first, what may with more information next, and the rest last', async () => {
  await shown(html`<qym-policy-list></qym-policy-list>`)
  await says('已列出 20 项，还有更多')
  await userEvent.click(one('.more'))
  await says('共 25 项')
  await eventually(() => expect(titles()).toHaveLength(25))
  expect(root()?.activeElement).toBe(all('.row-open')[20])
  // Without a consent this page is told little, so that nothing is certain but what does not suit.
  expect(all('.group-title').map(({ textContent }) => textContent)).toEqual([
    '还差信息才能判断',
    '本企业暂不符合',
  ])
  await userEvent.click(one('input[name=match][value=no]'))
  await says('共 5 项')
  expect(all('.row-item').every(row => row.textContent?.includes('暂不符合'))).toBe(true)
  await userEvent.click(one('input[name=match][value=yes]'))
  await comesTo('empty')
})

it('opens a policy in place, goes back to where it was, and lets a host take over', async () => {
  await shown(html`<qym-policy-list text="补助"></qym-policy-list>`, { isSignedIn: false })
  await comesTo('ready')
  const before = titles()
  const opened = events('qym-policy-open')
  const row = all('.row-open').at(-1)
  row?.focus()
  await userEvent.keyboard('{Enter}')
  await eventually(() => expect(root()?.activeElement?.textContent).toContain('返回政策列表'))
  const detail = await comes('qym-policy')
  await eventually(() => expect(detail.shadowRoot?.textContent).toContain(row?.textContent?.trim()))
  expect(opened).toEqual([{ policyId: row?.dataset.id }])
  await userEvent.keyboard('{Enter}')
  await eventually(() => expect(root()?.activeElement).toBe(row))
  expect(titles()).toEqual(before)
  expect(root()?.querySelector('qym-policy')).toBeNull()

  document.addEventListener('qym-policy-open', event => event.preventDefault(), { signal: abort.signal })
  await userEvent.keyboard('{Enter}')
  expect(opened).toHaveLength(2)
  expect(root()?.querySelector('qym-policy')).toBeNull()
})

it('tells of new policies when that is wished for, and stops at one press', async () => {
  await shown(html`<qym-policy-list></qym-policy-list>`)
  await comesTo('ready')
  const heard = events('qym-policy-subscribe')
  await userEvent.click(one('.alerts > .link'))
  await says('现在没有开启提醒')
  await userEvent.click(one('.alert-categories input[value=green]'))
  await userEvent.click(one('.alerts .button'))
  await says('提醒已开启')
  expect(heard.at(-1)).toMatchObject({ categories: ['green'], onlyMatching: true, quiet: false })
  await userEvent.click(one('.alerts .button[data-kind=secondary]'))
  await says('现在没有开启提醒')
  const kept = await page.call({ as: 'ent-02', call: 'policy.subscription.read' })
  expect(kept).toMatchObject({ categories: ['green'], quiet: true })
})

it('loads, fails in words with a way to try again, and asks who is signed out to sign in', async () => {
  await page.fault({ fault: 'fail', operation: 'policy.list', status: 500 })
  await shown(html`<qym-policy-list></qym-policy-list>`, { isSignedIn: false })
  expect(root()?.querySelector('.skeleton')).not.toBeNull()
  await comesTo('problem')
  await says('平台暂时无法服务')
  await page.clearFaults()
  await userEvent.click(one('.notice .button'))
  await comesTo('ready')

  await shown(html`<qym-policy-list></qym-policy-list>`, {
    fetchToken: () => Promise.reject(new Error('401')),
  })
  await comesTo('signed-out')
  await says('登录已结束')
  expect(root()?.querySelector('#search')).toBeNull()
})

it('takes what a host got wrong for nothing chosen', async () => {
  await shown(
    html`<qym-policy-list match="perhaps" sort="best" department="x y" region="德清" text="${'专利'}\u0000\u202e"></qym-policy-list>`,
    { isSignedIn: false },
  )
  await eventually(() => expect(titles()).toContain('专利质押融资贴息'))
})

it('draws names of any kind as text, in a direction of their own', async () => {
  const title = { 'zh-CN': `<img src=x onerror="hit()"> \u202eعربي 😀𠮷${'很'.repeat(200)}` }
  await shown(
    html`<qym-policy-list locale="en" .items=${[samplePolicy(1, { title, category: 'unheard-of' })]}></qym-policy-list>`,
    { isSignedIn: false },
  )
  await comesTo('ready')
  expect(titles()).toEqual([title['zh-CN']])
  expect(one('.row-open bdi').lang).toBe('zh-CN')
  element().style.width = '320px'
  expect(element().scrollWidth).toBeLessThanOrEqual(320)
  element().removeAttribute('style')
})

it('draws five thousand a few at a time, lays out what is near, and has each of them', async () => {
  const items: PolicySummary[] = Array.from({ length: 5000 }, (_, number) => samplePolicy(number))
  await shown(html`<qym-policy-list .items=${items.slice(0, 1)}></qym-policy-list>`, { isSignedIn: false })
  await comesTo('ready')
  // Records come after each task: what is drawn in one is counted together.
  let most = 0
  let drawn = 0
  const count = (nodes: NodeList) =>
    [...nodes].reduce(
      (sum, node) => sum + (node instanceof Element ? node.querySelectorAll('.row-open').length : 0),
      0,
    )
  const observer = new MutationObserver(records => {
    const added = records.reduce((sum, { addedNodes }) => sum + count(addedNodes), 0)
    most = Math.max(most, added)
    drawn += added
  })
  observer.observe(one('.list'), { childList: true, subtree: true })
  // Frames that do not wait for a screen.
  const frames = vi
    .spyOn(globalThis, 'requestAnimationFrame')
    .mockImplementation(draw => Number(setTimeout(() => draw(performance.now()))))
  element().items = items
  await vi.waitFor(() => expect(drawn).toBeGreaterThanOrEqual(4999), { timeout: 90_000, interval: 250 })
  frames.mockRestore()
  observer.disconnect()
  expect(most).toBeLessThanOrEqual(10)
  const chunks = all('.chunk')
  expect(chunks).toHaveLength(500)
  expect(chunks.every(chunk => getComputedStyle(chunk).contentVisibility === 'auto')).toBe(true)
  const last = all('.row-open').at(-1)
  last?.focus()
  expect(last?.textContent).toContain('4999')
  expect(last?.getBoundingClientRect().top).toBeLessThan(innerHeight)
}, 120_000)

it.each(['light', 'dark'] as const)('has nothing that axe finds in the %s', async theme => {
  await shown(html`<qym-policy-list theme=${theme}></qym-policy-list>`)
  await comesTo('ready')
  await userEvent.click(one('.filter-bar .button'))
  await comes('#category')
  await userEvent.click(one('.alerts > .link'))
  await says('现在没有开启提醒')
  const { violations } = await axe.run(element(), { resultTypes: ['violations'] })
  expect(violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`)).toEqual([])
})
it('opens a policy with what was typed into it, however often one goes back to the list', async () => {
  await shown(html`<qym-policy-list text="技术改造"></qym-policy-list>`)
  const policyField = () =>
    eventually(() => {
      const found = root()
        ?.querySelector('qym-policy')
        ?.shadowRoot?.querySelector<HTMLInputElement>('.questions input[inputmode]')
      if (!found) throw new Error('The policy asks nothing yet.')
      return found
    })
  ;(await comes('.row-open')).click()
  await userEvent.fill(await policyField(), '800')
  one('.back').click()
  ;(await comes('.row-open')).click()
  await eventually(async () => expect((await policyField()).value).toBe('800'))
})
