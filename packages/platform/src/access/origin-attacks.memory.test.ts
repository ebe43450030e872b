/** Promise 15: a session is for its own web sites, and its bootstrap for one browser, once and at once. */
import { beforeEach, describe, expect, test } from 'vitest'
import {
  type BrowserKey,
  exchange,
  newBrowserKey,
  openSession,
  proofOf,
  widgetHeaders,
} from '../../test/browser-key.js'
import { ORIGIN, OTHER_ORIGIN } from '../../test/desk.js'
import { outcome, PATH, sessionDesk } from '../../test/session-desk.js'

const { scene, ask, later } = sessionDesk()

async function askFrom(origin: string | undefined): Promise<string> {
  const { origin: _, ...headers } = await widgetHeaders(scene.desk, scene.session, 'GET', PATH)
  return ask({ ...headers, ...(origin !== undefined && { origin }) })
}

describe('an origin', () => {
  test.each([
    ['that is missing', undefined],
    ['that is null', 'null'],
    ['of another site', 'https://evil.example'],
    ['of a site below', 'https://www.bank.example'],
    ['of a site above', 'https://example'],
    ['that only ends like it', 'https://evilbank.example'],
    ['that only begins like it', 'https://bank.example.evil.example'],
    ['with another port', 'https://bank.example:8443'],
    ['with the port written out', 'https://bank.example:443'],
    ['without encryption', 'http://bank.example'],
    ['in capitals', 'https://BANK.example'],
    ['with a path', 'https://bank.example/'],
    ['and another', 'https://bank.example, https://evil.example'],
    ['that the partner has registered, but not for this session', OTHER_ORIGIN],
  ])('%s is refused', async (_, origin) => {
    expect(await askFrom(origin)).toBe('403 wrong_origin')
  })

  test('is the request’s own: one that the page names elsewhere counts for nothing', async () => {
    const headers = await widgetHeaders(scene.desk, scene.session, 'GET', PATH)
    const elsewhere = { referer: `${ORIGIN}/`, 'x-forwarded-host': 'bank.example', 'x-origin': ORIGIN }
    expect(await ask({ ...headers, ...elsewhere, origin: 'https://evil.example' })).toBe('403 wrong_origin')
  })
})

describe('a bootstrap', () => {
  let opened: { id: string; bootstrap: string }
  let key: BrowserKey
  beforeEach(async () => {
    opened = await openSession(scene.desk, scene.partner)
    key = await newBrowserKey()
  })

  test('is no token', async () => {
    expect(await ask({ authorization: `Bearer ${opened.bootstrap}`, origin: ORIGIN })).toBe(
      '401 unauthenticated',
    )
  })

  test('is gone once a browser has used it', async () => {
    expect((await exchange(scene.desk, { ...opened, key })).status).toBe(200)
    expect(await outcome(exchange(scene.desk, { ...opened, key: await newBrowserKey() }))).toBe(
      '401 bootstrap_used',
    )
  })

  test('is one browser’s, of however many come at once', async () => {
    const keys = await Promise.all(Array.from({ length: 6 }, newBrowserKey))
    const answers = await Promise.all(keys.map(one => outcome(exchange(scene.desk, { ...opened, key: one }))))
    expect(answers.toSorted()).toEqual(['200', ...Array(5).fill('401 bootstrap_used')])
  })

  test('may be sent again by the browser whose answer was lost', async () => {
    expect((await exchange(scene.desk, { ...opened, key })).status).toBe(200)
    expect((await exchange(scene.desk, { ...opened, key })).status).toBe(200)
    later(60)
    expect(await outcome(exchange(scene.desk, { ...opened, key }))).toBe('401 bootstrap_used')
  })

  test('is worthless after a minute', async () => {
    later(60)
    expect(await outcome(exchange(scene.desk, { ...opened, key }))).toBe('401 bootstrap_used')
  })

  test('that nobody made is refused', async () => {
    expect(await outcome(exchange(scene.desk, { bootstrap: 'A'.repeat(43), key }))).toBe('401 bootstrap_used')
  })

  test('of a session that was ended is refused', async () => {
    await ask({ authorization: `Bearer ${scene.partner}` }, `/v1/sessions/${opened.id}`, 'DELETE')
    expect(await outcome(exchange(scene.desk, { ...opened, key }))).toBe('401 bootstrap_used')
  })

  test.each(['', 'null', 'https://evil.example', OTHER_ORIGIN])(
    'from the origin "%s" is refused, and still there for the right one',
    async origin => {
      expect(await outcome(exchange(scene.desk, { ...opened, key, origin }))).toBe('403 wrong_origin')
      expect((await exchange(scene.desk, { ...opened, key: await newBrowserKey() })).status).toBe(200)
    },
  )

  test('with the proof of another key is refused', async () => {
    const proof = await proofOf(scene.desk, await newBrowserKey(), {
      method: 'POST',
      path: '/v1/sessions/token',
    })
    expect(await outcome(exchange(scene.desk, { ...opened, key, proof }))).toBe('401 invalid_proof')
  })

  test('with a proof that was seen before is refused', async () => {
    const proof = await proofOf(scene.desk, key, { method: 'POST', path: '/v1/sessions/token' })
    expect((await exchange(scene.desk, { ...opened, key, proof })).status).toBe(200)
    expect(await outcome(exchange(scene.desk, { ...opened, key, proof }))).toBe('401 invalid_proof')
  })

  test('without a proof is refused', async () => {
    expect(await outcome(exchange(scene.desk, { ...opened, key, proof: '' }))).toBe('401 invalid_proof')
  })
})
