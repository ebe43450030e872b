/** What others' software makes of the platform and of our squares: an OAuth client, a maker of OpenAPI clients, a reader of QR codes. */
import { execFile, spawnSync } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { createSquare, renderPng, renderSvg } from '@qiyema/core/qr'
import { createSandbox, type Sandbox } from '@qiyema/sandbox'
import { importJWK } from 'jose'
import * as oauth from 'oauth4webapi'
import createFetchClient from 'openapi-fetch'
import openapiTypescript, { astToString } from 'openapi-typescript'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fromDocs, fromRoot } from '../build/places.ts'

const run = promisify(execFile)

let sandbox: Sandbox
let folder: string
beforeAll(async () => {
  sandbox = await createSandbox({ start: 'now' })
  await mkdir(fromRoot('reports'), { recursive: true })
  folder = await mkdtemp(fromRoot('reports/others-'))
})
afterAll(async () => {
  await sandbox.close()
  await rm(folder, { recursive: true })
})

const send = (url: string | URL | Request, init?: RequestInit) => sandbox.fetch(new Request(url, init))

describe('oauth4webapi, a client of OAuth 2.0 by others', () => {
  const options = {
    [oauth.customFetch]: (
      url: string,
      init: oauth.CustomFetchOptions<'GET' | 'POST', URLSearchParams | undefined>,
    ) => send(url, { ...init, body: init.body ?? null } as RequestInit),
  }

  test('gets a partner’s token with its private key, and the platform takes it', async () => {
    const { clientId, key } = sandbox.partner('bank-01')
    const { alg = 'ES256', kid } = key
    const issuer = new URL(sandbox.baseUrl)
    const found = await oauth.discoveryRequest(issuer, {
      algorithm: 'oauth2',
      ...options,
    } as oauth.DiscoveryRequestOptions)
    const server = await oauth.processDiscoveryResponse(issuer, found)
    const privateKey = await importJWK(key, alg, { extractable: false })
    if (privateKey instanceof Uint8Array) throw new TypeError('A partner’s key is no secret.')
    const authentication = oauth.PrivateKeyJwt({ key: privateKey, kid: String(kid) })
    const answer = await oauth.clientCredentialsGrantRequest(
      server,
      { client_id: clientId },
      authentication,
      {},
      options as oauth.ClientCredentialsGrantRequestOptions,
    )
    const { access_token, token_type } = await oauth.processClientCredentialsResponse(
      server,
      { client_id: clientId },
      answer,
    )
    expect(token_type).toBe('bearer')
    const asked = await send(`${sandbox.baseUrl}/v1/webhook-endpoints`, {
      headers: { authorization: `Bearer ${access_token}` },
    })
    expect(asked.status).toBe(200)
  })
})

describe('openapi-typescript and openapi-fetch, which make clients of OpenAPI documents', () => {
  test('make one of the platform’s that is well typed and lists policies', async () => {
    const document = await (await send(`${sandbox.baseUrl}/openapi.json`)).json()
    await writeFile(join(folder, 'platform.d.ts'), astToString(await openapiTypescript(document)))
    await writeFile(join(folder, 'client.ts'), PROGRAM)
    await writeFile(join(folder, 'wrong.ts'), PROGRAM.replace('limit: 3', "limit: 'three'"))
    await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(TSCONFIG))
    const faults = await compile()
    expect(faults).toEqual([expect.stringMatching(/^wrong\.ts\(\d+,\d+\): error TS2322.*string.*number/)])

    const client = createFetchClient<PoliciesOnly>({
      baseUrl: sandbox.baseUrl,
      fetch: request => send(request),
    })
    const { data } = await client.GET('/v1/policies', { params: { query: { limit: 3 } } })
    expect(data?.items).toHaveLength(3)
  })
})

/** What of the made types the test itself uses: they are made while it runs. */
interface PoliciesOnly {
  '/v1/policies': {
    get: {
      parameters: { query: { limit: number } }
      responses: { 200: { content: { 'application/json': { items: object[] } } } }
    }
  }
}

const PROGRAM = `import createClient from 'openapi-fetch'
import type { paths } from './platform.d.ts'

export const client = createClient<paths>({ baseUrl: 'https://qym.example' })
export const { data } = await client.GET('/v1/policies', { params: { query: { limit: 3 } } })
export const titles: string[] | undefined = data?.items.map(({ title }) => title['zh-CN'])
`

const TSCONFIG = {
  extends: '../../tsconfig.base.json',
  // As openapi-fetch asks for.
  compilerOptions: { lib: ['ES2023', 'DOM'], allowImportingTsExtensions: true, typeRoots: [] },
  files: ['client.ts', 'wrong.ts'],
}

async function compile(): Promise<string[]> {
  const manifest = fileURLToPath(import.meta.resolve('@typescript/native/package.json'))
  const tsc = join(manifest, '..', 'bin', 'tsc')
  const { stdout } = await run(process.execPath, [tsc, '--project', folder, '--pretty', 'false'], {
    cwd: folder,
  }).catch((error: { stdout: string }) => error)
  return stdout.split('\n').filter(line => /^\S/.test(line))
}

describe('our squares', async () => {
  const vectors = JSON.parse(await readFile(fromRoot('packages/core/test/fixtures/qym1.json'), 'utf8'))
  const link: string = vectors.cases[0].text
  const hasZbar = spawnSync('zbarimg', ['--version']).status === 0
  if (!hasZbar && process.env.CI === 'true')
    throw new Error('zbarimg is missing: install Debian’s zbar-tools.')
  if (!hasZbar) console.log('zbarimg was not found, so squares are not read by it: install zbar-tools.')

  test.skipIf(!hasZbar).each(['screen', 'print', 'outdoor'] as const)(
    'for %s are read by zbarimg',
    async use => {
      const path = join(folder, `${use}.png`)
      await writeFile(path, await renderPng(createSquare(link, use), { scale: 4 }))
      const { stdout } = await run('zbarimg', ['--raw', '--quiet', path])
      expect(stdout.trim()).toBe(link)
    },
  )

  test('on the first page are as they are made today', async () => {
    const picture = await readFile(fromDocs('public/square.svg'), 'utf8')
    expect(picture).toBe(`${renderSvg(createSquare(link, 'print'))}\n`)
  })
})
