/** The whole platform with the sample county in it, and everybody who calls it: real clients over the app's own fetch. */
import { createClient } from '@qiyema/core'
import { COMPONENTS, type CONSENT_PURPOSES, SCOPES } from '@qiyema/core/contract'
import { createPartnerClient } from '@qiyema/core/partner'
import { exportJWK, generateKeyPair, type JWK } from 'jose'
import type { OfficerRole } from '../src/access/caller.js'
import { openSignIn } from '../src/access/operators.js'
import { registerPartnerAccess } from '../src/access/partners.js'
import { createPlatform } from '../src/app.js'
import { createMemoryFiles } from '../src/files/memory-files.js'
import { LIMIT_POLICIES, type LimitPolicies } from '../src/http/limits.js'
import { createLog } from '../src/http/log.js'
import { createTableJobs } from '../src/jobs/table-jobs.js'
import { generateKeys } from '../src/keys/keys.js'
import type { SignInOptions } from '../src/sign-in/method.js'
import { openTestStore } from './test-store.js'

export const BASE_URL = 'https://qym.example'
const START = '2026-03-02T01:00:00Z'

export interface WidgetWishes {
  /** The bank whose page it is, from 1. */
  readonly bank?: number
  readonly enterprise?: string
  readonly components?: readonly (typeof COMPONENTS)[number][]
  readonly purpose?: (typeof CONSENT_PURPOSES)[number]
}

export interface WorldOptions {
  readonly start?: string
  readonly signIn?: SignInOptions
  /** Beside those that nobody reaches. */
  readonly limits?: Partial<LimitPolicies>
}

/** Opens a world. Its time stands still until it is told to go on. */
export async function openWorld({ start = START, signIn, limits }: WorldOptions = {}) {
  let moment = new Date(start)
  const now = () => moment
  const store = await openTestStore({ now, template: 'county' })
  const lines: string[] = []
  const tableJobs = createTableJobs({ store, now })
  const deliveries: Request[] = []
  const keys = await generateKeys()
  const platform = createPlatform({
    baseUrl: BASE_URL,
    mode: 'development',
    store,
    keys,
    jobs: tableJobs,
    files: createMemoryFiles(),
    now,
    log: createLog(line => lines.push(line), now),
    limits: { ...PLENTY, ...limits },
    ...(signIn && { signIn }),
    clientAddress: request => request.headers.get('x-test-address') ?? 'here',
    sendWebhook: async request => {
      deliveries.push(request.clone())
      return { status: 204 }
    },
  })
  tableJobs.handle(platform.jobs)
  const partners = new Map<string, JWK>()
  for (const id of ['par-bank01', 'par-bank02', 'par-bank03', 'par-bank04', 'par-platform01']) {
    const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true })
    const kid = `${id}-1`
    partners.set(id, { ...(await exportJWK(privateKey)), kid })
    const registration = {
      partnerId: id,
      scopes: SCOPES,
      keys: [{ ...(await exportJWK(publicKey)), kid }],
      origins: [originOf(id)],
    }
    await store.transact({ kind: 'platform' }, db => registerPartnerAccess(db, registration))
  }

  const through = (origin?: string) => async (request: Request) => {
    const headers = new Headers(request.headers)
    if (origin !== undefined) headers.set('origin', origin)
    return platform.app.fetch(new Request(request, { headers }))
  }
  const partner = (id: string) => {
    const key = partners.get(id)
    if (!key) throw new Error(`There is no partner ${id} in this world.`)
    return createPartnerClient({
      baseUrl: BASE_URL,
      clientId: id,
      key,
      fetch: through(),
      now: () => now().getTime(),
    })
  }
  const signedIn = (open: () => Promise<{ token: string; expiresAt: Date }>) =>
    createClient({
      baseUrl: BASE_URL,
      fetch: through(),
      now: () => now().getTime(),
      signIn: async () => {
        const { token, expiresAt } = await open()
        return { token, expiresInSeconds: (expiresAt.getTime() - now().getTime()) / 1000 }
      },
    })

  return {
    app: platform.app,
    store,
    keys,
    lines,
    deliveries,
    now,
    jobs: tableJobs,
    /** What nobody has to prove anything for. */
    anyone: createClient({ baseUrl: BASE_URL, fetch: through(), now: () => now().getTime() }),
    partner,
    /** The sample county's banks, from 1 to 4. */
    bank: (number: number) => partner(`par-bank0${number}`),
    /** One of the sample county's people, signed in for an enterprise: `operator('ent-02')` is its legal representative. */
    operator(enterpriseId: string, personId = `per-rep${enterpriseId.slice(4)}`) {
      return signedIn(() =>
        store.transact({ kind: 'anyone' }, db =>
          openSignIn(db, { kind: 'operator', personId, enterpriseId }, now()),
        ),
      )
    },
    /** An officer of a department of the sample county. */
    officer(departmentId: string, roles: readonly OfficerRole[], regions: readonly string[] = ['330521']) {
      const person = { kind: 'officer', personId: 'per-offcode', departmentId, regions, roles } as const
      return signedIn(() => store.transact({ kind: 'anyone' }, db => openSignIn(db, person, now())))
    },
    /** A browser at a bank's page, for which the bank opens sessions. */
    widget(wishes: WidgetWishes = {}) {
      const {
        bank = 1,
        enterprise = 'ent-02',
        components = COMPONENTS,
        purpose = 'loan-application',
      } = wishes
      const id = `par-bank0${bank}`
      const server = partner(id)
      return createClient({
        baseUrl: BASE_URL,
        fetch: through(originOf(id)),
        now: () => now().getTime(),
        session: async () => {
          const uscc = await usccOf(enterprise)
          return server.session.open({
            uscc,
            operatorReference: 'desk 7',
            purpose,
            components: [...components],
            origins: [originOf(id)],
          })
        },
      })
    },
    usccOf,
    /** Lets time pass, and what is due by then happen. */
    async advance(milliseconds: number) {
      moment = new Date(moment.getTime() + milliseconds)
      await tableJobs.runDue()
    },
    async close() {
      await store.close()
    },
  }

  async function usccOf(enterpriseId: string): Promise<string> {
    const row = await store.transact({ kind: 'anyone' }, db =>
      db.selectFrom('enterprises').select('uscc').where('id', '=', enterpriseId).executeTakeFirstOrThrow(),
    )
    return row.uscc
  }
}

export type World = Awaited<ReturnType<typeof openWorld>>

/** The web site of a partner. */
function originOf(partnerId: string): string {
  return `https://${partnerId.slice(4)}.example`
}

const PLENTY: LimitPolicies = Object.fromEntries(
  Object.keys(LIMIT_POLICIES).map(kind => [kind, { requests: 1e9, seconds: 60 }]),
) as unknown as LimitPolicies
