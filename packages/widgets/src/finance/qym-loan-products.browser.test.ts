import axe from 'axe-core'
import { html } from 'lit'
import { afterEach, expect, it, vi } from 'vitest'
import { eventually } from '../../test/eventually.js'
import { bankPage } from '../../test/page.js'
import type { QymLoanProducts } from './qym-loan-products.js'
import './qym-loan-products.js'

const page = bankPage()

const element = () => document.querySelector<QymLoanProducts>('qym-loan-products')
const root = () => element()?.shadowRoot
const text = () => root()?.querySelector('.base')?.textContent?.replace(/\s+/g, ' ') ?? ''
const all = (selector: string) => [...(root()?.querySelectorAll<HTMLElement>(selector) ?? [])]
const says = (sentence: string) => eventually(() => expect(text()).toContain(sentence))
const comesTo = (state: string) => eventually(() => expect(element()?.getAttribute('state')).toBe(state))
const show = (wishes: Parameters<typeof page.show>[1] = {}) =>
  page.show(html`<qym-loan-products></qym-loan-products>`, wishes)

/** Attempts follow each other at once: the random part of the wait between them is none. */
const hurry = () => vi.spyOn(Math, 'random').mockReturnValue(0)

afterEach(() => vi.restoreAllMocks())

it('shows without a session what is public, and judges nobody', async () => {
  await show({ isSignedIn: false })
  await says('共 6 个产品')
  for (const said of [
    '小微快贷',
    '3.45% – 4.35%',
    '年化利率（单利）',
    '1 万元 – 300 万元',
    '1 – 12 个月',
    '线上办理',
  ])
    expect(text()).toContain(said)
  expect(all('.match')).toHaveLength(0)
})

it('lets nothing stand out more than the annualised rate, all in', async () => {
  await show({ isSignedIn: false })
  await comesTo('ready')
  const sizeOf = (node: Element) => Number.parseFloat(getComputedStyle(node).fontSize)
  const [card] = all('.product')
  const rate = card?.querySelector('.rate strong')
  if (!card || !rate) throw new Error('There is no product.')
  expect(card.querySelector('p, h3')?.contains(rate)).toBe(true)
  const others = all('.base *').filter(node => !node.matches('.rate strong'))
  expect(sizeOf(rate)).toBeGreaterThan(Math.max(...others.map(sizeOf)))
})

it('says whether each fits the enterprise, and what would have to be known, and puts what fits first', async () => {
  await page.call({
    as: 'bank-01',
    call: 'consent.request',
    input: {
      uscc: await page.usccOf('ent-02'),
      purpose: 'loan-application',
      scopes: ['entity.profile'],
      until: '2026-12-31',
      reason: '用于贷款审批',
    },
  })
  await show()
  await comesTo('ready')
  expect(text()).toContain('还需要这些数据才能判断')
  expect(text()).toContain('纳税信用等级')
  expect(text()).toContain('能否获得贷款由银行审批决定')
  const results = all('.product').map(({ dataset }) => dataset.match)
  const ranks = ['yes', 'need-info', 'no']
  expect(results).toEqual(
    [...results].sort((one, other) => ranks.indexOf(one ?? '') - ranks.indexOf(other ?? '')),
  )
})

it('says in words why one does not fit', async () => {
  const { items } = (await page.call({ as: 'ent-01', call: 'finance.products.list', input: {} })) as {
    items: { id: string; match: { result: string } }[]
  }
  const products = items.filter(({ match }) => match.result === 'no')
  expect(products.length).toBeGreaterThan(0)
  await page.show(html`<qym-loan-products .products=${products}></qym-loan-products>`)
  await says('暂不符合')
  expect(
    all('.match li')
      .map(({ textContent }) => textContent)
      .join(),
  ).toMatch(/：(应为|不低于|不高于)/)
})

it('filters by purpose, and keeps the filter where nothing is left', async () => {
  await show({ isSignedIn: false })
  await says('共 6 个产品')
  const select = root()?.querySelector('select')
  if (!select) throw new Error('There is no filter.')
  const choose = (purpose: string) => {
    select.value = purpose
    select.dispatchEvent(new Event('change'))
  }
  choose('trade')
  await says('共 1 个产品')
  expect(text()).toContain('银税信用贷')
  choose('research')
  await says('目前没有这类融资产品')
  const again = root()?.querySelector('select')
  expect(again?.value).toBe('research')
  const own = element()
  if (own) own.purpose = 'no-such-purpose'
  await says('共 6 个产品')
})

it('marks what is chosen, unless the host takes over', async () => {
  await show({ isSignedIn: false })
  await comesTo('ready')
  const heard: string[] = []
  element()?.addEventListener('qym-loan-product-choose', event => heard.push(event.detail.product.id))
  const press = (index: number) => all('.product button')[index]?.click()
  press(0)
  await says('已选择')
  expect(element()?.chosen).toBe(heard[0])
  element()?.addEventListener('qym-loan-product-choose', event => event.preventDefault())
  press(1)
  expect(heard).toHaveLength(2)
  expect(element()?.chosen).toBe(heard[0])
})

it('has a state for a platform that fails, for none at all, and for an ended session, in English too', async () => {
  hurry()
  await page.fault({ fault: 'fail', operation: 'finance.products.list', status: 500 })
  await show({ locale: 'en', isSignedIn: false })
  await comesTo('problem')
  await page.clearFaults()
  root()?.querySelector('button')?.click()
  await says('annualised rate (simple)')
  const own = element()
  if (own) own.bank = 'par-nobody'
  await comesTo('empty')
  expect(text()).toContain('no such loan product')
  await show({
    fetchToken: async () => {
      throw new Error('401')
    },
  })
  await comesTo('signed-out')
})

it('is free of what keeps people out, in the light and in the dark, and of sideways scrolling at 320 px', async () => {
  await show()
  await comesTo('ready')
  const own = element()
  if (!own) throw new Error('It is not there.')
  for (const theme of ['light', 'dark'] as const) {
    own.theme = theme
    await own.updateComplete
    const { violations } = await axe.run(own, { resultTypes: ['violations'] })
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html: found }) => found)])).toEqual([])
  }
  own.style.width = '320px'
  expect(root()?.querySelector('.base')?.scrollWidth).toBeLessThanOrEqual(320)
}, 60_000)
