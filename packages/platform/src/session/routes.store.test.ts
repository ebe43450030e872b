/** The honest life of a session, as a partner and a browser see it. */

import { createClient } from '@qiyema/core'
import { contract } from '@qiyema/core/contract'
import { expect, test } from 'vitest'
import { exchange, newBrowserKey, openSession, widgetHeaders } from '../../test/browser-key.js'
import { BASE_URL, ENTERPRISE, ORIGIN, OTHER_ORIGIN, USCC } from '../../test/desk.js'
import { outcome, sessionDesk } from '../../test/session-desk.js'

const { scene, askHonestly } = sessionDesk()

const OPEN = {
  uscc: USCC,
  operatorReference: 'desk 7',
  purpose: 'loan-application',
  components: ['qym-code'],
  origins: [ORIGIN],
}

function open(body: object): Promise<string> {
  const headers = {
    authorization: `Bearer ${scene.partner}`,
    'content-type': 'application/json',
    'idempotency-key': crypto.randomUUID(),
  }
  const init = { method: 'POST', headers, body: JSON.stringify({ ...OPEN, ...body }) }
  return outcome(scene.desk.app.request(`${BASE_URL}/v1/sessions`, init))
}

test('a partner opens a session for sites of its own, an enterprise that is here, and a purpose that is agreed', async () => {
  expect(await open({})).toBe('201')
  expect(await open({ origins: [ORIGIN, OTHER_ORIGIN] })).toBe('201')
  expect(await open({ origins: ['https://evil.example'] })).toBe('403 wrong_origin')
  expect(await open({ uscc: '91110108551385082Q' })).toBe('404 not_registered')
  expect(await open({ purpose: 'supply-chain' })).toBe('403 consent_required')
  expect(await open({ components: ['qym-nonsense'] })).toBe('422 invalid_fields')
})

test('a browser gets a token of ten minutes that says what the session is for', async () => {
  const { id, bootstrap } = await openSession(scene.desk, scene.partner, {
    components: ['qym-code', 'qym-code'],
  })
  const answer = await exchange(scene.desk, { bootstrap, key: await newBrowserKey() })
  const token = contract.session.exchange.answer.parse(await answer.json())
  expect(token).toMatchObject({
    tokenType: 'DPoP',
    expiresAt: '2026-03-02T01:10:00.000Z',
    expiresInSeconds: 600,
    session: { id, enterprise: { uscc: USCC }, purpose: 'loan-application', components: ['qym-code'] },
  })
  expect(answer.headers.get('cache-control')).toBe('no-store')
})

test('a token is renewed for the same key, and the last one ends with the session', async () => {
  const path = '/v1/sessions/refresh'
  const refresh = async (token: string) => {
    const headers = await widgetHeaders(scene.desk, { ...scene.session, token }, 'POST', path)
    const answer = await scene.desk.app.request(BASE_URL + path, { method: 'POST', headers })
    return contract.session.refresh.answer.parse(await answer.json())
  }
  let { token } = scene.session
  for (let minutes = 9; minutes <= 54; minutes += 9) {
    scene.desk.clock.now = new Date(Date.parse('2026-03-02T01:00:00Z') + minutes * 60_000)
    const renewed = await refresh(token)
    token = renewed.accessToken
    expect(renewed.expiresInSeconds).toBe(Math.min(600, (60 - minutes) * 60))
  }
})

test('a session ends once, is told to its partner, and ending it again is no problem', async () => {
  const path = `/v1/sessions/${scene.session.id}`
  const end = async () => {
    const headers = { authorization: `Bearer ${scene.partner}` }
    return (await scene.desk.app.request(BASE_URL + path, { method: 'DELETE', headers })).status
  }
  expect(await end()).toBe(204)
  expect(await end()).toBe(204)
  const { id } = scene.session
  expect(scene.desk.effectsDone.filter(([, , subject]) => subject === id)).toEqual([
    ['audit', 'session.open', id],
    ['audit', 'session.end', id],
    ['emit', 'session.ended', id],
  ])
  expect(await askHonestly()).toBe('401 token_expired')
})

test('an enterprise’s rows are the enterprise’s: another tenant sees no session of it', async () => {
  const seenBy = (enterpriseId: string) =>
    scene.store.transact({ kind: 'enterprise', enterpriseId }, db =>
      db.selectFrom('sessions').select('id').execute(),
    )
  expect(await seenBy(ENTERPRISE)).not.toEqual([])
  expect(await seenBy('ent_other')).toEqual([])
})

test('our own client goes all the way: bootstrap, key, token, proof, answer', async () => {
  const { bootstrap } = await openSession(scene.desk, scene.partner, { components: ['qym-loan-form'] })
  const client = createClient({
    baseUrl: BASE_URL,
    session: async () => ({ bootstrap }),
    now: () => scene.desk.clock.now.getTime(),
    fetch: async request => {
      const headers = new Headers(request.headers)
      headers.set('origin', ORIGIN)
      return scene.desk.app.fetch(new Request(request, { headers }))
    },
  })
  expect((await client.finance.needs.list()).items).toHaveLength(1)
})
