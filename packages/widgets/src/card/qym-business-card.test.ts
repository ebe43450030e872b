/** On a server: no page, no session, a card that is given. */
import { render } from '@lit-labs/ssr'
import { collectResult } from '@lit-labs/ssr/lib/render-result.js'
import { html } from 'lit'
import { expect, test } from 'vitest'
import type { Card } from './card.js'
import './qym-business-card.js'

const card: Card = {
  uscc: '91330521PDY0000280',
  name: { 'zh-CN': '示例传感技术有限公司', en: 'Sample Sensing Co., Ltd.' },
  registrationStatus: 'active',
  industryCode: 'C3983',
  phone: '0572-00000201',
  products: ['<b>压力传感器</b>'],
  strengths: [],
  honours: ['high-tech'],
  pictures: [],
  provenance: {
    name: { source: 'warehouse', owner: 'dep-scjg', asOf: '2026-01-01T00:00:00Z' },
    phone: { source: 'declared', asOf: '2026-01-02T00:00:00Z' },
  },
  updatedAt: '2026-01-02T00:00:00Z',
}

test('a card that is given is drawn on a server, with whose word it is, and its texts as texts', async () => {
  const page = await collectResult(render(html`<qym-business-card .card=${card}></qym-business-card>`))
  const text = page.replace(/<!--.*?-->/g, '')
  expect(text).toContain('示例传感技术有限公司')
  expect(text).toContain('高新技术企业')
  expect(text).toContain('登记信息来自政府登记数据，截至 2026年1月1日')
  expect(text).toContain('&lt;b&gt;压力传感器')
})

test('without a card there is its place, as high as it will be', async () => {
  const page = await collectResult(render(html`<qym-business-card></qym-business-card>`))
  expect(page).toContain('aria-busy="true"')
})
