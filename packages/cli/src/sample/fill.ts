/** Fills a platform with the sample county, and lets its partners in with keys of their own. */
import { randomUUID } from 'node:crypto'
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { generateIssuerKey, type JWK } from '@qiyema/core/sign'
import type { Store } from '@qiyema/platform'

export interface FillOptions {
  /** The data folder, where private keys of the partners are put for whoever plays them. */
  readonly folder: string
  /** Sites of every partner beside its own, such as a developer's. */
  readonly origins: readonly string[]
}

/** A partner that one can be, with the file of its private key. */
export interface SamplePartner {
  readonly clientId: string
  readonly name: string
  readonly keyFile: string
}

/**
 * Fills what is empty; what is there already stays as it is. A run that was broken off is taken up where it ended.
 *
 * @returns whether there was anything to fill
 */
export async function fillWithSample(store: Store, { folder, origins }: FillOptions): Promise<boolean> {
  const { SCOPES } = await import('@qiyema/core/contract')
  const { isSeeded, registerPartnerAccess, seedCounty } = await import('@qiyema/platform')
  const { sampleCounty } = await import('@qiyema/sandbox')
  const isEmpty = !(await isSeeded(store))
  if (isEmpty) await seedCounty(store, sampleCounty())
  const registered = await store.transact({ kind: 'platform' }, async db =>
    (await db.selectFrom('partner_access').select('partner_id').execute()).map(row => row.partner_id),
  )
  const others = (await samplePartners(folder)).filter(({ clientId }) => !registered.includes(clientId))
  for (const { clientId, keyFile } of others) {
    const key = await openKey(keyFile, `${clientId}-1`)
    const own = `https://${clientId.slice(4)}.example`
    const registration = { partnerId: clientId, scopes: SCOPES, keys: [key], origins: [own, ...origins] }
    await store.transact({ kind: 'platform' }, db => registerPartnerAccess(db, registration))
  }
  return isEmpty || others.length > 0
}

/** The sample county's partners, and where the keys of each are. */
export async function samplePartners(folder: string): Promise<readonly SamplePartner[]> {
  const { partnerIdOf } = await import('@qiyema/platform')
  const { sampleCounty } = await import('@qiyema/sandbox')
  return sampleCounty().partners.map(({ id, name }) => {
    const clientId = partnerIdOf(id)
    return { clientId, name: name['zh-CN'], keyFile: join(resolve(folder), 'partners', `${clientId}.jwk`) }
  })
}

/** The key of a file, which is made the first time, whole or not at all, for nobody else to read. */
async function openKey(path: string, kid: string): Promise<JWK> {
  const folder = join(path, '..')
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const draft = join(folder, `.${randomUUID()}`)
  const made = { ...(await generateIssuerKey()), kid }
  await writeFile(draft, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600, flag: 'wx', flush: true })
  await link(draft, path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
  })
  await rm(draft)
  return JSON.parse(await readFile(path, 'utf8'))
}
