/** Partners of the sample county, each with a key and a web site that are this sandbox's own. */
import { SCOPES } from '@qiyema/core/contract'
import { generateIssuerKey, type JWK } from '@qiyema/core/sign'
import { partnerIdOf, registerPartnerAccess, type Store } from '@qiyema/platform'
import { sampleCounty } from './sample-county.js'

export interface Partner {
  /** At the platform: `par-bank01`. */
  readonly clientId: string
  /** Private: it signs the partner's assertions. */
  readonly key: JWK
  /** Its web site, which its sessions are used from. */
  readonly origin: string
}

/** By their names in the county: `bank-01`. */
export type Partners = ReadonlyMap<string, Partner>

/** Makes a key for everyone. */
export async function makePartners(): Promise<Partners> {
  const named = sampleCounty().partners.map(async ({ id: name }): Promise<[string, Partner]> => {
    const clientId = partnerIdOf(name)
    const key = { ...(await generateIssuerKey()), kid: `${clientId}-1` }
    return [name, { clientId, key, origin: `https://${name}.example` }]
  })
  return new Map(await Promise.all(named))
}

/**
 * Lets everyone in, with all scopes.
 *
 * @param origins - sites that each of them has beside its own
 */
export async function registerPartners(
  store: Store,
  partners: Partners,
  origins: readonly string[],
): Promise<void> {
  await store.transact({ kind: 'platform' }, async db => {
    for (const { clientId: partnerId, key, origin } of partners.values())
      await registerPartnerAccess(db, {
        partnerId,
        scopes: SCOPES,
        keys: [key],
        origins: [origin, ...origins],
      })
  })
}
