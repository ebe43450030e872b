/** A platform that tells partners of events, with a clock to turn and receivers that do what a test wants of them. */
import { contract, type EVENT_TYPES } from '@qiyema/core/contract'
import { createPartnerClient } from '@qiyema/core/partner'
import { newWebhookKeyPair } from '@qiyema/core/webhooks'
import { Hono } from 'hono'
import { base64url, exportJWK } from 'jose'
import { DELIVERY_SWEEPS, deliveryJobs } from '../src/events/deliver.js'
import { createEvents } from '../src/events/emit.js'
import { DELIVER } from '../src/events/queue.js'
import type { SendWebhook } from '../src/events/sender.js'
import { createWebhookSigner } from '../src/events/sign.js'
import { mount } from '../src/http/mount.js'
import { createSecrets } from '../src/http/secrets.js'
import { bindJobs, type JobContext, type JobEffects } from '../src/jobs/jobs.js'
import { createTableJobs } from '../src/jobs/table-jobs.js'
import { webhookRoutes } from '../src/webhook/routes.js'
import { BASE_URL, openDesk, type PartnerKey, registerPartner } from './desk.js'
import { openTestStore } from './test-store.js'

const ENTERPRISE_TENANT = { kind: 'enterprise', enterpriseId: 'ent_maker' } as const

const MINUTE = 60_000
const HOUR = 60 * MINUTE

type EventType = (typeof EVENT_TYPES)[number]

/** What a receiver got, with what it needs to verify it. */
export interface Received {
  readonly url: string
  readonly headers: Headers
  readonly body: string
  readonly event: {
    readonly id: string
    readonly resource: string
    readonly data: { readonly number?: number }
  }
  readonly at: Date
}

export interface WebhookDeskOptions {
  /** What receivers answer; by default 204, to everything. Throws for silence. */
  readonly answer?: (received: Received) => number | Promise<number>
  readonly random?: () => number
  readonly isLocalAccepted?: boolean
}

export async function openWebhookDesk(options: WebhookDeskOptions = {}) {
  const { random = () => 0.5, isLocalAccepted = false } = options
  let answer = options.answer ?? (() => 204)
  const store = await openTestStore()
  const desk = await openDesk({ store })
  const { clock } = desk
  const now = () => clock.now
  const makeSecret = createSecrets(crypto.getRandomValues(new Uint8Array(32)))
  const signer = createWebhookSigner(await webhookKey(), makeSecret)
  const jobs = createTableJobs({ store, now, random })
  const events = createEvents({ jobs })
  const received: Received[] = []
  const send: SendWebhook = async request => {
    const body = await request.text()
    const event = JSON.parse(body) as Received['event']
    const one = { url: request.url, headers: request.headers, body, event, at: now() }
    received.push(one)
    return { status: await answer(one) }
  }
  const effects: JobEffects = {
    audit: async () => {},
    emit: (db, event) => events.emit(db, event, now()),
    enqueue: jobs.enqueue,
  }
  const context: JobContext = { store, now, effects }
  const work = bindJobs([deliveryJobs({ signer, send, random })], DELIVERY_SWEEPS, context)
  jobs.handle(work)

  const app = new Hono()
  mount(
    app,
    { webhook: contract.webhook },
    { webhook: webhookRoutes({ publicKey: signer.publicKey, isLocalAccepted }) },
    {
      ...desk.options,
      makeSecret,
      effects: { ...desk.options.effects, emit: events.emit, enqueue: jobs.enqueue },
    },
  )
  const through = async (request: Request) =>
    (new URL(request.url).pathname.startsWith('/oauth/') ? desk.app : app).fetch(request)

  return {
    store,
    app,
    desk,
    clock,
    jobs,
    events,
    signer,
    received,
    context,
    work,
    /** From now on receivers answer so. */
    receiversAnswer(given: NonNullable<WebhookDeskOptions['answer']>) {
      answer = given
    },
    /** A partner of the platform: its client. */
    async partner(partnerId = 'par_bank') {
      return clientOf(await registerPartner(store, { partnerId }))
    },
    /** Something happens at an enterprise that partners are to hear of. */
    async emit(resource: string, number: number, given: { partners?: string[]; type?: EventType } = {}) {
      const { partners = ['par_bank'], type = 'application.state' } = given
      await store.transact(ENTERPRISE_TENANT, db =>
        events.emit(db, { type, resource, partners, data: { number } }, now()),
      )
    },
    /** Lets time pass, and what is due by then happen. */
    async advance(milliseconds: number) {
      clock.now = new Date(clock.now.getTime() + milliseconds)
      await jobs.runDue()
    },
    /** Lets time pass in steps, each to when something is to be sent, a minute at least and an hour at most. */
    async advanceStepwise(milliseconds: number) {
      const end = clock.now.getTime() + milliseconds
      await jobs.runDue()
      while (clock.now.getTime() < end) {
        const next = (await nextDelivery()) ?? Number.POSITIVE_INFINITY
        const step = Math.min(Math.max(next - clock.now.getTime(), MINUTE), HOUR)
        clock.now = new Date(Math.min(clock.now.getTime() + step, end))
        await jobs.runDue()
      }
    },
    close: () => store.close(),
  }

  async function nextDelivery(): Promise<number | undefined> {
    const job = await store.transact({ kind: 'platform' }, db =>
      db
        .selectFrom('jobs')
        .select('run_at')
        .where('name', '=', DELIVER)
        .orderBy('run_at')
        .limit(1)
        .executeTakeFirst(),
    )
    return job?.run_at.getTime()
  }

  async function clientOf({ partnerId, privateKey, jwk }: PartnerKey) {
    return createPartnerClient({
      baseUrl: BASE_URL,
      clientId: partnerId,
      key: { ...(await exportJWK(privateKey)), kid: jwk.kid ?? '' },
      fetch: through,
      now: () => clock.now.getTime(),
    })
  }
}

export type WebhookDesk = Awaited<ReturnType<typeof openWebhookDesk>>

async function webhookKey() {
  const { secretKey } = await newWebhookKeyPair()
  const bytes = Buffer.from(secretKey.slice('whsk_'.length), 'base64')
  const d = base64url.encode(bytes.subarray(0, 32))
  const x = base64url.encode(bytes.subarray(32))
  return { kty: 'OKP', crv: 'Ed25519', d, x }
}
