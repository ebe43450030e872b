/**
 * A newcomer's first hour, by the README alone: a copy of the repository elsewhere, its commands, its snippets, a real browser.
 * With QIYEMA_FULL packages are installed and built there too, as `npm start` does; otherwise those of this place are taken.
 */
import { once } from 'node:events'
import { readFile, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join } from 'node:path'
import { type Client, createClient } from '@qiyema/core'
import { createPartnerClient } from '@qiyema/core/partner'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { openChromium } from '../../.ci/chromium.mjs'
import { bringWhatIsBuilt, copyAfresh, type FreshCopy } from './first-hour/fresh-copy.ts'
import { commandOf, snippetOf, withOwn } from './first-hour/readme.ts'

const isFull = Boolean(process.env.QIYEMA_FULL)
vi.setConfig({ testTimeout: 120_000, hookTimeout: isFull ? 1_200_000 : 120_000 })

const ENTERPRISE = '德清芯澜传感技术有限公司'
const USCC = '91330521PDY0000280'
const BANK = 'par-bank01'
/** What the reader of the README has: where keys are, it says. */
const GIVEN = `import { readFileSync } from 'node:fs'
const read = (name: string) => JSON.parse(readFileSync(\`qiyema-data/\${name}.jwk\`, 'utf8'))
const [root, key, uscc] = [read('trust-root'), read('partners/${BANK}'), '${USCC}']
`

let copy: FreshCopy
let site: Server
let origin: string
let platform: string
let enterprise: Client
let bank: Client
beforeAll(async () => {
  copy = await copyAfresh()
  await (isFull ? installAndBuild() : bringWhatIsBuilt(copy))
  site = createServer()
  origin = await listen(site)
  const serve = withOwn(commandOf('npx qiyema serve'), { 'http://localhost:5000': origin })
  platform = await copy.start(`${serve} --port 0`).until(/answers at (http:\S+)/)
  enterprise = createClient({ baseUrl: platform, signIn })
  const key = JSON.parse(await readFile(join(copy.folder, `qiyema-data/partners/${BANK}.jwk`), 'utf8'))
  bank = createPartnerClient({ baseUrl: platform, clientId: BANK, key })
})
afterAll(async () => {
  site?.close()
  site?.closeAllConnections()
  await copy?.remove()
})

async function installAndBuild(): Promise<void> {
  const all = copy.start(`PORT=${await freePort()} ${commandOf('npm start')}`)
  await all.until(/answers at (http:\S+)/)
  await all.stop()
}

test('the command line is there, and agrees with the test vectors', async () => {
  expect(await copy.run(commandOf('npx qiyema --help'))).toContain('Usage: qiyema')
  await copy.run(commandOf('npx qiyema vectors'))
})

test('a code is verified, and one with another digit is not', async () => {
  const { link = '' } = await enterprise.code.codes.issue({ kind: 'static', withName: true, years: 1 })
  const program = (text: string) => `${GIVEN}
const [url, scannedText] = ['${platform}/.well-known/trust-list', '${text}']
${snippetOf('Verify a code')}`
  expect(await runProgram('verify.ts', program(link))).toMatch(new RegExp(`^${USCC} registered .*\n$`))
  const at = link.length - 60
  const forged = `${link.slice(0, at)}${(Number(link[at]) + 1) % 10}${link.slice(at + 1)}`
  expect(await runProgram('verify.ts', program(forged))).toBe('')
})

test('a webhook is received, and what others send is refused', async () => {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}/`
  const program = `${GIVEN}
import { serve } from '@hono/node-server'
import { createPartnerClient } from '@qiyema/core/partner'
const bank = createPartnerClient({ baseUrl: '${platform}', clientId: '${BANK}', key })
${withOwn(snippetOf('Receive a webhook'), { 'https://bank.example/webhooks': url })}
serve({ fetch: receiveWebhook, hostname: '127.0.0.1', port: ${port} }, () => console.log('listens'))
`
  await writeFile(join(copy.folder, 'webhook.ts'), program)
  const receiver = copy.start('node webhook.ts')
  await receiver.until(/(listens)/)
  const consentId = await consentTo('policy-advice')
  expect(await receiver.until(/^consent\.active (.+)$/)).toContain(consentId)
  const forged = await fetch(url, { method: 'POST', body: '{"type":"consent.active"}' })
  expect(forged.ok).toBe(false)
  await receiver.stop()
})

test('widgets are embedded in an empty page', async () => {
  await consentTo('policy-advice')
  const session = withOwn(snippetOf('Open a session'), {
    'https://qym.example': platform,
    par_bank: BANK,
    'https://bank.example': origin,
  })
  const openSession = `${GIVEN}${session}console.log(JSON.stringify(session))\n`
  const markup = withOwn(snippetOf('Embed a widget'), { 'https://qym.example': platform })
  site.on('request', async ({ url = '/', method }, response) => {
    if (method === 'POST' && url === '/api/qiyema-session')
      return response.end(await runProgram('session.ts', openSession))
    if (url === '/') return response.setHeader('content-type', 'text/html').end(`<!doctype html>${markup}`)
    const type = extname(url) === '.js' ? 'text/javascript' : 'application/octet-stream'
    const path = join(copy.folder, 'packages/widgets/dist', url.replace('/qiyema/', '/'))
    response.setHeader('content-type', type).end(await readFile(path).catch(() => ''))
  })
  const browser = await openChromium()
  try {
    const page = await browser.newPage()
    await page.goto(origin)
    await page.locator('qym-business-card[state=ready]').getByText(ENTERPRISE).first().waitFor()
    await page.locator('qym-policy-list[state=ready]').waitFor()
  } finally {
    await browser.close()
  }
})

/** As an enterprise's representative does at the platform. */
async function signIn(signal: AbortSignal) {
  const answer = await fetch(`${platform}/sign-in/sandbox`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify({ person: 'per-rep02', enterprise: 'ent-02' }),
    signal,
  })
  return answer.json()
}

/** What the bank asks for, the enterprise gives. */
async function consentTo(purpose: 'policy-advice'): Promise<string> {
  const wanted = { scopes: ['entity.profile' as const], until: inAMonth() }
  const { id } = await bank.consent.request({ uscc: USCC, purpose, reason: '为企业推荐政策', ...wanted })
  await enterprise.consent.approve({ consentId: id, ...wanted })
  return id
}

function inAMonth(): string {
  return new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10)
}

async function runProgram(name: string, program: string): Promise<string> {
  await writeFile(join(copy.folder, name), program)
  return copy.run(`node ${name}`)
}

async function listen(server: Server): Promise<string> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return `http://localhost:${(server.address() as AddressInfo).port}`
}

async function freePort(): Promise<string> {
  const server = createServer()
  const { port } = new URL(await listen(server))
  server.close()
  await once(server, 'close')
  return port
}
