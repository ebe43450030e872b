/** Partners as the platform knows them by their keys and sites. */
import type { JWK } from 'jose'
import type { Db, Store } from '../store/store.js'

/** A partner that may ask for tokens. */
export interface PartnerAccess {
  readonly partnerId: string
  readonly scopes: readonly string[]
  /** Public, on P-256 or Ed25519, each with its `kid`. */
  readonly keys: readonly JWK[]
}

/** What a partner is registered with. */
export interface PartnerRegistration extends PartnerAccess {
  /** Exactly as browsers send them: `https://bank.example`. */
  readonly origins: readonly string[]
}

/** Registers a partner's keys and sites. Its transaction is the platform's own. */
export async function registerPartnerAccess(db: Db, registration: PartnerRegistration): Promise<void> {
  const { partnerId, scopes, keys, origins } = registration
  await db
    .insertInto('partner_access')
    .values({ partner_id: partnerId, scopes: JSON.stringify(scopes) })
    .execute()
  for (const { kid, kty, crv, x, y } of keys) {
    if (kid === undefined) throw new TypeError('A key of a partner has a kid.')
    // A private half would be of no use here, and a danger.
    const jwk = JSON.stringify({ kid, kty, crv, x, y })
    await db.insertInto('partner_keys').values({ partner_id: partnerId, kid, jwk }).execute()
  }
  await addPartnerOrigins(db, partnerId, origins)
}

/** Adds sites to those that a partner has; what it has already stays. Its transaction is the platform's own. */
export async function addPartnerOrigins(
  db: Db,
  partnerId: string,
  origins: readonly string[],
): Promise<void> {
  for (const origin of origins)
    await db
      .insertInto('partner_origins')
      .values({ partner_id: partnerId, origin })
      .onConflict(conflict => conflict.doNothing())
      .execute()
}

/** A partner with the keys that are in use; undefined for one that is unknown or suspended. */
export async function findPartnerAccess(db: Db, partnerId: string): Promise<PartnerAccess | undefined> {
  const partner = await db
    .selectFrom('partner_access')
    .select('scopes')
    .where('partner_id', '=', partnerId)
    .where('suspended_at', 'is', null)
    .executeTakeFirst()
  if (!partner) return undefined
  const keys = await db
    .selectFrom('partner_keys')
    .select('jwk')
    .where('partner_id', '=', partnerId)
    .where('retired_at', 'is', null)
    .execute()
  return { partnerId, scopes: partner.scopes, keys: keys.map(({ jwk }) => jwk) }
}

/** The sites that a partner's sessions may be used from. */
export async function originsOf(db: Db, partnerId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('partner_origins')
    .select('origin')
    .where('partner_id', '=', partnerId)
    .execute()
  return rows.map(({ origin }) => origin)
}

const REMEMBERED_MILLISECONDS = 60_000
const MAX_REMEMBERED = 10_000

/**
 * Whether any partner has registered a site: what a preflight can be answered by, which names no session. What it says is
 * remembered for a minute.
 */
export function createOriginRegister(store: Store, now: () => Date): (origin: string) => Promise<boolean> {
  const remembered = new Map<string, { readonly isKnown: boolean; readonly until: number }>()
  return async origin => {
    const held = remembered.get(origin)
    if (held && held.until > now().getTime()) return held.isKnown
    const row = await store.transact({ kind: 'anyone' }, db =>
      db.selectFrom('partner_origins').select('origin').where('origin', '=', origin).executeTakeFirst(),
    )
    if (remembered.size >= MAX_REMEMBERED) remembered.clear()
    remembered.set(origin, { isKnown: row !== undefined, until: now().getTime() + REMEMBERED_MILLISECONDS })
    return row !== undefined
  }
}
