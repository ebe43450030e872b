/** Promise 2: one intent, one effect. Over whole requests, against the database. */
import { contract } from '@qiyema/core/contract'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import {
  BASE_URL,
  type Desk,
  exampleReply,
  openDesk,
  type PartnerKey,
  partnerToken,
  registerPartner,
} from '../../test/desk.js'
import { openTestStore } from '../../test/test-store.js'
import type { Db, Store } from '../store/store.js'
import { forgetAnswers, readKey } from './idempotency.js'
import { PlatformProblem } from './problems.js'

const CONTACT = '/v1/loan-applications/loan_1/contact'
let store: Store
let bank: PartnerKey
let other: PartnerKey
let desk: Desk
/** What the handler does before it answers, in its transaction. */
let work: (db: Db) => Promise<void>
let times: number

beforeAll(async () => {
  store = await openTestStore()
  bank = await registerPartner(store)
  other = await registerPartner(store, { partnerId: 'par_other' })
}, 60_000)
afterAll(() => store.close())
beforeEach(async () => {
  times = 0
  work = async () => {}
  const contact = async (_: unknown, { db }: { db: Db }) => {
    times++
    await work(db)
    const { body } = exampleReply(contract.finance.applications.contact) as { body: object }
    return { body: { ...body, id: `loan_${times}` }, etag: `v${times}` }
  }
  desk = await openDesk({ store, handlers: { 'finance.applications.contact': contact } })
})

interface Wishes {
  readonly key?: string | undefined
  readonly body?: string
  readonly path?: string
  readonly partner?: PartnerKey
}

async function send({ key, body = '{"note":"called"}', path = CONTACT, partner = bank }: Wishes = {}) {
  const headers = {
    authorization: `Bearer ${await partnerToken(desk, partner)}`,
    'content-type': 'application/json',
    ...(key !== undefined && { 'idempotency-key': key }),
  }
  return desk.app.request(BASE_URL + path, { method: 'POST', headers, body })
}

async function codeOf(answer: Response | Promise<Response>) {
  const { code } = (await (await answer).json()) as { code?: string }
  return code
}

const newKey = () => crypto.randomUUID()

test('a request without a key is refused, and so is one with half a key', async () => {
  expect(await codeOf(send())).toBe('idempotency_key_missing')
  expect(await codeOf(send({ key: 'short' }))).toBe('idempotency_key_missing')
  expect(await codeOf(send({ key: 'x'.repeat(129) }))).toBe('idempotency_key_missing')
  expect(times).toBe(0)
})

test('a key may stand in quotes, as the draft has it', () => {
  expect(readKey('"8e03978e-40d5-43dd-bc93-6894a57f9324"')).toBe('8e03978e-40d5-43dd-bc93-6894a57f9324')
})

test('the same request again gets the same answer, to the byte, and has no second effect', async () => {
  const key = newKey()
  const first = await send({ key })
  const again = await send({ key, body: '{ "note" : "called" }' })
  expect(times).toBe(1)
  expect([again.status, again.headers.get('etag')]).toEqual([first.status, '"v1"'])
  expect(await again.text()).toBe(await first.text())
  expect([first, again].map(one => one.headers.get('idempotency-replayed'))).toEqual([null, 'true'])
})

test('another request with the same key is refused', async () => {
  const key = newKey()
  await send({ key })
  expect(await codeOf(send({ key, body: '{"note":"called twice"}' }))).toBe('idempotency_key_reused')
  expect(await codeOf(send({ key, path: CONTACT.replace('loan_1', 'loan_2') }))).toBe(
    'idempotency_key_reused',
  )
  expect(times).toBe(1)
})

test('a key is its caller’s own', async () => {
  const key = newKey()
  await send({ key })
  const { headers } = await send({ key, partner: other })
  expect(headers.get('idempotency-replayed')).toBeNull()
  expect(times).toBe(2)
})

test('what failed had no effect, and may be tried again with the same key', async () => {
  const key = newKey()
  work = async db => {
    await db
      .insertInto('used_proofs')
      .values({ proof: `effect ${key}`, expires_at: new Date() })
      .execute()
    throw new PlatformProblem('impossible_step', { state: 'closed', possible: ['reopen'] })
  }
  expect(await codeOf(send({ key }))).toBe('impossible_step')
  const found = await store.transact({ kind: 'platform' }, db =>
    db.selectFrom('used_proofs').select('proof').where('proof', '=', `effect ${key}`).execute(),
  )
  expect(found).toEqual([])
  work = async () => {}
  expect((await send({ key })).status).toBe(200)
})

test('twins that arrive together have one effect: the second is told to come back', async () => {
  const key = newKey()
  const answers = await Promise.all(Array.from({ length: 12 }, () => send({ key })))
  const busy = answers.filter(({ status }) => status === 409)
  expect(times).toBe(1)
  expect(answers.filter(({ status }) => status === 200).length + busy.length).toBe(12)
  for (const answer of busy) {
    expect(answer.headers.get('retry-after')).toBe('1')
    expect(await codeOf(answer)).toBe('idempotency_in_progress')
  }
  expect((await send({ key })).headers.get('idempotency-replayed')).toBe('true')
})

test('twins of which one is at another node are told apart by the database', async () => {
  const seen: boolean[] = []
  work = async db => {
    const { rows } = await sql<{ locks: number }>`
      select count(*)::int as locks from pg_locks
      where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())
    `.execute(db)
    seen.push(rows[0]?.locks === 1)
  }
  await send({ key: newKey() })
  expect(seen).toEqual([true])
})

test('an answer is kept for a day', async () => {
  const key = newKey()
  await send({ key })
  const start = desk.clock.now.getTime()
  desk.clock.now = new Date(start + 24 * 3_600_000 - 1000)
  expect((await send({ key })).headers.get('idempotency-replayed')).toBe('true')
  desk.clock.now = new Date(start + 24 * 3_600_000)
  expect((await send({ key })).headers.get('idempotency-replayed')).toBeNull()
  await store.transact({ kind: 'platform' }, db => forgetAnswers(db, new Date(start + 90 * 3_600_000)))
  const left = await store.transact({ kind: 'platform' }, db =>
    db.selectFrom('idempotency').select('key').execute(),
  )
  expect(left).toEqual([])
})

test('a secret is not kept, and yet the same in both answers', async () => {
  const key = newKey()
  const uscc = '91330100799655058B'
  const body = JSON.stringify({
    uscc,
    operatorReference: 'desk 7',
    purpose: 'loan-application',
    components: ['qym-code'],
    origins: ['https://bank.example'],
  })
  const first = (await (await send({ key, body, path: '/v1/sessions' })).json()) as { bootstrap: string }
  const again = (await (await send({ key, body, path: '/v1/sessions' })).json()) as { bootstrap: string }
  expect(again).toEqual(first)
  expect(first.bootstrap).toMatch(/^[\w-]{43}$/)
  const rows = await store.transact({ kind: 'platform' }, async db => [
    await db.selectFrom('idempotency').selectAll().execute(),
    await db.selectFrom('sessions').selectAll().execute(),
  ])
  expect(JSON.stringify(rows)).not.toContain(first.bootstrap)
})
