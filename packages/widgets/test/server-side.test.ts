import { render } from '@lit-labs/ssr'
import { collectResult } from '@lit-labs/ssr/lib/render-result.js'
import { createSandbox, type Sandbox } from '@qiyema/sandbox'
import { html } from 'lit'
import { afterAll, beforeAll, expect, it } from 'vitest'

let sandbox: Sandbox
beforeAll(async () => {
  sandbox = await createSandbox()
})
afterAll(() => sandbox.close())

it('is imported on a server without fail, every element of it', async () => {
  await expect(import('@qiyema/widgets')).resolves.toBeDefined()
})

it('renders a business card on a server, with the data that it is given', async () => {
  await import('@qiyema/widgets/qym-business-card')
  const card = await sandbox.anyone.card.readPublic({ uscc: sandbox.usccOf('ent-02') })
  const rendered = await collectResult(render(html`<qym-business-card .card=${card}></qym-business-card>`))
  expect(rendered).toContain('<template shadowroot="open" shadowrootmode="open">')
  expect(rendered).toContain(card.name['zh-CN'])
})

it('renders a list of policies on a server', async () => {
  await import('@qiyema/widgets/qym-policy-list')
  const { items } = await sandbox.anyone.policy.list({ limit: 3 })
  const rendered = await collectResult(render(html`<qym-policy-list .items=${items}></qym-policy-list>`))
  for (const { title } of items) expect(rendered).toContain(title['zh-CN'])
})
