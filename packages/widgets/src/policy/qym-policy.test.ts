import { render } from '@lit-labs/ssr'
import { collectResult } from '@lit-labs/ssr/lib/render-result.js'
import { createSandbox, type Sandbox } from '@qiyema/sandbox'
import { html } from 'lit'
import { afterAll, beforeAll, expect, it } from 'vitest'
import './qym-policy.js'
import './qym-policy-list.js'

let sandbox: Sandbox
beforeAll(async () => {
  sandbox = await createSandbox()
})
afterAll(() => sandbox.close())

it('is drawn on a server, with the item and the match that it is given', async () => {
  const item = await sandbox.anyone.policy.read({ policyId: 'pol-10' })
  const match = await sandbox.signIn('ent-02').policy.matches.make({ policyId: 'pol-10' })
  const rendered = await collectResult(render(html`<qym-policy .item=${item} .match=${match}></qym-policy>`))
  expect(rendered).toContain(item.title['zh-CN'])
  expect(rendered).toContain('符合申报条件')
  expect(rendered).toContain('10 万元')
})

it('is drawn on a server as a list, by what matches', async () => {
  const { items } = await sandbox.signIn('ent-02').policy.list({ match: 'yes', limit: 3 })
  const rendered = await collectResult(render(html`<qym-policy-list .items=${items}></qym-policy-list>`))
  for (const { title } of items) expect(rendered).toContain(title['zh-CN'])
  expect(rendered).toContain('本企业符合条件')
})
