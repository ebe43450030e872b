/** Promise 17: hostile text stays text, in every slot of every widget, and nothing runs over the edge of a narrow phone. */
import { html } from 'lit'
import { beforeEach, expect, it, vi } from 'vitest'
import type { QymElement } from '../src/shared/qym-element.js'
import { eventually } from './eventually.js'
import '../src/index.js'
import { hostileStrings, rareNames } from './hostile-strings.js'
import { bankPage } from './page.js'

const page = bankPage()
const run = vi.fn()
beforeEach(() => {
  Object.assign(globalThis, { qymHostile: run })
  run.mockClear()
})

/** Members that hold text of people, and not values of a program. */
const FREE = new Set([
  'name',
  'zh-CN',
  'en',
  'title',
  'summary',
  'caption',
  'representative',
  'contactRole',
  'phone',
  'email',
  'website',
  'products',
  'strengths',
  'honours',
  'reason',
  'endReason',
  'message',
  'description',
  'conditions',
  'repayment',
  'category',
  'docNumber',
  'audience',
  'steps',
  'exclusions',
  'interpretation',
  'documentUrl',
  'owner',
  'source',
  'givenBy',
  'registrationStatus',
  'person',
  'detail',
  'materials',
  'value',
  'known',
  'rateBasis',
  'features',
  'note',
  'department',
  'departmentId',
  'regionCode',
  'guarantee',
  'purpose',
  'label',
  'industryCode',
  'bank',
  'stackingGroup',
])

/** The value with the text in every place that a text of people may stand in. */
function poisoned(value: unknown, text: string, isFree = false): unknown {
  if (typeof value === 'string') return isFree ? text : value
  if (Array.isArray(value)) return value.map(entry => poisoned(entry, text, isFree))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, poisoned(member, text, FREE.has(name))]),
  )
}

interface Subject {
  readonly tag: string
  /** Its properties, as a platform would give them. */
  given(): Promise<Record<string, unknown>>
}

const ask = (as: string, call: string, input?: unknown) => page.call({ as, call, input })
const yuan = (amount: number) => ({ amountFen: amount * 100, currency: 'CNY' })

async function loan() {
  const need = {
    amount: yuan(1_000_000),
    tenorMonths: 12,
    purpose: 'working-capital',
    description: '旺季前备货',
    contactName: '财务负责人（示例）',
    contactPhone: '0572-00000200',
    consent: { scopes: ['entity.profile', 'tax.summary'], until: '2026-06-30', isContactAgreed: true },
  }
  const { id: needId } = (await ask('ent-02', 'finance.needs.submit', need)) as { id: string }
  const { id: applicationId } = (await ask('bank-01', 'finance.queue.claim', { needId })) as { id: string }
  await ask('bank-01', 'finance.applications.contact', { applicationId })
  await ask('bank-01', 'finance.applications.offer', {
    applicationId,
    productId: 'prd-01',
    amount: yuan(800_000),
    tenorMonths: 12,
    annualRate: 0.0385,
    repayment: 'repay-anytime',
    guarantee: 'credit',
    conditions: '在本行开立结算账户。',
    validUntil: '2026-03-12',
  })
  return {
    need: await ask('ent-02', 'finance.needs.read', { needId }),
    applications: [await ask('ent-02', 'finance.applications.read', { applicationId })],
  }
}

const issuer = {
  iss: 'https://qym.example',
  name: { 'zh-CN': '德清县企业码平台', en: 'Deqing Enterprise Code platform' },
}
const verified = {
  outcome: 'valid',
  assurance: 'static',
  warnings: [],
  detail: '',
  issuer,
  code: {
    uscc: '91330521PDY0000280',
    name: '德清芯澜传感技术有限公司',
    issuedAt: 1_772_000_000,
    expiresAt: 1_800_000_000,
    credential: '',
    issuer: 'https://qym.example',
    kid: 'AAAAAAAAAAA',
    status: {
      uri: 'https://qym.example/status/0',
      index: 7,
      state: 'valid',
      asOf: 1_772_400_000,
      freshness: 'fresh',
    },
  },
}

const subjects: readonly Subject[] = [
  { tag: 'qym-business-card', given: async () => ({ card: await ask('ent-02', 'card.read') }) },
  { tag: 'qym-verification', given: async () => ({ result: verified }) },
  {
    tag: 'qym-policy-list',
    given: async () => {
      const { items } = (await ask('ent-02', 'policy.list', { limit: 2 })) as { items: unknown }
      return { items }
    },
  },
  {
    tag: 'qym-policy',
    given: async () => {
      const { items } = (await ask('ent-02', 'policy.list', { limit: 1 })) as { items: { id: string }[] }
      const [{ id: policyId } = { id: '' }] = items
      return {
        item: await ask('ent-02', 'policy.read', { policyId }),
        match: await ask('ent-02', 'policy.matches.make', { policyId }),
      }
    },
  },
  {
    tag: 'qym-consent',
    given: async () => {
      const { items } = (await ask('ent-02', 'consent.list')) as { items: unknown }
      return { consents: items }
    },
  },
  {
    tag: 'qym-loan-products',
    given: async () => {
      const { items } = (await ask('ent-02', 'finance.products.list', { limit: 2 })) as { items: unknown }
      return { products: items }
    },
  },
  { tag: 'qym-loan-application', given: async () => ({ loan: await loan() }) },
]

it.each(subjects)(
  '$tag shows every hostile text as text, within 320 px',
  async ({ tag, given }) => {
    await page.show(html`<div id="phone"></div>`, { isSignedIn: tag === 'qym-consent' })
    await page.call({
      as: 'bank-01',
      call: 'consent.request',
      input: {
        uscc: await page.usccOf('ent-02'),
        purpose: 'loan-application',
        scopes: ['tax.summary', 'people.contact'],
        until: '2026-12-31',
        reason: '用于贷款审批',
      },
    })
    const phone = document.querySelector<HTMLElement>('#phone')
    if (!phone) throw new Error('The page has no phone.')
    phone.style.cssText = 'width: 320px; position: relative'
    const clean = await given()
    const element = document.createElement(tag) as QymElement
    Object.assign(element, clean)
    phone.append(element)
    await eventually(() => expect(element.getAttribute('state')).toBe('ready'))
    const elements = countElements(element)

    const wide: string[] = []
    const lost: string[] = []
    for (const text of hostileStrings) {
      Object.assign(element, poisoned(clean, text) as object)
      await element.updateComplete
      if (overflows(element, phone)) wide.push(text.slice(0, 40))
      if (rareNames.includes(text) && !textOf(element).includes(text)) lost.push(text)
    }
    expect(run).not.toHaveBeenCalled()
    expect(wide).toEqual([])
    expect(lost).toEqual([])
    expect(foreignElements(element)).toEqual([])
    Object.assign(element, clean)
    await element.updateComplete
    expect(countElements(element)).toBe(elements)
  },
  120_000,
)

const rootOf = (element: QymElement): ShadowRoot => {
  if (!element.shadowRoot) throw new Error('The element has no shadow root.')
  return element.shadowRoot
}
const textOf = (element: QymElement): string => rootOf(element).textContent ?? ''
const countElements = (element: QymElement): number => rootOf(element).querySelectorAll('*').length

/** Nothing of a widget is one of these, so whatever is came out of a text. */
const foreignElements = (element: QymElement): string[] =>
  [
    ...rootOf(element).querySelectorAll(
      'script, iframe, object, embed, base, meta, link, form[action], [onerror], [onload], [onclick]',
    ),
  ].map(({ outerHTML }) => outerHTML)

/** Wider than the phone, by itself or by anything in it that is not scrolled or hidden on purpose. */
function overflows(element: QymElement, phone: HTMLElement): boolean {
  if (phone.scrollWidth > phone.clientWidth) return true
  const base = rootOf(element).querySelector('.base')
  return base !== null && base.scrollWidth > base.clientWidth + 1
}
