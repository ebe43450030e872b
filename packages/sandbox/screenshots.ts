// `npm run screenshots`: the pages that a platform itself shows, in every look, into screenshots/.
import { createSandbox, type Sandbox } from '@qiyema/sandbox'
import type { Request as Asked, BrowserContext } from 'playwright-core'
import { openChromium } from '../../.ci/chromium.mjs'
import { contextOf, openAlbum } from '../../.ci/screenshots.mjs'

const album = await openAlbum(import.meta.url)
const sandbox = await createSandbox()
const browser = await openChromium()
try {
  const pages = {
    ...(await makeCodes(sandbox)),
    reference: '/reference',
    operations: '/reference/finance',
    problem: '/problems/impossible_step',
  }
  for (const look of album.looks) {
    const context = await browser.newContext(contextOf(look))
    await answerBySandbox(context)
    const page = await context.newPage()
    for (const [name, address] of Object.entries(pages)) {
      await page.goto(new URL(address, sandbox.baseUrl).href)
      await album.shoot(page, look, name)
    }
    await context.close()
  }
} finally {
  await browser.close()
  await sandbox.close()
}
await album.close()

/** A code in every state, as the link that a camera opens. */
async function makeCodes({ signIn, usccOf, clock }: Sandbox): Promise<Record<string, string>> {
  const issue = async (enterprise: string, kind: 'static' | 'short-lived' = 'static') =>
    signIn(enterprise).code.codes.issue({ kind })
  const officer = signIn('off-code').code
  const expired = await issue('ent-07', 'short-lived')
  await clock.advance({ hours: 1 })
  const suspended = await issue('ent-06')
  await officer.codes.suspend({ codeId: suspended.id, reason: 'investigation' })
  const revoked = await issue('ent-12')
  await officer.codes.revoke({ codeId: revoked.id, reason: 'misuse' })
  const renamed = await issue('ent-04')
  await officer.registrations.change({ uscc: usccOf('ent-04'), name: { 'zh-CN': '德清新名示例有限公司' } })
  const moved = await issue('ent-05')
  await officer.registrations.change({ uscc: usccOf('ent-05'), movedTo: '330522' })
  const codes = { 'in-force': await issue('ent-02'), expired, suspended, revoked, renamed, moved }
  const links = Object.entries(codes).map(([name, { link = '' }]) => [name, link])
  return { ...Object.fromEntries(links), cut: '/Q/12345' }
}

async function answerBySandbox(context: BrowserContext): Promise<void> {
  await context.route('**', async route => {
    const answer = await sandbox.fetch(await requestOf(route.request()))
    const body = Buffer.from(await answer.arrayBuffer())
    await route.fulfill({ status: answer.status, headers: Object.fromEntries(answer.headers), body })
  })
}

async function requestOf(asked: Asked): Promise<Request> {
  return new Request(asked.url(), { method: asked.method(), headers: await asked.allHeaders() })
}
