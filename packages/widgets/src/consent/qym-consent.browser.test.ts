import axe from 'axe-core'
import { html } from 'lit'
import { afterEach, expect, it, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import { eventually } from '../../test/eventually.js'
import { isKept } from '../../test/kept.js'
import { bankPage } from '../../test/page.js'
import type { QymConsent } from './qym-consent.js'
import './qym-consent.js'

const page = bankPage()

const element = () => document.querySelector<QymConsent>('qym-consent')
const root = () => element()?.shadowRoot
const text = () => root()?.querySelector('.base')?.textContent?.replace(/\s+/g, ' ') ?? ''
const all = (selector: string) => [...(root()?.querySelectorAll<HTMLElement>(selector) ?? [])]
const says = (sentence: string) => eventually(() => expect(text()).toContain(sentence))
const comesTo = (state: string) => eventually(() => expect(element()?.getAttribute('state')).toBe(state))

async function press(label: string): Promise<void> {
  const button = await eventually(() => {
    const found = all('button').find(({ textContent }) => textContent?.trim().startsWith(label))
    if (!found) throw new Error(`There is no button ${label}.`)
    return found
  })
  button.click()
  await element()?.updateComplete
}

function tick(scope: string): void {
  root()?.querySelector<HTMLInputElement>(`input[name="${scope}"]`)?.click()
}

function events(name: keyof HTMLElementEventMap): unknown[] {
  const heard: unknown[] = []
  document.addEventListener(name, event => heard.push((event as CustomEvent).detail), {
    signal: abort.signal,
  })
  return heard
}
let abort = new AbortController()

async function shown(wishes: Parameters<typeof page.show>[1] = {}) {
  abort.abort()
  abort = new AbortController()
  const session = await page.show(html`<qym-consent></qym-consent>`, wishes)
  return session
}

async function approved(): Promise<void> {
  await shown()
  await comesTo('ready')
  await press('全部勾选')
  await press('同意这')
  await says('已同意')
}

/** Attempts follow each other at once: the random part of the wait between them is none. */
const hurry = () => vi.spyOn(Math, 'random').mockReturnValue(0)

afterEach(() => vi.restoreAllMocks())

it('says who asks for what, why, in whose words and until when, and has nothing ticked', async () => {
  await shown()
  await comesTo('ready')
  for (const said of [
    '待您决定',
    '莫干示范银行德清支行',
    '审批贷款',
    '对方的说明',
    '用于贷款审批',
    '2026年12月31日',
  ])
    expect(text()).toContain(said)
  expect(text()).toContain('上年实缴税收')
  expect(all('input[type=checkbox]').map(input => (input as HTMLInputElement).checked)).toEqual([
    false,
    false,
  ])
})

it('grants what was ticked for as long as was said, once, however often it is pressed', async () => {
  await shown()
  await comesTo('ready')
  const given = events('qym-consent-given')
  tick('tax.summary')
  const day = root()?.querySelector<HTMLInputElement>('input[type=date]')
  if (day) day.value = '2026-06-30'
  day?.dispatchEvent(new InputEvent('input'))
  await element()?.updateComplete
  await press('同意这 1 项')
  await press('正在提交')
  await says('已同意')
  expect(given).toEqual([
    { consentId: expect.stringMatching(/^con_/), scopes: ['tax.summary'], until: '2026-06-30T16:00:00.000Z' },
  ])
  expect(root()?.activeElement?.className).toContain('outcome')
  await says('到 2026年6月30日 当天结束')
  expect(text()).not.toContain('经营概要')
})

it('calls a choice of nothing, and a day that would not do, by name, and sends neither', async () => {
  await shown()
  await comesTo('ready')
  const day = root()?.querySelector<HTMLInputElement>('input[type=date]')
  if (day) day.value = '2027-01-01'
  day?.dispatchEvent(new InputEvent('input'))
  await press('同意授权')
  await says('有 2 处需要修改')
  expect(text()).toContain('请至少勾选一项数据')
  expect(text()).toContain('截止日期不能晚于 2026年12月31日')
  expect(root()?.activeElement?.className).toContain('error-summary')
})

it('refuses with a reason, in as few steps as it agrees, and has it there again after a reload', async () => {
  const refuse = async () => {
    await comesTo('ready')
    await press('拒绝')
    return eventually(() => {
      const field = root()?.querySelector('textarea')
      if (!field) throw new Error('There is no place for a reason yet.')
      return field
    })
  }
  await shown()
  await userEvent.fill(await refuse(), '暂时不需要贷款')
  await isKept()
  element()?.replaceWith(document.createElement('qym-consent'))
  const reason = await refuse()
  await eventually(() => expect(reason.value).toBe('暂时不需要贷款'))
  expect(text()).toContain('已恢复您上次填写的内容')
  const refused = events('qym-consent-refused')
  await press('确定拒绝')
  await says('已拒绝')
  await says('暂时不需要贷款')
  expect(refused).toHaveLength(1)
  // What was done is said in the language of now.
  element()?.setAttribute('locale', 'en')
  await eventually(() => expect(root()?.querySelector('.outcome')?.textContent).toMatch(/^Refused/))
})

it('asks once before it withdraws, and the session forgets what was read and begins anew', async () => {
  await approved()
  const withdrawn = events('qym-consent-withdrawn')
  const opened = events('qym-session-open')
  await press('撤回授权')
  await says('确定撤回授权吗')
  await press('确定撤回')
  await says('已撤回。')
  expect(withdrawn).toHaveLength(1)
  await eventually(() => expect(opened).toHaveLength(1))
  await says('已经结束')
})

it('keeps saying that it was withdrawn where the bank gets no session any more', async () => {
  await approved()
  const session = document.querySelector('qym-session')
  const own = session?.fetchToken
  if (!session || !own) throw new Error('The page has a session, which has a token.')
  let isRefused = false
  session.fetchToken = async signal => {
    if (isRefused) throw new Error('403')
    return own(signal)
  }
  await session.updateComplete
  await comesTo('loading')
  await comesTo('ready')
  await press('撤回授权')
  isRefused = true
  await press('确定撤回')
  await comesTo('signed-out')
  expect(text()).toContain('从现在起不能再查看贵企业的数据')
})

it('shows what was read under it and when, page after page', async () => {
  await approved()
  const consents = (await page.call({ as: 'ent-02', call: 'consent.list', input: {} })) as {
    items: { id: string; state: string }[]
  }
  const consentId = consents.items.find(({ state }) => state === 'active')?.id
  await press('查看读取记录')
  await says('还没有人查看过')
  await press('收起读取记录')
  for (let read = 0; read < 21; read++)
    await page.call({ as: 'bank-01', call: 'consent.facts', input: { consentId } })
  await element()?.reload()
  await press('查看读取记录')
  await says('莫干示范银行德清支行查看了：')
  expect(all('.reads li')).toHaveLength(20)
  await press('显示更早的记录')
  await eventually(() => expect(all('.reads li')).toHaveLength(21))
})

it('gives the receipt as a signed file, or to a host that takes it over', async () => {
  await approved()
  const receipts: string[] = []
  element()?.addEventListener('qym-consent-receipt', event => {
    event.preventDefault()
    receipts.push(event.detail.receipt)
  })
  await press('下载授权回执')
  await eventually(() => expect(receipts[0]).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/))
})

it('leaves personal information to the person at the platform, and says so', async () => {
  const uscc = await page.usccOf('ent-02')
  const scopes = ['tax.summary', 'people.contact']
  const input = { uscc, purpose: 'loan-application', scopes, until: '2026-12-31', reason: '联系办理' }
  await page.call({ as: 'bank-01', call: 'consent.request', input })
  await shown()
  await says('须由本人登录企业码平台单独同意')
  expect(root()?.querySelector('input[name="people.contact"]')).toBeNull()
  const own = element()
  if (own) own.byPerson = true
  await own?.updateComplete
  tick('people.contact')
  await own?.updateComplete
  await press('同意这 1 项')
  // A bank's page cannot say who sits there: the platform refuses, and its words are shown.
  await says('企业不能代为同意')
})

it('shows how it stands when somebody else was faster', async () => {
  await shown()
  await comesTo('ready')
  const { items } = (await page.call({ as: 'ent-02', call: 'consent.list', input: {} })) as {
    items: { id: string }[]
  }
  await page.call({ as: 'ent-02', call: 'consent.refuse', input: { consentId: items[0]?.id } })
  tick('tax.summary')
  await element()?.updateComplete
  await press('同意这')
  // Its session has ended with the request; the bank asks anew.
  await says('刚刚有了变化')
})

it('keeps the choice while the platform is out of reach, and sends it when it is back', async () => {
  hurry()
  await shown()
  await comesTo('ready')
  await page.fault({ fault: 'fail', operation: 'consent.approve', status: 500 })
  tick('tax.summary')
  await element()?.updateComplete
  await press('同意这 1 项')
  await says('平台暂时无法服务')
  await page.clearFaults()
  await press('同意这 1 项')
  await says('已同意')
})

it('has a state for what is not there, for a platform that fails, and in English', async () => {
  abort.abort()
  hurry()
  await page.fault({ fault: 'fail', operation: 'consent.list', status: 500 })
  await shown({ locale: 'en' })
  await comesTo('problem')
  await page.clearFaults()
  await press('Try again')
  await comesTo('ready')
  for (const said of [
    'Waiting for your decision',
    'deciding on a loan',
    'Tax in summary',
    '31 December 2026',
  ])
    expect(text()).toContain(said)
  const own = element()
  if (own) own.consentId = 'con_0000000000'
  await comesTo('problem')
  expect(text()).toContain('Not found')
  if (own) own.consents = []
  await comesTo('empty')
  expect(text()).toContain('Nobody is asking for data')
})

it('is free of what keeps people out, in the light and in the dark', async () => {
  await shown()
  await comesTo('ready')
  const own = element()
  if (!own) throw new Error('It is not there.')
  for (const theme of ['light', 'dark'] as const) {
    own.theme = theme
    await own.updateComplete
    const { violations } = await axe.run(own, { resultTypes: ['violations'] })
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html: found }) => found)])).toEqual([])
  }
}, 60_000)
