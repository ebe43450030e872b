import { finance } from '@qiyema/core/operations/finance'
import axe from 'axe-core'
import { html } from 'lit'
import { afterEach, expect, it, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import { eventually } from '../../test/eventually.js'
import { isKept } from '../../test/kept.js'
import { bankPage } from '../../test/page.js'
import type { Application, Need } from './application/loan.js'
import type { QymLoanApplication } from './qym-loan-application.js'
import './qym-loan-application.js'

const page = bankPage()
const yuan = (amount: number) => ({ amountFen: amount * 100, currency: 'CNY' as const })
const NEED = {
  amount: yuan(1_000_000),
  tenorMonths: 12,
  purpose: 'working-capital' as const,
  contactName: '财务负责人（示例）',
  contactPhone: '0572-00000200',
  consent: {
    scopes: ['entity.profile' as const, 'tax.summary' as const],
    until: '2026-06-30',
    isContactAgreed: true as const,
  },
}
const OFFER = {
  productId: 'prd-01',
  amount: yuan(800_000),
  tenorMonths: 12,
  annualRate: 0.0385,
  repayment: 'repay-anytime',
  guarantee: 'credit',
  conditions: '在本行开立结算账户。',
  validUntil: '2026-03-12',
}

const element = () => document.querySelector<QymLoanApplication>('qym-loan-application')
const root = () => element()?.shadowRoot
const text = () => root()?.querySelector('.base')?.textContent?.replace(/\s+/g, ' ') ?? ''
const all = (selector: string) => [...(root()?.querySelectorAll<HTMLElement>(selector) ?? [])]
const says = (sentence: string) => eventually(() => expect(text()).toContain(sentence))
const comesTo = (state: string) => eventually(() => expect(element()?.getAttribute('state')).toBe(state))
const stages = () => all('.journey li').map(({ dataset }) => dataset.state)

function click(selector: string): void {
  const found = root()?.querySelector<HTMLElement>(selector)
  if (!found) throw new Error(`There is no ${selector}.`)
  found.click()
}

const show = (wishes: Parameters<typeof page.show>[1] = {}) =>
  page.show(html`<qym-loan-application></qym-loan-application>`, wishes)

async function as<Answer>(who: string, call: string, input: unknown): Promise<Answer> {
  return (await page.call({ as: who, call: `finance.${call}`, input })) as Answer
}

/** The enterprise posts a need at the platform, and the bank of the page takes it up and does these steps. */
async function claimed(...steps: readonly (readonly [step: string, input?: object])[]): Promise<Application> {
  const { id: needId } = await as<Need>('ent-02', 'needs.submit', NEED)
  const application = await as<Application>('bank-01', 'queue.claim', { needId })
  return bankDoes(application, ...steps)
}

async function bankDoes(
  { id: applicationId }: Application,
  ...steps: readonly (readonly [step: string, input?: object])[]
): Promise<Application> {
  let application: Application | undefined
  for (const [step, input] of steps)
    application = await as('bank-01', `applications.${step}`, { applicationId, ...input })
  return application ?? as('bank-01', 'applications.read', { applicationId })
}

const MATERIALS = { materials: [{ name: '上年度财务报表', required: true }] }
const OFFERED = [['contact'], ['offer', OFFER]] as const

function choose(file: File): void {
  const input = root()?.querySelector<HTMLInputElement>('input[type=file]')
  if (!input) throw new Error('There is nothing to choose a file with.')
  const files = new DataTransfer()
  files.items.add(file)
  input.files = files.files
  input.dispatchEvent(new Event('change'))
}

/** As small as a whole PDF may be. */
const PDF = '%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n'

/** Attempts follow each other at once: the random part of the wait between them is none. */
const hurry = () => vi.spyOn(Math, 'random').mockReturnValue(0)

afterEach(() => vi.restoreAllMocks())

it('says what to do when nothing has been asked for, and waits for banks once something has', async () => {
  await show()
  await comesTo('empty')
  expect(text()).toContain('还没有发布融资需求')
  await as('ent-02', 'needs.submit', NEED)
  await element()?.reload()
  await says('等待银行接单')
  expect(text()).toContain('100 万元 · 12 个月 · 日常周转')
}, 60_000)

it('tells how long a clock has to run, and that it has run out, and by how much', async () => {
  const application = await claimed(['contact'])
  await page.advance({ days: 8 })
  await show()
  await says('还剩 1 天 0 小时')
  expect(text()).toContain('银行给出审批结果')
  const { offer } = await bankDoes(application, ['offer', OFFER])
  await as('ent-02', 'applications.accept', { applicationId: application.id, offerId: offer?.id })
  await page.advance({ days: 11 })
  await show()
  await says('已超过 2 天')
})

it('puts the annualised rate first and largest, with its method, and the conditions after it', async () => {
  await claimed(...OFFERED)
  await show()
  await says('年化利率（单利）')
  const rate = root()?.querySelector('.rate strong')
  expect(rate?.textContent).toBe('3.85%')
  const sizeOf = (node: Element) => Number.parseFloat(getComputedStyle(node).fontSize)
  const largest = Math.max(
    ...all('.base *')
      .filter(node => node !== rate)
      .map(sizeOf),
  )
  expect(rate && sizeOf(rate)).toBeGreaterThan(largest)
  for (const said of [
    '80 万元',
    '随借随还',
    '信用（无需担保）',
    '在本行开立结算账户',
    '到 2026年3月12日',
    '已含利息',
  ])
    expect(text()).toContain(said)
  expect(text()).toContain('只显示它所属银行的进展')
})

it('accepts an offer once, after it has asked in place, and keeps acceptance apart from credit', async () => {
  await claimed(...OFFERED)
  await show()
  await says('接受这份报价')
  const accepted: unknown[] = []
  element()?.addEventListener('qym-offer-accepted', event => accepted.push(event.detail))
  click('[data-ask=accept]')
  await says('接受不等于放款')
  expect(root()?.activeElement?.className).toContain('question')
  click('.question [type=submit]')
  click('.question [type=submit]')
  await says('待授信审批')
  expect(accepted).toHaveLength(1)
  expect(stages()).toEqual(['done', 'unneeded', 'done', 'done', 'current', 'todo', 'todo'])
  expect(root()?.activeElement?.className).toContain('outcome')
})

it('follows credit, signature and pay-out as four different things', async () => {
  const application = await claimed(...OFFERED)
  const offerId = application.offer?.id
  await as('ent-02', 'applications.accept', { applicationId: application.id, offerId })
  await bankDoes(application, ['grantCredit', { amount: yuan(800_000) }])
  await show()
  await says('授信额度 80 万元')
  expect(text()).toContain('请您签订合同')
  await bankDoes(application, ['sign'], ['disburse', { amount: yuan(300_000) }])
  await element()?.reload()
  await says('已放款 30 万元，授信额度共 80 万元')
  await bankDoes(application, ['disburse', { amount: yuan(500_000) }])
  await element()?.reload()
  await says('已放款 80 万元')
  expect(stages().at(-1)).toBe('done')
})

it('looks again by itself while it can be seen, and tells what has come', async () => {
  const application = await claimed(['contact'])
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  try {
    await show()
    await says('还没有报价')
    const progress: unknown[] = []
    element()?.addEventListener('qym-loan-progress', event => progress.push(event.detail))
    await bankDoes(application, ['offer', OFFER])
    await vi.advanceTimersByTimeAsync(20_000)
    await says('接受这份报价')
    expect(progress).toEqual([{ applicationId: application.id, state: 'offered' }])
    expect(root()?.querySelector('[role=status]:not(.quiet)')?.textContent).toContain('已报价')
  } finally {
    vi.useRealTimers()
  }
}, 60_000)

it('supplies a material, and says of a file that will not do why', async () => {
  await claimed(['contact'], ['askMaterials', MATERIALS])
  await show()
  await says('上年度财务报表')
  const supplied: unknown[] = []
  element()?.addEventListener('qym-material-supplied', event => supplied.push(event.detail))
  for (const [file, fault] of [
    [new File(['a'], '报表.xlsx', { type: 'application/vnd.ms-excel' }), '只能提交 PDF、PNG 或 JPG'],
    [new File([''], '空.pdf', { type: 'application/pdf' }), '这个文件是空的'],
    [new File([new Uint8Array(21 * 2 ** 20)], '大.pdf', { type: 'application/pdf' }), '超过了 20 MB'],
    [new File(['text'], '改名.pdf', { type: 'application/pdf' }), '文件内容与它的类型不符'],
    [new File(['%PDF-1.4 half'], '半.pdf', { type: 'application/pdf' }), '文件不完整或已损坏'],
  ] as const) {
    choose(file)
    await says(fault)
  }
  choose(new File([PDF], '报表.pdf', { type: 'application/pdf' }))
  await says('已提交 · 2026年3月2日')
  expect(supplied).toHaveLength(1)
  expect(stages().slice(0, 3)).toEqual(['done', 'done', 'current'])
}, 60_000)

it('can stop an upload', async () => {
  await claimed(['contact'], ['askMaterials', MATERIALS])
  await page.fault({ fault: 'slow', operation: 'finance.applications.supply', milliseconds: 60_000 })
  await show()
  await says('上年度财务报表')
  choose(new File([PDF], '报表.pdf', { type: 'application/pdf' }))
  await says('取消上传')
  click('.uploading button')
  await says('已取消上传')
})

it('withdraws a need that was posted on this page, and forgets with it what was read', async () => {
  await show()
  await comesTo('empty')
  const needs = element()?.session?.connection?.use(finance).needs
  await needs?.submit(NEED)
  await element()?.reload()
  const opened: unknown[] = []
  element()
    ?.closest('qym-session')
    ?.addEventListener('qym-session-open', event => opened.push(event))
  await says('撤回融资需求')
  click('[data-ask=withdraw]')
  await says('撤回这项融资需求？')
  click('.question [type=submit]')
  await says('融资需求已撤回')
  await says('这项需求已经撤回')
  expect(opened).toHaveLength(1)
})

it('says where a need that was posted elsewhere is withdrawn', async () => {
  await as('ent-02', 'needs.submit', NEED)
  await show()
  await says('撤回融资需求')
  click('[data-ask=withdraw]')
  await says('撤回这项融资需求？')
  click('.question [type=submit]')
  await says('不是在本页面发布的')
})

it('declines a bank with the reason that was begun before a reload, which the bank is told', async () => {
  const { id: applicationId } = await claimed(...OFFERED)
  const decline = async () => {
    await page.show(html``)
    await show()
    const ask = await eventually(() => {
      const found = root()?.querySelector<HTMLElement>('[data-ask=decline]')
      if (!found) throw new Error('There is nothing to decline yet.')
      return found
    })
    ask.click()
    return eventually(() => {
      const found = root()?.querySelector<HTMLTextAreaElement>('[name=reason]')
      if (!found) throw new Error('There is no place for a reason yet.')
      return found
    })
  }
  await userEvent.fill(await decline(), '已选择其他银行')
  await isKept()
  const reason = await decline()
  await eventually(() => expect(reason.value).toBe('已选择其他银行'))
  expect(text()).toContain('已恢复您上次填写的内容')
  click('.question [type=submit]')
  await says('已谢绝')
  const { timeline } = await as<Application>('bank-01', 'applications.read', { applicationId })
  expect(JSON.stringify(timeline)).toContain('已选择其他银行')
  // What was done is said in the language of now.
  element()?.setAttribute('locale', 'en')
  await eventually(() => expect(root()?.querySelector('.outcome')?.textContent).toMatch(/^You have declined/))
})

it('posts again what has expired, with a consent that is asked for anew', async () => {
  await show()
  await comesTo('empty')
  await element()?.session?.connection?.use(finance).needs.submit(NEED)
  await page.advance({ days: 31 })
  await show()
  await says('重新发布')
  const reposted: { needId: string; repostOf: string }[] = []
  element()?.addEventListener('qym-need-reposted', event => reposted.push(event.detail))
  click('[data-ask=repost]')
  await says('登记与基本情况和纳税概要')
  const until = root()?.querySelector<HTMLInputElement>('input[type=date]')
  if (until) until.value = '2039-01-01'
  click('.question [type=submit]')
  await says('今天到三年之内')
  await says('需要联系人本人单独同意')
  if (until) until.value = '2026-08-31'
  click('.question [type=submit]')
  await eventually(() => expect(text()).not.toContain('今天到三年之内'))
  expect(root()?.activeElement).toBe(root()?.querySelector('[name=contact]'))
  click('[name=contact]')
  click('.question [type=submit]')
  await says('已重新发布')
  await says('等待银行接单')
  expect(reposted[0]?.needId).not.toBe(reposted[0]?.repostOf)
})

it('stands offers of three banks side by side where a host gives them, the cheapest first, and under each other at 320 px', async () => {
  const application = await claimed(...OFFERED)
  const need = await as<Need>('ent-02', 'needs.read', { needId: application.needId })
  const others = [0.041, 0.0345].map((annualRate, index) => ({
    ...application,
    id: `loan_${index}`,
    bank: { id: `par-bank0${index + 2}`, name: { 'zh-CN': `示范银行${index + 2}` } },
    ...(application.offer && { offer: { ...application.offer, annualRate } }),
  }))
  const { inOrder } = await import('./application/loan.js')
  const loan = { need, applications: inOrder([application, ...others]) }
  await page.show(html`<qym-loan-application .loan=${loan}></qym-loan-application>`)
  await comesTo('ready')
  expect(all('.rate strong').map(({ textContent }) => textContent)).toEqual(['3.45%', '3.85%', '4.10%'])
  const lefts = () => new Set(all('.application').map(each => each.getBoundingClientRect().left)).size
  const own = element()
  if (!own) throw new Error('It is not there.')
  own.style.width = '1100px'
  expect(lefts()).toBe(3)
  own.style.width = '320px'
  expect(lefts()).toBe(1)
  expect(root()?.querySelector('.base')?.scrollWidth).toBeLessThanOrEqual(320)
})

it('has a state for a platform that fails and for what is not there, in English too', async () => {
  hurry()
  await page.fault({ fault: 'fail', operation: 'finance.needs.list', status: 500 })
  await show({ locale: 'en' })
  await comesTo('problem')
  await page.clearFaults()
  const { id } = await claimed(...OFFERED)
  const own = element()
  if (own) own.applicationId = id
  await says('Accept this offer')
  expect(text()).toContain('annualised rate (simple)')
  if (own) own.applicationId = 'loan_0000000000'
  await comesTo('problem')
  expect(text()).toContain('Not found')
})

it('is free of what keeps people out, in the light and in the dark', async () => {
  await claimed(['contact'], ['askMaterials', MATERIALS], ['offer', OFFER])
  await show()
  await says('接受这份报价')
  const own = element()
  if (!own) throw new Error('It is not there.')
  for (const theme of ['light', 'dark'] as const) {
    own.theme = theme
    await own.updateComplete
    const { violations } = await axe.run(own, { resultTypes: ['violations'] })
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html: found }) => found)])).toEqual([])
  }
}, 60_000)
