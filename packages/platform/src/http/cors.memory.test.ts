/** Which pages may read what: over the whole contract, with preflights as browsers send them. */
import { listOperations } from '@qiyema/core/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { beginSession, widgetHeaders } from '../../test/browser-key.js'
import { BASE_URL, type Desk, ORIGIN, openDesk, partnerToken, registerPartner } from '../../test/desk.js'
import { pathOf } from '../../test/request-of.js'
import { openTestStore } from '../../test/test-store.js'
import type { Store } from '../store/store.js'

const STRANGER = 'https://evil.example'
let store: Store
let desk: Desk
let partner: string

beforeAll(async () => {
  store = await openTestStore()
  desk = await openDesk({ store })
  partner = await partnerToken(desk, await registerPartner(store))
}, 60_000)
afterAll(() => store.close())

function preflight(path: string, method: string, origin: string) {
  const headers = {
    origin,
    'access-control-request-method': method,
    'access-control-request-headers': 'authorization,content-type,dpop',
  }
  return desk.app.request(BASE_URL + path, { method: 'OPTIONS', headers })
}

const allowed = ({ headers }: Response) => headers.get('access-control-allow-origin')

describe.each(listOperations())('%s', (_, operation) => {
  const { callers, problems, method } = operation
  const isForPartners = callers.includes('widget') || problems.includes('wrong_origin')
  const isPublic = callers.includes('anyone') && !problems.includes('wrong_origin')

  test('lets those pages ask that may', async () => {
    const [known, stranger] = [
      await preflight(pathOf(operation), method, ORIGIN),
      await preflight(pathOf(operation), method, STRANGER),
    ]
    const expected = isPublic ? ['*', '*'] : isForPartners ? [ORIGIN, null] : [null, null]
    expect([allowed(known), allowed(stranger)]).toEqual(expected)
    expect([known.status, stranger.status]).toEqual(expected.map(origin => (origin === null ? 403 : 204)))
    if (expected[0] === null) return
    expect(known.headers.get('access-control-allow-methods')).toBe(method)
    expect(known.headers.get('access-control-allow-headers')).toContain('dpop')
    expect(known.headers.get('access-control-allow-credentials')).toBeNull()
  })
})

test('a preflight for a method that is not there is refused', async () => {
  for (const method of ['PUT', 'get', 'CONNECT', ''])
    expect((await preflight('/v1/loan-needs', method, ORIGIN)).status).toBe(405)
})

test('a page of the session may read its answers, and its problems too', async () => {
  const session = await beginSession(desk, partner)
  const path = '/v1/loan-needs'
  const ask = async (headers: object) =>
    desk.app.request(BASE_URL + path, {
      headers: { ...(await widgetHeaders(desk, session, 'GET', path)), ...headers },
    })
  const good = await ask({})
  expect([good.status, allowed(good)]).toEqual([200, ORIGIN])
  expect(good.headers.get('vary')).toContain('Origin')
  expect(good.headers.get('access-control-expose-headers')).toContain('dpop-nonce')
  const refused = await ask({ dpop: 'nonsense' })
  expect([refused.status, allowed(refused)]).toEqual([401, ORIGIN])
  const stranger = await ask({ origin: STRANGER })
  expect([stranger.status, allowed(stranger)]).toEqual([403, null])
})

test('a site that was registered a moment ago is known within a minute', async () => {
  const origin = 'https://new.example'
  expect((await preflight('/v1/loan-needs', 'GET', origin)).status).toBe(403)
  await registerPartner(store, { partnerId: 'par_new', origins: [origin] })
  desk.clock.now = new Date(desk.clock.now.getTime() + 60_000)
  expect((await preflight('/v1/loan-needs', 'GET', origin)).status).toBe(204)
})
