/** A bank's server opens a session, and a browser on the bank's page uses it: for one enterprise, with one key, for minutes. */
import assert from 'node:assert/strict'
import { type Client, createClient } from '@qiyema/core'
import { createBrowser } from '../browser.ts'
import type { Bank, Enterprise } from '../cast.ts'
import type { Platform } from '../platform.ts'
import { refusalOf } from '../refusals.ts'
import { say } from '../tell.ts'

/** What the browser has. */
export interface OpenSession {
  readonly id: string
  readonly widgets: Client
}

export async function openSession(
  { baseUrl }: Platform,
  enterprise: Enterprise,
  bank: Bank,
): Promise<OpenSession> {
  const session = await bank.client.session.open({
    uscc: enterprise.uscc,
    operatorReference: 'desk 7',
    purpose: 'policy-advice',
    components: ['qym-loan-products', 'qym-policy-list'],
    origins: [bank.origin],
  })
  // The bank's page gets the bootstrap from the bank's server, and it works once.
  const browser = createBrowser(bank.origin)
  const page = { baseUrl, fetch: browser.fetch }
  const widgets = createClient({ ...page, session: async () => ({ bootstrap: session.bootstrap }) })
  const { items: products } = await widgets.finance.products.list({ purpose: 'working-capital' })
  assert.ok(products.some(({ match }) => match?.result === 'yes'))
  say(`On the bank’s page ${products.length} loan products say how the enterprise stands to them.`)

  const again = createClient({ ...page, session: async () => ({ bootstrap: session.bootstrap }) })
  assert.equal(await refusalOf(again.finance.products.list()), 'bootstrap_used')
  assert.equal(await refusalOf(widgets.finance.needs.list()), 'component_not_granted')
  say('Its bootstrap works once, and its components are all that it can do.')

  const stolen = browser.lastRequest()
  assert.equal(await answerTo(stolen, { dpop: null }), '401 invalid_proof')
  assert.equal(await answerTo(stolen, {}), '401 invalid_proof')
  assert.equal(await answerTo(stolen, { origin: 'https://evil.example' }), '403 wrong_origin')
  say('A token that was stolen is of no use: not without the key, not a second time, not from another site.')
  return { id: session.id, widgets }
}

/** What somebody gets who sends again what was seen on the way. */
async function answerTo(seen: Request, changes: Readonly<Record<string, string | null>>): Promise<string> {
  const headers = new Headers(seen.headers)
  for (const [name, value] of Object.entries(changes))
    if (value === null) headers.delete(name)
    else headers.set(name, value)
  const answer = await fetch(new Request(seen, { headers }))
  const { code } = (await answer.json()) as { code: string }
  return `${answer.status} ${code}`
}
