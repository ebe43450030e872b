/** Keys take turns: the next is published before it signs, the last verifies after it has signed, one that leaked counts no more. */
import { createVerifier, type Verifier } from '@qiyema/core/verify'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openTestStore, type TestStore } from '../../test/test-store.js'
import { ALL_TIME } from '../keys/issuing-key.js'
import { generateKeys, type PlatformKeys } from '../keys/keys.js'
import { publicHalf } from '../keys/private-jwk.js'
import { createIssuer } from './issuer.js'
import { createJudge } from './judge.js'
import { publicKeys } from './jwks.js'
import { signAtPosition } from './sign-code.js'
import { createStatusLists } from './status-list.js'
import { currentTrust } from './trust-list.js'

const BASE_URL = 'https://qym.example'
const HOUR = 3600
const TURN = Date.parse('2026-03-03T00:00:00Z') / 1000

let store: TestStore
/** Unix seconds. */
let at: number
const now = () => new Date(at * 1000)
beforeEach(async () => {
  at = TURN - 2 * HOUR
  store = await openTestStore({ now, template: 'county' })
})
afterEach(() => store.close())

/** One node, with the keys that it was started with. */
function node(keys: PlatformKeys) {
  const issuer = createIssuer({ baseUrl: BASE_URL, keys })
  const judge = createJudge(issuer)
  const statusLists = createStatusLists(issuer)
  const fetch = async (url: string) =>
    store.transact({ kind: 'anyone' }, async db => {
      if (!url.startsWith(`${BASE_URL}/status/`))
        return new Response((await currentTrust(db, issuer, now())).token)
      const list = await statusLists.read(db, Number(url.slice(-1)), now())
      return list ? new Response(list.token) : new Response(null, { status: 204 })
    })
  return {
    fetch,
    async sign(): Promise<{ link: string; kid: string }> {
      const wishes = { uscc: '91330521PDY0000280', lifetime: '1y' } as const
      const code = await store.transact({ kind: 'platform' }, db => signAtPosition(db, issuer, wishes, now()))
      if (code.isHolderBound) throw new TypeError('A code without holder is printable.')
      return { link: code.link, kid: code.kid }
    },
    judge: async (link: string) =>
      store.transact({ kind: 'anyone' }, async db => (await judge.judge(db, [link], now()))[0]),
  }
}

/** A verifier that asks whichever node answers at the time. */
function verifierOf(
  keys: PlatformKeys,
  answering: () => { readonly fetch: (url: string) => Promise<Response> },
) {
  return createVerifier({
    trust: { url: `${BASE_URL}/.well-known/trust-list`, root: publicHalf(keys.root) },
    fetch: url => answering().fetch(url),
    now: () => at,
  })
}

/** The same platform with another key for codes: the first until a moment, the second from then on. */
async function inTurn(): Promise<{ readonly before: PlatformKeys; readonly both: PlatformKeys }> {
  const [before, other] = [await generateKeys(), await generateKeys()]
  const [first] = before.code
  const [second] = other.code
  const code = [
    { ...first, until: TURN + HOUR },
    { ...second, from: TURN, until: ALL_TIME.until },
  ] as const
  return { before, both: { ...before, code } }
}

async function outcomes(verifier: Verifier, links: readonly string[]): Promise<string[]> {
  return Promise.all(links.map(async link => (await verifier.verify(link)).outcome))
}

test('the next key is known to all before its time, signs from then on, and what the last one signed goes on', async () => {
  const { before, both } = await inTurn()
  const first = node(before)
  let answering = first
  const verifier = verifierOf(before, () => answering)
  const old = await first.sign()
  expect(await verifier.refresh()).toMatchObject({ ok: true })

  const second = node(both)
  answering = second
  const stillOld = await second.sign()
  expect(stillOld.kid).toBe(old.kid)
  expect(publicKeys(both).keys.map(({ kid }) => kid)).toContain(both.code[1]?.jwk.kid)
  expect(await verifier.refresh()).toMatchObject({ ok: true, problems: [] })

  at = TURN + 60
  const fresh = await second.sign()
  expect(fresh.kid).toBe(both.code[1]?.jwk.kid)
  // Without asking again: the key was published in time.
  expect(await outcomes(verifier, [old.link, stillOld.link, fresh.link])).toEqual(['valid', 'valid', 'valid'])
  expect(await second.judge(old.link)).toMatchObject({ outcome: 'valid' })
})

test('a node that does not know the newest key yet takes it back from nobody', async () => {
  const { before, both } = await inTurn()
  const [old, fresh] = [node(before), node(both)]
  let answering = fresh
  const verifier = verifierOf(before, () => answering)
  await fresh.sign()
  expect(await verifier.refresh()).toMatchObject({ ok: true })
  answering = old
  at += 60
  expect(await verifier.refresh()).toMatchObject({ ok: true, problems: [] })
  at = TURN + 60
  const { link } = await fresh.sign()
  expect(await outcomes(verifier, [link])).toEqual(['valid'])
})

test('what a key signed that others have got hold of counts no more, wherever the news has come', async () => {
  const { before, both } = await inTurn()
  const first = node(before)
  let answering = first
  const verifier = verifierOf(before, () => answering)
  const { link } = await first.sign()
  await verifier.refresh()
  const [leaked, next] = both.code
  if (!next) throw new TypeError('There are two keys.')
  const code = [
    { ...leaked, revoked: true },
    { ...next, from: at - HOUR },
  ] as const
  const second = node({ ...both, code })
  answering = second
  at += 60
  expect(await verifier.refresh()).toMatchObject({ ok: true, problems: [] })
  expect(await outcomes(verifier, [link])).toEqual(['untrusted_key'])
  expect(await second.judge(link)).toMatchObject({ outcome: 'untrusted_key' })
  const replacement = await second.sign()
  expect(await outcomes(verifier, [replacement.link])).toEqual(['valid'])
  expect(publicKeys({ ...both, code }).keys.map(({ kid }) => kid)).not.toContain(leaked.jwk.kid)
})

test('a platform without a key in its time signs nothing, and says what to do', async () => {
  const keys = await generateKeys({ from: TURN, until: TURN + HOUR })
  await expect(node(keys).sign()).rejects.toThrow('add one to the platform’s keys')
})

test('a key with which a code was signed that the database does not know confirms nothing', async () => {
  const keys = await generateKeys()
  const { sign, judge } = node(keys)
  const { link } = await sign()
  await store.transact({ kind: 'platform' }, db => db.deleteFrom('status_positions').execute())
  expect(await judge(link)).toMatchObject({ outcome: 'unconfirmed' })
})
