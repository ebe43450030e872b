/** The trust list as this platform publishes it: in editions, which are kept, so that every node gives out the same bytes. */
import { importSigningKey } from '@qiyema/core/sign'
import {
  buildTrustedKey,
  readTrustList,
  signTrustList,
  type TrustedIssuer,
  type TrustedKey,
  type TrustList,
} from '@qiyema/core/trust'
import { decodeJwt } from 'jose'
import { sql } from 'kysely'
import { publicHalf } from '../keys/private-jwk.js'
import { asTenant, type Db } from '../store/store.js'
import { type Issuer, issuingCounty } from './issuer.js'

/** As old as an edition gets. Every new signature is an edition, since what was published is never written over. */
const RENEWAL_SECONDS = 24 * 3600
/** How long a list holds: whoever is offline for a week still verifies, and no longer believes a key that was revoked. */
const LIFE_SECONDS = 8 * 24 * 3600
/** Any number that nothing else of ours locks. */
const LOCK = 5_220_127

export interface TrustEdition {
  readonly seq: number
  readonly list: TrustList
  /** A JWS, `typ: qym-trust+jwt`. */
  readonly token: string
}

/** The edition that holds now; a new one when the old is a day old, or when keys or the county have changed. */
export async function currentTrust(db: Db, issuer: Issuer, now: Date): Promise<TrustEdition> {
  const last = await lastEdition(db)
  const issuers = asRead(await describeIssuer(db, issuer, last?.list), now)
  if (last && isCurrent(last, issuers, now)) return last
  // Whoever asks first has it signed: nobody need be signed in to read it.
  return asTenant(db, { kind: 'platform' }, async platform => {
    await sql`select pg_advisory_xact_lock(${sql.lit(LOCK)})`.execute(platform)
    const other = await lastEdition(platform)
    if (other && isCurrent(other, issuers, now)) return other
    return publish(platform, issuer, issuers, other, now)
  })
}

async function lastEdition(db: Db): Promise<TrustEdition | undefined> {
  const row = await db
    .selectFrom('trust_editions')
    .select(['seq', 'token'])
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && { ...row, list: readTrustList(decodeJwt(row.token)) }
}

/** With the members in the order in which every reader has them: what is the same can be seen to be the same. */
function asRead(issuer: TrustedIssuer, now: Date): readonly TrustedIssuer[] {
  const iat = Math.floor(now.getTime() / 1000)
  return readTrustList({ seq: 1, iat, exp: iat + LIFE_SECONDS, issuers: [issuer] }).issuers
}

function isCurrent({ list }: TrustEdition, issuers: readonly TrustedIssuer[], now: Date): boolean {
  const age = now.getTime() / 1000 - list.iat
  return age < RENEWAL_SECONDS && JSON.stringify(list.issuers) === JSON.stringify(issuers)
}

async function publish(
  db: Db,
  issuer: Issuer,
  issuers: readonly TrustedIssuer[],
  last: TrustEdition | undefined,
  now: Date,
): Promise<TrustEdition> {
  const iat = Math.floor(now.getTime() / 1000)
  const seq = (last?.seq ?? 0) + 1
  const list: TrustList = { seq, iat, exp: iat + LIFE_SECONDS, issuers }
  const root = await importSigningKey(issuer.keys.root)
  // What may not follow the edition before is not signed: a key never changes its regions.
  const token = await signTrustList(list, root, { at: iat, ...(last && { previous: last.list }) })
  await db.insertInto('trust_editions').values({ seq, token, issued_at: now }).execute()
  return { seq, list, token }
}

async function describeIssuer(db: Db, issuer: Issuer, last: TrustList | undefined): Promise<TrustedIssuer> {
  const { name, regions } = await issuingCounty(db)
  const own = await Promise.all([
    ...issuer.keys.code.map(key => trustedKey(key, 'code')),
    ...issuer.keys.status.map(key => trustedKey(key, 'status')),
  ])
  const published = last?.issuers.find(({ iss }) => iss === issuer.baseUrl)?.keys ?? []
  return {
    iss: issuer.baseUrl,
    status: issuer.status,
    name: { 'zh-CN': name['zh-CN'], en: name.en ?? name['zh-CN'] },
    regions,
    keys: withPublished(own, published),
  }
}

/**
 * A key that was published stays, and stays revoked: codes that it signed are out there, and while nodes are restarted one after
 * the other, one that does not know the newest key yet does not take it back.
 */
function withPublished(own: readonly TrustedKey[], published: readonly TrustedKey[]): TrustedKey[] {
  const isSame = (one: TrustedKey, other: TrustedKey) => one.kid === other.kid && one.use === other.use
  const kept = published.map(key => {
    const now = own.find(candidate => isSame(candidate, key))
    return now ? { ...now, ...(key.revoked && { revoked: true }) } : key
  })
  return [...kept, ...own.filter(key => !published.some(other => isSame(other, key)))]
}

function trustedKey(
  { jwk, from, until, revoked }: Issuer['keys']['code'][number],
  use: TrustedKey['use'],
): Promise<TrustedKey> {
  return buildTrustedKey(publicHalf(jwk), {
    use,
    nbf: from,
    exp: until,
    ...(revoked && { revoked }),
  })
}
