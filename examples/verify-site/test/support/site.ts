/** A real sample site for a test: its own port, its own keys in a temporary folder, and neighbours that misbehave. */
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { generateIssuerKey, type IssuerKey, importIssuerKey } from '@qiyema/core/sign'
import { buildTrustedKey, type TrustedIssuer } from '@qiyema/core/trust'
import { startSite } from '../../server/site.ts'

export interface TestSite {
  readonly origin: string
  readonly keys: Readonly<Record<KeyName, IssuerKey>>
  stop(): Promise<void>
  /** Serves again where it did before. */
  restart(): Promise<void>
  remove(): Promise<void>
}

/** `sample` is the site's own issuer; the others are named after what is the matter with them. */
export type KeyName = 'sample' | 'statusless' | 'elsewhere' | 'withdrawn' | 'unlisted'

const dist = fileURLToPath(new URL('../../dist', import.meta.url))
const inForce = { nbf: 1577836800, exp: 4102444800 }

export async function startTestSite(): Promise<TestSite> {
  if (!existsSync(dist))
    throw new Error('Build the site first: npm run build --workspace examples/verify-site')
  const data = await mkdtemp(join(tmpdir(), 'verify-site-'))
  // None has a status key, so that nothing is ever fetched from a neighbour.
  const statusless = await makeNeighbour('statusless', ['3305'])
  const elsewhere = await makeNeighbour('elsewhere', ['11'])
  const withdrawn = await makeNeighbour('withdrawn', ['3305'], true)
  const unlisted = await makeNeighbour('unlisted', ['3305'])
  const neighbours = [statusless.issuer, elsewhere.issuer, withdrawn.issuer]

  let site = await startSite({ dist, data, port: 0, neighbours })
  const { origin } = site
  const port = Number(new URL(origin).port)
  const kept = JSON.parse(await readFile(join(data, 'sample-issuer.json'), 'utf8'))
  const sample = await importIssuerKey(kept.keys.code, { iss: origin, status: `${origin}/status` })
  return {
    origin,
    keys: {
      sample,
      statusless: statusless.key,
      elsewhere: elsewhere.key,
      withdrawn: withdrawn.key,
      unlisted: unlisted.key,
    },
    stop: () => site.close(),
    async restart() {
      site = await startSite({ dist, data, port, neighbours })
    },
    async remove() {
      await site.close().catch(() => undefined)
      await rm(data, { recursive: true })
    },
  }
}

async function makeNeighbour(
  name: KeyName,
  regions: readonly string[],
  revoked = false,
): Promise<{ issuer: TrustedIssuer; key: IssuerKey }> {
  const iss = `https://${name}.example`
  const key = await importIssuerKey(await generateIssuerKey(), { iss, status: `${iss}/status` })
  const trusted = await buildTrustedKey(key.publicJwk, {
    use: 'code',
    ...inForce,
    ...(revoked && { revoked }),
  })
  const names = { 'zh-CN': `${name}（虚构）`, en: `${name} (fictional)` }
  return { issuer: { iss, status: `${iss}/status`, name: names, regions, keys: [trusted] }, key }
}
