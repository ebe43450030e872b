import axe from 'axe-core'
import { html } from 'lit'
import { beforeEach, expect, it, vi } from 'vitest'
import { eventually } from '../../test/eventually.js'
import {
  agree,
  emptyDevice,
  fillAll,
  fillNeed,
  find,
  next,
  press,
  sees,
  shown,
  theForm,
  type,
} from '../../test/loan-form-driver.js'
import { bankPage } from '../../test/page.js'
import { openVault } from '../shared/drafts/vault.js'
import './qym-loan-form.js'

const page = bankPage()
// Nothing is timed here, and a call that gets no answer takes its time.
vi.setConfig({ testTimeout: 60_000 })
beforeEach(emptyDevice)

/** Long enough for calls that are answered on a busy machine. */
const IMPATIENT = { deadlineMilliseconds: 4000 }

interface FiledNeed {
  readonly id: string
  readonly amount: { readonly amountFen: number }
  readonly tenorMonths: number
  readonly purpose: string
  readonly consentId: string
}

/** As the enterprise itself finds them at the platform. */
async function filed(): Promise<readonly FiledNeed[]> {
  const { items } = (await page.call({ as: 'ent-02', call: 'finance.needs.list' })) as { items: FiledNeed[] }
  return items
}

async function approvedConsent(): Promise<void> {
  const { items } = (await page.call({
    as: 'ent-02',
    call: 'consent.list',
    input: { state: 'requested' },
  })) as {
    items: { id: string; requested: string[]; requestedUntil: string }[]
  }
  const [asked] = items
  if (!asked) throw new Error('Nobody has asked.')
  const { id: consentId, requested: scopes, requestedUntil: until } = asked
  await page.call({ as: 'ent-02', call: 'consent.approve', input: { consentId, scopes, until } })
}

const yuan = (amount: number) => ({ amountFen: amount * 100, currency: 'CNY' as const })

/** A loan of the page's bank, through all its steps. @returns the id of its application */
async function paidOut(amount: ReturnType<typeof yuan>): Promise<string> {
  const does = async (
    who: string,
    call: string,
    input: object,
  ): Promise<{ id: string; offer?: { id: string } }> =>
    (await page.call({ as: who, call: `finance.${call}`, input })) as { id: string; offer?: { id: string } }
  const asked = { amount, tenorMonths: 12, purpose: 'working-capital' }
  const contact = { contactName: '财务负责人', contactPhone: '0572-00000201' }
  const consent = { scopes: ['tax.summary'], until: '2026-06-30', isContactAgreed: true }
  const { id: needId } = await does('ent-02', 'needs.submit', { ...asked, ...contact, consent })
  const { id: applicationId } = await does('bank-01', 'queue.claim', { needId })
  await does('bank-01', 'applications.contact', { applicationId })
  const terms = { productId: 'prd-01', amount, tenorMonths: 12, annualRate: 0.0385, validUntil: '2026-03-12' }
  const manner = { repayment: 'repay-anytime', guarantee: 'credit' }
  const { offer } = await does('bank-01', 'applications.offer', { applicationId, ...terms, ...manner })
  await does('ent-02', 'applications.accept', { applicationId, offerId: offer?.id })
  await does('bank-01', 'applications.grantCredit', { applicationId, amount })
  await does('bank-01', 'applications.sign', { applicationId })
  await does('bank-01', 'applications.disburse', { applicationId, amount })
  return applicationId
}

it('files what was reviewed once however often it is pressed, with consent for what was ticked and nothing else', async () => {
  const events: unknown[] = []
  await page.show(
    html`<qym-loan-form @qym-loan-submitted=${(event: CustomEvent) => events.push(event.detail)}></qym-loan-form>`,
  )
  await fillAll()
  expect(shown()).toMatch(/50 万元 = 500,000 元.*五十万元/)
  expect(shown()).toMatch(/纳税概要.*企业信用/)
  expect(shown()).not.toContain('经营概要')
  const button = find<HTMLButtonElement>('button[type="submit"]')
  button.click()
  button.click()
  await sees('需求已发布')
  const [need, ...others] = await filed()
  expect(others).toEqual([])
  expect(need).toMatchObject({ amount: { amountFen: 50_000_000 }, tenorMonths: 12, purpose: 'equipment' })
  expect(events).toEqual([{ needId: need?.id, state: 'open' }])
  const given = await page.call({ as: 'ent-02', call: 'consent.read', input: { consentId: need?.consentId } })
  expect(given).toMatchObject({
    granted: ['tax.summary', 'credit.enterprise'],
    separate: [{ scope: 'people.contact' }],
  })
  expect(await openVault().names('draft')).toEqual([])
  expect(await openVault().names('intent')).toEqual([])
})

it('says what is missing, beside each field and in a summary that has the focus', async () => {
  await page.show(html`<qym-loan-form></qym-loan-form>`)
  await sees('想贷多少')
  await next()
  await eventually(() => expect(theForm().shadowRoot?.activeElement?.className).toBe('error-summary'))
  expect(shown()).toContain('有 5 处需要修改')
  const amount = find('#loan-amount')
  expect(amount.getAttribute('aria-invalid')).toBe('true')
  expect(amount.getAttribute('aria-describedby')).toContain('loan-amount-error')
  find<HTMLAnchorElement>('.error-summary a').click()
  expect(theForm().shadowRoot?.activeElement).toBe(amount)
  await type('amount', '50')
  expect(amount.getAttribute('aria-invalid')).toBeNull()
})

it('asks back which amount is meant; then ticks nothing beforehand, and wants the contact’s own consent', async () => {
  await page.show(html`<qym-loan-form></qym-loan-form>`)
  await fillNeed('500000')
  await sees(/五十万元.*五十亿元/)
  await next()
  expect(shown()).toContain('请确认金额是多少')
  await press('.doubts [data-unit="yuan"]')
  expect(shown()).toContain('50 万元 = 500,000 元')
  expect(find<HTMLInputElement>('input[value="yuan"]').checked).toBe(true)
  await next()
  await sees('提供哪些数据')
  expect(theForm().shadowRoot?.querySelectorAll('input:checked')).toHaveLength(0)
  await press('input[value="tax.summary"]')
  await next()
  expect(shown()).toContain('需要联系人本人单独同意')
  expect(await filed()).toEqual([])
})

it('shows the facts as they are, says when they are purged, and passes a dispute on to their owner', async () => {
  await page.show(html`<qym-loan-form></qym-loan-form>`)
  await fillNeed()
  await approvedConsent()
  await page.show(html`<p></p>`)
  await page.show(html`<qym-loan-form></qym-loan-form>`)
  await sees('已恢复您上次填写的内容')
  await next()
  await sees(/上年实缴税收 960 万元 税务局 · 截至/)
  expect(shown()).toMatch(/将于 2026年3月2日 09:30 清除/)
  find<HTMLButtonElement>('.dispute').click()
  await theForm().updateComplete
  const claimed = find<HTMLInputElement>('[id$="-claimed"]')
  claimed.value = '980万'
  claimed.dispatchEvent(new Event('input'))
  const reason = find<HTMLTextAreaElement>('[id$="-reason"]')
  reason.value = '完税证明载明 980 万元'
  reason.dispatchEvent(new Event('input'))
  // Closed and opened again, at once.
  await press('.dispute')
  await press('.dispute')
  await eventually(() => expect(find<HTMLInputElement>('[id$="-claimed"]').value).toBe('980万'))
  expect(find<HTMLTextAreaElement>('[id$="-reason"]').value).toBe('完税证明载明 980 万元')
  await press('.dispute-form .button')
  await sees(/已转交税务局核实，2026年3月\d+日前答复/)
  const { items } = (await page.call({ as: 'ent-02', call: 'card.corrections.list' })) as { items: unknown[] }
  expect(items).toMatchObject([{ fact: 'ops.taxPaidYuan', claimed: 9_800_000 }])
})

it('a page that is reloaded after a lost answer goes on with the same, and one need is filed', async () => {
  await page.show(html`<qym-loan-form></qym-loan-form>`, IMPATIENT)
  await fillAll()
  await page.fault({ fault: 'lose-answer', operation: 'finance.needs.submit' })
  await next()
  await sees('还不知道是否提交成功')
  await page.show(html`<p></p>`)
  await page.clearFaults()
  await page.show(html`<qym-loan-form></qym-loan-form>`)
  await sees('需求已发布')
  expect(await filed()).toHaveLength(1)
  expect(await openVault().names('intent')).toEqual([])
})

it('where no answer comes it says so, sends nothing else meanwhile, and then finds what was filed', async () => {
  await page.show(html`<qym-loan-form></qym-loan-form>`, IMPATIENT)
  await fillAll()
  await page.fault({ fault: 'lose-answer', operation: 'finance.needs.submit' })
  await next()
  await sees('还不知道是否提交成功')
  expect(theForm().shadowRoot?.querySelector('form')).toBeNull()
  await page.clearFaults()
  await press('[data-action="look"]')
  await sees('没有重复')
  expect(await filed()).toHaveLength(1)
})

it('gives the form back, as it was, once it is certain that nothing was filed', async () => {
  await page.show(html`<qym-loan-form></qym-loan-form>`, IMPATIENT)
  await fillAll()
  await page.fault({ fault: 'offline', operation: 'finance.needs.submit' })
  await next()
  await sees('还不知道是否提交成功')
  await page.clearFaults()
  await press('[data-action="look"]')
  await sees('上次没有受理')
  await press('[data-action="back"]')
  await press('[data-action="back"]')
  expect(find<HTMLInputElement>('#loan-contactName').value).toBe('财务负责人')
  expect(await openVault().names('intent')).toEqual([])
})

it('restores a draft with a word, throws it away on request, and shows another enterprise nothing of it', async () => {
  const restored: unknown[] = []
  await page.show(html`<qym-loan-form></qym-loan-form>`)
  await fillNeed()
  await page.show(html`<p></p>`)
  await page.show(
    html`<qym-loan-form @qym-draft-restored=${(event: CustomEvent) => restored.push(event.detail)}></qym-loan-form>`,
  )
  await sees('加密存放在这台设备上')
  expect(restored).toEqual([{ savedAt: page.now() }])
  expect(find<HTMLInputElement>('#loan-tenor').value).toBe('12')
  await press('[data-action="discard"]')
  expect(find<HTMLInputElement>('#loan-tenor').value).toBe('')
  await eventually(async () => expect(await openVault().names('draft')).toEqual([]))
  await type('tenor', '24')
  await page.show(html`<p></p>`)
  await page.show(html`<qym-loan-form></qym-loan-form>`, { enterprise: 'ent-01' })
  await sees('想贷多少')
  expect(find<HTMLInputElement>('#loan-tenor').value).toBe('')
  expect(await openVault().names('draft')).toEqual([])
})

it('works where the browser stores nothing, and says so', async () => {
  vi.spyOn(indexedDB, 'open').mockImplementation(() => {
    throw new DOMException('Storage is refused.', 'SecurityError')
  })
  await page.show(html`<qym-loan-form></qym-loan-form>`)
  await fillAll()
  expect(shown()).toContain('浏览器不允许保存')
  await next()
  await sees('需求已发布')
  vi.restoreAllMocks()
  expect(await filed()).toHaveLength(1)
})

it('shows the rate of its product larger than anything, with its method, and keeps to its limits', async () => {
  const { items } = (await page.call({ as: 'ent-02', call: 'finance.products.list' })) as {
    items: { id: string }[]
  }
  const id = items.find(product => product.id.endsWith('01'))?.id ?? ''
  await page.show(html`<qym-loan-form product-id=${id} amount="5000000" tenor-months="12"></qym-loan-form>`)
  await sees(/年化利率（单利） 3.45% – 4.35%/)
  const sizeOf = (element: Element) => Number.parseFloat(getComputedStyle(element).fontSize)
  const all = [...(theForm().shadowRoot?.querySelectorAll('.base *:not(style)') ?? [])]
  const rate = sizeOf(find('.rate'))
  expect(all.filter(element => sizeOf(element) >= rate)).toEqual([find('.rate')])
  await next()
  expect(shown()).toContain('不能超过 300 万元')
})

it('posts a need again that has expired, with a consent of its own', async () => {
  await page.show(html`<qym-loan-form></qym-loan-form>`)
  await fillAll()
  await next()
  await sees('需求已发布')
  const [first] = await filed()
  await page.show(html`<p></p>`)
  await page.advance({ days: 31 })
  await page.show(html`<qym-loan-form repost-of=${first?.id ?? ''}></qym-loan-form>`)
  await sees('重新发布融资需求')
  await agree('entity.profile')
  await next()
  await sees('全部内容')
  await next()
  await sees('需求已发布')
  const [again, ...earlier] = await filed()
  expect(earlier).toHaveLength(1)
  expect(again).toMatchObject({ repostOf: first?.id, amount: first?.amount })
  expect(again?.consentId).not.toBe(first?.consentId)
})

it('renews a loan that is paid out: filled in from it, for no more than it was, with its own bank alone', async () => {
  const loan = await paidOut(yuan(800_000))
  await page.show(html`<qym-loan-form renews=${loan}></qym-loan-form>`)
  await sees('申请无还本续贷')
  expect(find<HTMLInputElement>('#loan-amount').value).toBe('80')
  expect(find<HTMLInputElement>('#loan-tenor').value).toBe('12')
  await type('amount', '90')
  await type('contactName', '财务负责人')
  await type('contactPhone', '0572-00000201')
  await next()
  await sees('不能超过 80 万元')
  await type('amount', '60')
  await next()
  await sees('提供哪些数据')
  await agree('tax.summary')
  await next()
  await sees(/续贷的贷款.*已放款 80 万元/)
  await next()
  await sees('已转给原贷款银行')
  const need = (await filed()).find(({ purpose }) => purpose === 'renewal')
  expect(need).toMatchObject({ renews: loan, amount: yuan(600_000) })
  const ofOthers = await page.call({ as: 'bank-02', call: 'finance.queue.list' })
  expect(ofOthers).toMatchObject({ items: [] })
  const ofItsBank = await page.call({ as: 'bank-01', call: 'finance.queue.list' })
  expect(ofItsBank).toMatchObject({ items: [{ id: need?.id }] })
})

it('says why the platform refuses, in its own words, and keeps what was typed', async () => {
  const until = '2026-06-30'
  for (let count = 0; count < 5; count++)
    await page.call({
      as: 'ent-02',
      call: 'finance.needs.submit',
      input: {
        amount: { amountFen: 1_000_000_00, currency: 'CNY' },
        tenorMonths: 12,
        purpose: 'trade',
        contactName: '财务负责人',
        contactPhone: '0572-00000201',
        consent: { scopes: ['tax.summary'], until, isContactAgreed: true },
      },
    })
  await page.show(html`<qym-loan-form></qym-loan-form>`)
  await fillAll()
  await next()
  await sees('已达上限')
  expect(shown()).toContain('50 万元 = 500,000 元')
  expect(await openVault().names('intent')).toEqual([])
})

it('has the states of every widget, and says what is not there', async () => {
  await page.show(html`<qym-loan-form></qym-loan-form>`, { isSignedIn: false })
  await sees('登录已结束')
  await page.show(html`<qym-loan-form product-id="prd-99"></qym-loan-form>`)
  await sees('没有找到')
})

it('is accessible in both themes, speaks English, and lets the page take over', async () => {
  await page.show(
    html`<qym-loan-form @qym-loan-submit=${(event: Event) => event.preventDefault()}></qym-loan-form>`,
  )
  await fillAll()
  const session = document.querySelector('qym-session')
  for (const theme of ['light', 'dark'] as const) {
    if (session) session.theme = theme
    await theForm().updateComplete
    const { violations } = await axe.run(theForm(), { resultTypes: ['violations'] })
    expect(violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`)).toEqual([])
  }
  await next()
  expect(await filed()).toEqual([])
  if (session) session.locale = 'en'
  await sees('Consent and submit')
})
