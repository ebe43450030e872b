/** Everybody who calls the platform of a world, as the requests they send: what no client of ours would send, they can. */
import { COMPONENTS, OFFICER_ROLES } from '@qiyema/core/contract'
import { exportJWK, generateKeyPair } from 'jose'
import type { Caller } from '../src/access/caller.js'
import { type BegunSession, beginSession, widgetHeaders } from './browser-key.js'
import { given } from './consent-scene.js'
import { type Desk, ORIGIN, type PartnerKey, partnerToken, signIn } from './desk.js'
import { BASE_URL, type World } from './world.js'

export const KINDS = [
  'anyone',
  'partner',
  'widget',
  'operator',
  'officer',
] as const satisfies Caller['kind'][]
export type Kind = (typeof KINDS)[number]

/** Whose requests these are. */
export const WHO = {
  partnerId: 'par-bank01',
  enterpriseId: 'ent-02',
  representative: 'per-rep02',
  officer: 'per-offcode',
  departmentId: 'dep-zw',
} as const

export interface RawRequest {
  readonly method: string
  /** With its query. */
  readonly target: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: Uint8Array<ArrayBuffer> | string | null
}

export interface RawCallers {
  send(kind: Kind, request: RawRequest): Promise<Response>
  /** What proves a caller in one request. */
  credentials(kind: Kind, method: string, target: string): Promise<Record<string, string>>
  /** Signs in anew, for whoever has been signed out, or whose time is up. */
  renew(kind: Kind): void
}

/** Somebody cannot prove who they are any more: consents are withdrawn, sessions ended, people signed out. */
export class LockedOut extends Error {
  override readonly name = 'LockedOut'
}

/** One bank with a session of one enterprise that has consented, one representative, and one officer in every role. */
export async function openRawCallers(world: World): Promise<RawCallers> {
  const desk = (): Pick<Desk, 'app' | 'clock' | 'store'> => ({ ...world, clock: { now: world.now() } })
  const key = await addPartnerKey(world)
  const bank = Number(WHO.partnerId.slice(-1))
  await given(world, WHO.enterpriseId, {}, bank)
  const made = new Map<Kind, Promise<unknown>>()

  function once<Value>(kind: Kind, make: () => Promise<Value>): Promise<Value> {
    const known = made.get(kind) as Promise<Value> | undefined
    if (known) return known
    const making = make()
    made.set(kind, making)
    return making
  }
  const partner = () => once('partner', () => partnerToken(desk(), key))
  const session = () =>
    once('widget', async (): Promise<BegunSession> => {
      const uscc = await world.usccOf(WHO.enterpriseId)
      return beginSession(desk(), await partner(), { uscc, components: COMPONENTS })
    })
  const operator = () =>
    once('operator', () =>
      signIn(desk(), { kind: 'operator', personId: WHO.representative, enterpriseId: WHO.enterpriseId }),
    )
  const officer = () =>
    once('officer', () =>
      signIn(desk(), {
        kind: 'officer',
        personId: WHO.officer,
        departmentId: WHO.departmentId,
        regions: ['330521'],
        roles: OFFICER_ROLES,
      }),
    )

  async function credentials(kind: Kind, method: string, target: string): Promise<Record<string, string>> {
    switch (kind) {
      case 'anyone':
        return {}
      case 'partner':
        return { authorization: `Bearer ${await partner()}` }
      case 'operator':
        return { authorization: `Bearer ${await operator()}` }
      case 'officer':
        return { authorization: `Bearer ${await officer()}` }
      case 'widget':
        // What a proof is for is the address as the platform reads it.
        return widgetHeaders(desk(), await session(), method, new URL(target, BASE_URL).pathname)
    }
  }

  return {
    credentials,
    async send(kind, { method, target, headers = {}, body = null }) {
      const shown = await credentials(kind, method, target).catch((cause: unknown) => {
        throw new LockedOut(`No more requests by ${kind}.`, { cause })
      })
      return world.app.request(BASE_URL + target, { method, headers: { ...shown, ...headers }, body })
    },
    renew(kind) {
      made.delete(kind)
      // A session is opened with the partner's token.
      if (kind === 'widget') made.delete('partner')
    },
  }
}

/** A key of the partner's that the test has, beside those of the world; and the site that sessions are for. */
async function addPartnerKey({ store }: World): Promise<PartnerKey> {
  const { partnerId } = WHO
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true })
  const jwk = { ...(await exportJWK(publicKey)), kid: 'raw-1' }
  await store.transact({ kind: 'platform' }, async db => {
    await db
      .insertInto('partner_keys')
      .values({ partner_id: partnerId, kid: jwk.kid, jwk: JSON.stringify(jwk) })
      .execute()
    await db.insertInto('partner_origins').values({ partner_id: partnerId, origin: ORIGIN }).execute()
  })
  return { partnerId, privateKey, jwk, alg: 'ES256' }
}
