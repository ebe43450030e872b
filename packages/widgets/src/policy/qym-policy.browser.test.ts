import axe from 'axe-core'
import { html } from 'lit'
import { afterEach, expect, it, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import { eventually } from '../../test/eventually.js'
import { isKept } from '../../test/kept.js'
import { bankPage } from '../../test/page.js'
import './qym-policy.js'

const page = bankPage()
// On a busy machine the same takes longer.
vi.setConfig({ testTimeout: 60_000 })
const SCOPES = [
  'entity.profile',
  'tax.summary',
  'tax.detail',
  'credit.enterprise',
  'green.profile',
  'per-mu.result',
  'operations.summary',
]

const element = () => {
  const found = document.querySelector('qym-policy')
  if (!found) throw new Error('The policy is not there.')
  return found
}
const root = () => element().shadowRoot
const one = <Found extends HTMLElement>(selector: string) => {
  const found = root()?.querySelector<Found>(selector)
  if (!found) throw new Error(`There is no ${selector}.`)
  return found
}
const all = (selector: string) => [...(root()?.querySelectorAll<HTMLElement>(selector) ?? [])]
const plain = (found: Element | null | undefined) => found?.textContent?.replace(/\s+/g, ' ').trim() ?? ''
const text = () => plain(root()?.querySelector('.base'))
const says = (sentence: string) => eventually(() => expect(text()).toContain(sentence))
const comesTo = (state: string) => eventually(() => expect(element().getAttribute('state')).toBe(state))
const condition = (name: string) => all('.condition').find(found => plain(found).includes(name))

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

/** The enterprise lets the bank's page see what registers hold of it. */
async function consent(): Promise<void> {
  const uscc = await page.usccOf('ent-02')
  const wish = {
    uscc,
    purpose: 'loan-application',
    scopes: SCOPES,
    until: '2026-12-31',
    reason: '用于贷款审批',
  }
  const asked = await page.call({ as: 'bank-01', call: 'consent.request', input: wish })
  const consentId = typeof asked === 'object' && asked !== null && 'id' in asked ? asked.id : undefined
  await page.call({
    as: 'ent-02',
    call: 'consent.approve',
    input: { consentId, scopes: SCOPES, until: '2026-12-31' },
  })
}

it('shows all that an item says, and its conditions, to anyone', async () => {
  await page.show(html`<qym-policy policy-id="pol-01"></qym-policy>`, { isSignedIn: false })
  await says('申报截止：2026年4月30日')
  await says('今天申报，最迟 2026年5月28日办结')
  await says('不低于 500 万元')
  for (const said of [
    '德企码示〔2025〕1号',
    '德清县经济和信息化局',
    '现行有效',
    '还有 59 天',
    '承诺受理后 60 个工作日内办结',
    '免提交，由部门调取',
    '项目备案通知书',
    '二手设备',
    '每年 3月1日至4月30日',
    '2025年1月1日至2027年12月31日',
    '第 1 版',
  ])
    expect(text()).toContain(said)
  expect(plain(condition('设备投资额'))).toContain('不低于 500 万元')
  expect(plain(condition('亩均评价等级'))).toContain('应为 A、B或C')
  expect(text()).not.toMatch(/本企业是否符合|满足|perMu|prefixIn|330521/)
})

it('says for each condition what is met and what is not known, whose word that is and as of when', async () => {
  await consent()
  await page.show(html`<qym-policy policy-id="pol-01"></qym-policy>`)
  await says('还差信息，暂时不能判断')
  await says('满足 6 项 · 不满足 0 项 · 未知 3 项')
  const grade = plain(condition('亩均评价等级'))
  expect(grade).toContain('本企业：B')
  expect(grade).toContain('截至 2026年1月1日')
  expect(plain(condition('列入严重违法失信名单'))).toContain('政府登记数据')
  expect(plain(condition('设备投资额'))).toContain('暂无信息')
  expect(condition('设备投资额')?.dataset.state).toBe('unknown')
})

it('asks for two facts at a time, and tells what they come to as the enterprise’s own word and an estimate', async () => {
  await consent()
  const matches = events('qym-policy-match')
  await page.show(html`<qym-policy policy-id="pol-01"></qym-policy>`)
  await says('回答下面 2 个问题')
  await userEvent.click(one('.questions input[value=true]'))
  await userEvent.fill(one('#ask-project-equipmentYuan'), '800')
  await says('即 ¥8,000,000')
  await userEvent.click(one('.questions .button'))
  await says('回答下面 1 个问题')
  expect(plain(condition('设备投资额'))).toContain('企业自行填写')
  expect(root()?.activeElement?.className).toBe('verdict-result')
  await userEvent.click(one('.questions input[value=true]'))
  await userEvent.click(one('.questions .button'))
  await says('符合申报条件')
  expect(plain(one('.estimate'))).toContain('估算 64 万元')
  expect(plain(one('.estimate'))).toMatch(/按政策第 1 版、2026年3月2日的信息估算，不是承诺/)
  expect(plain(one('.estimate-steps'))).toContain('× 8% = 64万元')
  expect(matches).toHaveLength(3)
  expect(matches.at(-1)).toMatchObject({ policyId: 'pol-01', result: 'yes' })
  await userEvent.click(one('.match-part > .link'))
  await says('还差信息，暂时不能判断')
})

it('says in words what is wrong with an answer, and keeps what was typed when the platform fails', async () => {
  await consent()
  await page.show(html`<qym-policy policy-id="pol-01"></qym-policy>`)
  await says('回答下面 2 个问题')
  await userEvent.fill(one('#ask-project-equipmentYuan'), '八百')
  await userEvent.click(one('.questions .button'))
  await says('有 2 处需要修改')
  expect(root()?.activeElement?.className).toBe('error-summary')
  expect(text()).toContain('“设备投资额(不含税)”请填数字')
  await userEvent.click(one('.questions input[value=true]'))
  await userEvent.fill(one('#ask-project-equipmentYuan'), '800')
  await page.fault({ fault: 'offline', operation: 'policy.matches.make' })
  await userEvent.click(one('.questions .button'))
  await vi.waitFor(() => expect(text()).toContain('网络连接不上'), { timeout: 40_000 })
  expect(one<HTMLInputElement>('#ask-project-equipmentYuan').value).toBe('800')
  await page.clearFaults()
  await userEvent.click(one('.questions .button'))
  await says('回答下面 1 个问题')
})

it('does not ask again for what registers hold and this page may not see, but says that it takes a consent', async () => {
  await page.show(
    html`<qym-policy policy-id="pol-24"><a slot="consent" href="#consent">去授权</a></qym-policy>`,
  )
  await says('回答下面 2 个问题')
  for (const input of all('.questions input[value=false]')) input.click()
  await userEvent.click(one('.questions .button'))
  await says('本页面没有查看的授权')
  expect(plain(one('[part=consent-needed]'))).toContain('列入严重违法失信名单和环保一票否决')
  expect(all('.questions legend, .questions label').map(plain).join()).not.toContain('列入严重违法失信名单')
})

/** Away and back: another element in the same session. */
function redraw(locale = ''): void {
  const again = document.createElement('qym-policy')
  again.policyId = 'pol-01'
  again.locale = locale
  element().replaceWith(again)
}
const amount = () => one<HTMLInputElement>('#ask-project-equipmentYuan')
const yes = () => one<HTMLInputElement>('.questions input[value=true]')

it('shows again what was typed and not sent, in its own unit, until it is cleared', async () => {
  await consent()
  await page.show(html`<qym-policy policy-id="pol-01"></qym-policy>`)
  await says('回答下面 2 个问题')
  await userEvent.click(yes())
  await userEvent.fill(amount(), '800')
  await isKept()
  redraw()
  await says('已恢复您上次填写的内容（保存于 2026年3月2日')
  expect(amount().value).toBe('800')
  expect(yes().checked).toBe(true)
  redraw('en')
  await says('What you had typed is here again')
  expect(amount().value).toBe('800万元')
  expect(text()).toContain('that is CNY 8,000,000')
  redraw()
  await says('已恢复您上次填写的内容')
  await userEvent.click(one('[data-action=discard]'))
  await eventually(() => expect(amount().value).toBe(''))
  expect(yes().checked).toBe(false)
  redraw()
  await says('回答下面 2 个问题')
  expect(text()).not.toContain('已恢复')
  expect(amount().value).toBe('')
})

it('makes the match anew with what was answered before, for its own enterprise and policy alone', async () => {
  await consent()
  await page.show(html`<qym-policy policy-id="pol-01"></qym-policy>`)
  await says('回答下面 2 个问题')
  await userEvent.click(yes())
  await userEvent.fill(amount(), '800')
  await userEvent.click(one('.questions .button'))
  await says('回答下面 1 个问题')
  redraw()
  await says('已恢复您上次填写的内容')
  await eventually(() => expect(plain(condition('设备投资额'))).toContain('本企业：800 万元'))
  expect(text()).toContain('回答下面 1 个问题')
  expect(root()?.activeElement).toBeNull()
  element().policyId = 'pol-24'
  await says('专利质押')
  expect(text()).not.toContain('已恢复')
  element().policyId = 'pol-01'
  await says('已恢复您上次填写的内容')
  await eventually(() => expect(plain(condition('设备投资额'))).toContain('本企业：800 万元'))
  await page.show(html``)
  await page.show(html`<qym-policy policy-id="pol-01"></qym-policy>`, { enterprise: 'ent-01' })
  await eventually(() => expect(plain(condition('设备投资额'))).toContain('暂无信息'))
  expect(text()).not.toContain('已恢复')
  await page.show(html``)
  await page.show(html`<qym-policy policy-id="pol-01"></qym-policy>`)
  await eventually(() => expect(plain(condition('设备投资额'))).toContain('暂无信息'))
  expect(text()).not.toContain('已恢复')
})

it('says when the match could not be made anew, and goes on from there on request', async () => {
  await consent()
  const match = await page.call({ as: 'ent-02', call: 'policy.matches.make', input: { policyId: 'pol-01' } })
  await page.show(html`<qym-policy policy-id="pol-01"></qym-policy>`)
  await says('回答下面 2 个问题')
  await userEvent.click(yes())
  await userEvent.fill(amount(), '800')
  await userEvent.click(one('.questions .button'))
  await says('回答下面 1 个问题')
  await page.show(html``)
  await page.fault({ fault: 'fail', operation: 'policy.matches.make', status: 500 })
  await page.show(html`<qym-policy policy-id="pol-01" .match=${match}></qym-policy>`, {
    deadlineMilliseconds: 3000,
  })
  await eventually(() => expect(text()).toMatch(/平台(没有及时答复|暂时无法服务) 重试/))
  expect(text()).not.toContain('本页面没有查看的授权')
  expect(plain(condition('设备投资额'))).toContain('暂无信息')
  await page.clearFaults()
  await userEvent.click(one('.match-part .field-error .link'))
  await eventually(() => expect(plain(condition('设备投资额'))).toContain('本企业：800 万元'))
  expect(root()?.querySelector('.field-error')).toBeNull()
})

it('keeps a dispute that was begun, and nothing of it once it is sent', async () => {
  const begin = async () => {
    await says('本企业：B')
    condition('亩均评价等级')?.querySelector<HTMLElement>('.dispute')?.click()
    await eventually(() => one('#claimed'))
  }
  await consent()
  await page.show(html`<qym-policy policy-id="pol-01"></qym-policy>`)
  await begin()
  await userEvent.selectOptions(one('#claimed'), 'A')
  await userEvent.fill(one('#reason'), '2025 年度评价结果公布为 A 类')
  await isKept()
  redraw()
  await begin()
  await says('已恢复您上次填写的内容')
  expect(one<HTMLSelectElement>('#claimed').value).toBe('A')
  expect(one<HTMLTextAreaElement>('#reason').value).toBe('2025 年度评价结果公布为 A 类')
  await userEvent.click(one('.correction .button'))
  await says('已转给经济和信息化局核实')
  redraw()
  await begin()
  expect(one<HTMLTextAreaElement>('#reason').value).toBe('')
  expect(text()).not.toContain('已恢复')
})

it('takes a dispute of a fact to the department that keeps it, once', async () => {
  await consent()
  const disputes = events('qym-correction-submit')
  await page.show(html`<qym-policy policy-id="pol-01"></qym-policy>`, { deadlineMilliseconds: 8000 })
  await says('本企业：B')
  const dispute = () => condition('亩均评价等级')
  const open = dispute()?.querySelector<HTMLElement>('.dispute')
  expect(open?.textContent).toBe('信息有误？ 更正“亩均评价等级”')
  open?.click()
  await eventually(() => one('#claimed'))
  await userEvent.selectOptions(one('#claimed'), 'B')
  await userEvent.click(one('.correction .button'))
  await says('请填写“理由”')
  await userEvent.fill(one('#reason'), '2025 年度评价结果公布为 A 类')
  await userEvent.click(one('.correction .button'))
  await says('“应当是”与现有记录相同')
  await userEvent.selectOptions(one('#claimed'), 'A')
  await page.fault({ fault: 'lose-answer', operation: 'card.corrections.submit', times: 1 })
  await userEvent.click(one('.correction .button'))
  await says('平台没有及时答复')
  await userEvent.click(one('.correction .button'))
  await says('已转给经济和信息化局核实。最迟 2026年3月9日答复。')
  expect(plain(dispute())).toContain('已转给')
  expect(disputes).toHaveLength(1)
  const kept = await page.call({ as: 'ent-02', call: 'card.corrections.list' })
  expect(kept).toMatchObject({ items: [{ fact: 'perMu.grade', claimed: 'A' }] })
})

it('lets a host take over applying, and otherwise says how', async () => {
  await page.show(html`<qym-policy policy-id="pol-01"></qym-policy>`, { isSignedIn: false })
  await comesTo('ready')
  const applied = events('qym-policy-apply')
  document.addEventListener('qym-policy-apply', event => event.preventDefault(), { once: true })
  await userEvent.click(one('.apply .button'))
  expect(applied).toEqual([{ policyId: 'pol-01', version: 1 }])
  expect(root()?.querySelector('.how')).toBeNull()
  await userEvent.click(one('.apply .button'))
  await says('请联系德清县经济和信息化局办理')
})

it('offers nothing to apply for where nothing is applied for, and where it is not open', async () => {
  await page.show(html`<qym-policy policy-id="pol-03"></qym-policy>`, { isSignedIn: false })
  await says('不用申报，部门比对数据后直接兑付')
  expect(root()?.querySelector('.apply .button')).toBeNull()
  element().policyId = 'pol-12'
  await says('2026年8月1日开始申报')
  expect(root()?.querySelector('.apply .button')).toBeNull()
})

it('is not shown under another policy’s name while that is on its way', async () => {
  await page.show(html`<qym-policy policy-id="pol-01"></qym-policy>`, { isSignedIn: false })
  await comesTo('ready')
  await page.fault({ fault: 'slow', operation: 'policy.read', milliseconds: 1500 })
  element().policyId = 'pol-02'
  await element().updateComplete
  expect(text()).not.toContain('工业企业技术改造')
  await says('企业数字化软件投入补助')
})

it.each([
  ['', 'policy-id-missing'],
  ['技改', 'policy-id-invalid'],
])('tells who runs the page what is wrong with the id %j', async (id, code) => {
  await page.show(html`<qym-policy policy-id=${id}></qym-policy>`)
  await comesTo('problem')
  expect(text()).toContain(code)
})

it('says that there is no such policy, and that one is signed out', async () => {
  await page.show(html`<qym-policy policy-id="pol-99"></qym-policy>`, { isSignedIn: false, locale: 'en' })
  await comesTo('problem')
  expect(text()).toContain('Not found')
  await page.show(html`<qym-policy policy-id="pol-01"></qym-policy>`, {
    fetchToken: () => Promise.reject(new Error('401')),
  })
  await comesTo('signed-out')
})

it('has nothing that axe finds, in the light and in the dark', async () => {
  await consent()
  await page.show(html`<qym-policy policy-id="pol-01" locale="en"></qym-policy>`)
  await says('Answer 2 questions')
  await userEvent.click(one('.questions .button'))
  await userEvent.click(one('.dispute'))
  for (const theme of ['light', 'dark'] as const) {
    element().theme = theme
    await element().updateComplete
    const { violations } = await axe.run(element(), { resultTypes: ['violations'] })
    expect(violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`)).toEqual([])
  }
})
