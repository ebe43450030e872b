/** Who writes to a platform that is killed: banks and representatives of the sample county, and what they prove themselves by. */
import { SCOPES } from '@qiyema/core/contract'
import { exportJWK, generateKeyPair, type JWK } from 'jose'
import { openSignIn } from '../../src/access/operators.js'
import { registerPartnerAccess } from '../../src/access/partners.js'
import { seedCounty } from '../../src/county/seed.js'
import { newId } from '../../src/store/ids.js'
import type { Store } from '../../src/store/store.js'
import { keepEndpoint } from '../../src/webhook/store.js'
import { sampleCounty } from '../sample-county.js'

const PLATFORM = { kind: 'platform' } as const

export interface Bank {
  readonly id: string
  readonly key: JWK
}

export interface Enterprise {
  readonly uscc: string
  /** Its representative's, who is signed in. */
  readonly token: string
}

export interface Callers {
  readonly banks: readonly Bank[]
  readonly enterprises: readonly Enterprise[]
  /** The bank that is told of events. The others look for themselves. */
  readonly told: string
}

/** Fills an empty store with the sample county and signs everybody in. */
export async function enterCallers(store: Store, hooksUrl: string): Promise<Callers> {
  const now = new Date()
  const county = sampleCounty()
  await seedCounty(store, county)
  const banks = await Promise.all(['par-bank01', 'par-bank02', 'par-bank03'].map(id => register(store, id)))
  const {
    enterprises,
    county: { unclaimed },
  } = county
  const claimed = enterprises.filter(({ id }) => !unclaimed.includes(id))
  const told = 'par-bank01'
  await store.transact(PLATFORM, db =>
    keepEndpoint(
      db,
      {
        id: newId('endpoint', now),
        partner_id: told,
        url: hooksUrl,
        description: null,
        events: ['consent.active', 'consent.withdrawn'],
      },
      { now, most: 1 },
    ),
  )
  return {
    banks,
    enterprises: await Promise.all(claimed.map(({ id, uscc }) => signIn(store, id, uscc, now))),
    told,
  }
}

async function register(store: Store, partnerId: string): Promise<Bank> {
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true })
  const kid = `${partnerId}-1`
  const keys = [{ ...(await exportJWK(publicKey)), kid }]
  await store.transact(PLATFORM, db =>
    registerPartnerAccess(db, { partnerId, scopes: SCOPES, keys, origins: [] }),
  )
  return { id: partnerId, key: { ...(await exportJWK(privateKey)), kid } }
}

async function signIn(store: Store, enterpriseId: string, uscc: string, now: Date): Promise<Enterprise> {
  const personId = `per-rep${enterpriseId.slice(4)}`
  const { token } = await store.transact({ kind: 'anyone' }, db =>
    openSignIn(db, { kind: 'operator', personId, enterpriseId }, now),
  )
  return { uscc, token }
}
