/** The platform in one process, with the sample county in it, a clock to move and faults to switch on. */
import { type Client, createClient } from '@qiyema/core'
import { COMPONENTS, type CONSENT_PURPOSES } from '@qiyema/core/contract'
import { createPartnerClient } from '@qiyema/core/partner'
import type { JWK } from '@qiyema/core/verify'
import { generateKeys, type LimitPolicies } from '@qiyema/platform'
import { type ClockStart, createClock, type SandboxClock } from './clock.js'
import { createFaults, type Faults } from './faults.js'
import { makePartners, type Partner, registerPartners } from './partners.js'
import { type RunningPlatform, startPlatform } from './platform.js'
import { sampleCounty } from './sample-county.js'
import { restoreSeed } from './seed-copy.js'
import { openSeededStore } from './seeded-store.js'
import { createSentWebhooks, type ReceiveWebhook, type SentWebhooks } from './sent-webhooks.js'
import { createSignIn } from './sign-in.js'
import { withOrigin } from './with-origin.js'

/** Ends in `.example`, as nothing in the world does: what a sandbox states is nobody's word. */
const BASE_URL = 'https://sandbox.example'
/** A Monday morning in the sample county, on which its data is two months old. */
const START = '2026-03-02T09:00:00+08:00'

export interface SandboxOptions {
  /** Where the platform believes to be. On `.example` unless given. */
  readonly baseUrl?: string
  /** When time begins: 9 o'clock on 2 March 2026 in the county unless given, and then it stands still. With `now` it is the system's, and runs. */
  readonly start?: ClockStart
  /** Gets what is sent to any partner, and answers it. */
  readonly receiveWebhook?: ReceiveWebhook
  /** Sites that partners' pages are on beside their own (`https://bank-01.example`); in a browser, this page's unless given. */
  readonly origins?: readonly string[]
  /** How often one may call. As often as one likes unless given. */
  readonly limits?: Partial<LimitPolicies>
  /** Gets the platform's log, a line of JSON at a time. */
  readonly writeLog?: (line: string) => void
}

export interface SandboxPartner extends Partner {
  /** The client of the partner's server. */
  readonly client: Client
}

/** Whose page a widget is on, and what it is for. */
export interface WidgetWishes {
  /** Of the county: `bank-01`. */
  readonly bank: string
  /** Of the county: `ent-02`. */
  readonly enterprise: string
  /** All unless given. */
  readonly components?: readonly (typeof COMPONENTS)[number][]
  /** A loan application unless given. */
  readonly purpose?: (typeof CONSENT_PURPOSES)[number]
  /** Of the page; the bank's own site unless given. */
  readonly origin?: string
}

export interface Sandbox {
  readonly baseUrl: string
  /** The platform, as a function in the place of the network. */
  fetch(request: Request): Promise<Response>
  readonly clock: SandboxClock
  readonly faults: Faults
  readonly webhooks: SentWebhooks
  /** The public root key that its trust list is signed under: what a verifier pins. */
  readonly trustRoot: JWK
  /** The client of whoever proves nothing. */
  readonly anyone: Client
  /** @throws {RangeError} for one that is not in the sample county */
  partner(name: string): SandboxPartner
  /**
   * The client of somebody who is signed in: for an enterprise (`ent-02`) its legal representative, or anybody of the county
   * (`adm-02`, `off-code`).
   *
   * @throws {RangeError} for whom the county does not know
   */
  signIn(who: string): Client
  /** What a bank's server does for a page of its own. An enterprise has to be asked for its consent before. */
  openWidgetSession(wishes: WidgetWishes): ReturnType<Client['session']['open']>
  /** The client of that page. */
  widget(wishes: WidgetWishes): Client
  /** The credit code of an enterprise of the county. @throws {RangeError} */
  usccOf(enterprise: string): string
  /** Back to the beginning: the seed, the start of time, no faults, nothing sent. Keys stay, and so do clients. */
  reset(): Promise<void>
  /** Ends it, and gives its memory back. */
  close(): Promise<void>
}

/**
 * Makes a sandbox, which shares nothing with any other.
 *
 * Never put it where anybody relies on it: whoever can call it in its process is whoever they like there.
 *
 * @throws {RangeError} for a start that is no time
 *
 * @example
 * ```ts
 * import { createSandbox } from '@qiyema/sandbox'
 *
 * const sandbox = await createSandbox()
 * const { client: bank } = sandbox.partner('bank-01')
 * const uscc = sandbox.usccOf('ent-02')
 * const { state } = await bank.consent.request({
 *   uscc,
 *   purpose: 'loan-application',
 *   scopes: ['tax.summary'],
 *   until: '2026-06-30',
 *   reason: '用于贷款审批',
 * })
 * console.log(state) // requested
 * await sandbox.close()
 * ```
 */
export async function createSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { baseUrl = BASE_URL, start = START, origins = originsHere(), limits, writeLog } = options
  const { clock, restart } = createClock(start, () => platform.settle())
  const now = () => new Date(clock.now())
  const [store, keys, partners] = await Promise.all([openSeededStore(now), generateKeys(), makePartners()])
  const sent = createSentWebhooks(options.receiveWebhook)
  const { faults, through } = createFaults(baseUrl)
  const underWay = new Set<Promise<unknown>>()
  let platform = await begin()

  async function begin(): Promise<RunningPlatform> {
    await registerPartners(store, partners, origins)
    const given = { ...(limits && { limits }), ...(writeLog && { writeLog }) }
    return startPlatform({ baseUrl, store, keys, now, sendWebhook: sent.send, ...given })
  }

  function fetch(request: Request): Promise<Response> {
    const answer = through(request, platform.fetch)
    const done = answer.catch(() => {}).finally(() => underWay.delete(done))
    underWay.add(done)
    return answer
  }

  const { kty, crv, x, y = '' } = keys.root
  const surroundings = { baseUrl, fetch, now: clock.now }
  const partner = (name: string): Partner => partners.get(name) ?? unknown('partner', name)

  function partnerClient({ clientId, key }: Partner): Client {
    return createPartnerClient({ ...surroundings, clientId, key })
  }

  async function openWidgetSession({ bank, enterprise, ...wishes }: WidgetWishes) {
    const { components = COMPONENTS, purpose = 'loan-application', origin = partner(bank).origin } = wishes
    return partnerClient(partner(bank)).session.open({
      uscc: usccOf(enterprise),
      operatorReference: 'sandbox',
      purpose,
      components: [...components],
      origins: [origin],
    })
  }

  return {
    baseUrl,
    fetch,
    clock,
    faults,
    webhooks: {
      get sent() {
        return sent.webhooks.sent
      },
      async next(type) {
        await platform.settle()
        return sent.webhooks.next(type)
      },
    },
    trustRoot: { kty, crv, x, y },
    anyone: createClient(surroundings),
    partner(name) {
      const found = partner(name)
      return { ...found, client: partnerClient(found) }
    },
    signIn: who => createClient({ ...surroundings, signIn: createSignIn(store, who, now) }),
    openWidgetSession,
    widget(wishes) {
      const { origin = partner(wishes.bank).origin } = wishes
      return createClient({
        ...surroundings,
        fetch: request => fetch(withOrigin(request, origin)),
        session: () => openWidgetSession(wishes),
      })
    },
    usccOf,
    async reset() {
      faults.clear()
      await Promise.all(underWay)
      sent.forget()
      restart()
      await restoreSeed(store.pglite)
      platform = await begin()
    },
    async close() {
      faults.clear()
      await Promise.all(underWay)
      await store.close()
    },
  }
}

function usccOf(enterprise: string): string {
  const found = sampleCounty().enterprises.find(({ id }) => id === enterprise)
  return (found ?? unknown('enterprise', enterprise)).uscc
}

function unknown(what: string, name: string): never {
  throw new RangeError(`There is no ${what} ${name} in the sample county.`)
}

/** In a browser, the page. */
function originsHere(): readonly string[] {
  return typeof location === 'undefined' ? [] : [location.origin]
}
