/** Promise 15: a session is a cell. A token is of no use elsewhere, and a session is for no more than it was opened for. */
import { SignJWT } from 'jose'
import { describe, expect, test } from 'vitest'
import { beginSession, newBrowserKey, openSession, widgetHeaders } from '../../test/browser-key.js'
import { BASE_URL, ORIGIN, openDesk, partnerToken, registerPartner } from '../../test/desk.js'
import { PATH, sessionDesk } from '../../test/session-desk.js'

const { scene, ask, askHonestly, askWithProof, later } = sessionDesk()

test('an honest request is answered', async () => {
  expect(await askHonestly()).toBe('200')
})

describe('a stolen token', () => {
  test('is of no use without a proof', async () => {
    expect(await ask({ authorization: `DPoP ${scene.session.token}`, origin: ORIGIN })).toBe(
      '401 invalid_proof',
    )
  })

  test('is of no use as a bearer token', async () => {
    const { dpop = '' } = await widgetHeaders(scene.desk, scene.session, 'GET', PATH)
    expect(await ask({ authorization: `Bearer ${scene.session.token}`, origin: ORIGIN, dpop })).toBe(
      '401 invalid_proof',
    )
    expect(await ask({ authorization: `Bearer ${scene.session.token}` })).toBe('401 invalid_proof')
  })

  test('is of no use with another key', async () => {
    expect(await askWithProof({}, await newBrowserKey())).toBe('401 invalid_proof')
  })

  test('is of no use with another key under the name of the right one', async () => {
    const header = { jwk: scene.session.key.publicJwk }
    expect(await askWithProof({ header }, await newBrowserKey())).toBe('401 invalid_proof')
  })

  test('has a time, whatever it is shown with', async () => {
    later(601)
    expect(await askHonestly()).toBe('401 token_expired')
  })

  test('ends with its session', async () => {
    const path = `/v1/sessions/${scene.session.id}`
    expect(await askHonestly({}, path, 'DELETE')).toBe('204')
    expect(await askHonestly()).toBe('401 token_expired')
  })

  test('ends when the partner ends its session', async () => {
    const path = `/v1/sessions/${scene.session.id}`
    expect(await ask({ authorization: `Bearer ${scene.partner}` }, path, 'DELETE')).toBe('204')
    expect(await askHonestly()).toBe('401 token_expired')
  })

  test('cannot be made longer: no bit of it may change', async () => {
    const [header = '', claims = '', signature = ''] = scene.session.token.split('.')
    const read = JSON.parse(Buffer.from(claims, 'base64url').toString()) as Record<string, unknown>
    const forged = Buffer.from(JSON.stringify({ ...read, exp: Number(read.exp) + 60 })).toString('base64url')
    const token = `${header}.${forged}.${signature}`
    expect(await askHonestly({ token })).toBe('401 unauthenticated')
  })

  test('of a platform with another key is nobody’s', async () => {
    const claims = JSON.parse(Buffer.from(scene.session.token.split('.')[1] ?? '', 'base64url').toString())
    const kid = JSON.parse(Buffer.from(scene.session.token.split('.')[0] ?? '', 'base64url').toString()).kid
    const token = await new SignJWT(claims)
      .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid })
      .sign(scene.session.key.privateKey)
    expect(await askHonestly({ token })).toBe('401 unauthenticated')
  })

  test.each([
    ['no algorithm', { alg: 'none', typ: 'at+jwt' }],
    ['an algorithm with a shared secret', { alg: 'HS256', typ: 'at+jwt' }],
    ['another type', { alg: 'ES256', typ: 'JWT' }],
    ['a key of its own', { alg: 'ES256', typ: 'at+jwt', jwk: {} }],
  ])('with %s is refused before any key is tried', async (_, header) => {
    const [, claims = '', signature = ''] = scene.session.token.split('.')
    const token = `${Buffer.from(JSON.stringify(header)).toString('base64url')}.${claims}.${signature}`
    expect(await askHonestly({ token })).toBe('401 unauthenticated')
  })
})

describe('a session', () => {
  test('is for its components and no other', async () => {
    const path = '/v1/codes'
    expect(await askHonestly({}, path)).toBe('403 component_not_granted')
  })

  test('is no operator, no officer and no partner', async () => {
    for (const path of ['/v1/delegations', '/v1/loan-queue', '/v1/webhook-endpoints', '/v1/me'])
      expect(await askHonestly({}, path)).toBe('403 forbidden')
  })

  test('is for its enterprise: the transaction sees no other', async () => {
    let seen: unknown
    const handlers = {
      'finance.needs.list': async (
        _: unknown,
        { caller, db }: Parameters<NonNullable<Handlers[string]>>[1],
      ) => {
        const rows = await db.selectFrom('sessions').select('enterprise_id').distinct().execute()
        seen = { caller: caller.kind === 'widget' && caller.enterpriseId, rows }
        return { body: { items: [] } }
      },
    }
    const other = {
      id: 'ses_other',
      partner_id: 'par_bank',
      enterprise_id: 'ent_other',
      bootstrap_hash: 'other',
    }
    await scene.store.transact({ kind: 'platform' }, db =>
      db
        .insertInto('sessions')
        .values({
          ...other,
          uscc: 'x',
          name: '{}',
          operator_reference: '',
          purpose: 'loan-application',
          components: '[]',
          origins: '[]',
          bootstrap_expires_at: scene.desk.clock.now,
          opened_at: scene.desk.clock.now,
          expires_at: scene.desk.clock.now,
        })
        .execute(),
    )
    scene.desk = await openDesk({ store: scene.store, handlers })
    const begun = await beginSession(scene.desk, await partnerToken(scene.desk, scene.partnerKey))
    expect(await askHonestly(begun)).toBe('200')
    expect(seen).toEqual({ caller: 'ent_maker', rows: [{ enterprise_id: 'ent_maker' }] })
  })

  test('does not outlive its hour, however often it is renewed', async () => {
    const path = '/v1/sessions/refresh'
    let token = scene.session.token
    for (let minutes = 9; minutes < 60; minutes += 9) {
      scene.desk.clock.now = new Date(new Date('2026-03-02T01:00:00Z').getTime() + minutes * 60_000)
      const headers = await widgetHeaders(scene.desk, { ...scene.session, token }, 'POST', path)
      const answer = await scene.desk.app.request(BASE_URL + path, { method: 'POST', headers })
      token = ((await answer.json()) as { accessToken: string }).accessToken
    }
    scene.desk.clock.now = new Date('2026-03-02T02:00:00Z')
    expect(await askHonestly({ token })).toBe('401 token_expired')
  })

  test('of another cannot be ended', async () => {
    const other = await beginSession(scene.desk, scene.partner)
    const path = `/v1/sessions/${other.id}`
    expect(await askHonestly({}, path, 'DELETE')).toBe('404 not_found')
    expect(await askHonestly(other)).toBe('200')
  })

  test('of another partner cannot be ended', async () => {
    const stranger = await registerPartner(scene.store, {
      partnerId: `par_${crypto.randomUUID().slice(0, 8)}`,
    })
    const authorization = `Bearer ${await partnerToken(scene.desk, stranger)}`
    await ask({ authorization }, `/v1/sessions/${scene.session.id}`, 'DELETE')
    expect(await askHonestly()).toBe('200')
  })

  test('is opened only for sites that the partner has registered', async () => {
    await expect(
      openSession(scene.desk, scene.partner, { origins: [ORIGIN, 'https://evil.example'] }),
    ).rejects.toThrow('wrong_origin')
  })
})

type Handlers = NonNullable<Parameters<typeof openDesk>[0]['handlers']>
