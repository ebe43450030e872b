import { once } from 'node:events'
import { request } from 'node:http'
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestSite, type TestSite } from './support/site.ts'

let site: TestSite

beforeAll(async () => {
  site = await startTestSite()
})

afterAll(async () => {
  await site.remove()
})

const jwk = { kty: 'EC', crv: 'P-256', x: 'A'.repeat(43), y: 'A'.repeat(43) }

describe('the sample server', () => {
  test('sends pages with their policy, to be asked for again, and says when they have not changed', async () => {
    const page = await fetch(site.origin)
    expect(page.headers.get('content-security-policy')).toContain("require-trusted-types-for 'script'")
    expect(page.headers.get('content-security-policy')).not.toContain('unsafe-inline')
    expect(page.headers.get('x-content-type-options')).toBe('nosniff')
    expect(page.headers.get('cache-control')).toBe('no-cache')
    const headers = { 'if-none-match': page.headers.get('etag') ?? '' }
    expect((await fetch(site.origin, { headers })).status).toBe(304)
  })

  test('lets any site fetch its lists, and has no second status list', async () => {
    for (const path of ['/.well-known/trust-list', '/status/0']) {
      const list = await fetch(site.origin + path)
      expect(list.status).toBe(200)
      expect(list.headers.get('access-control-allow-origin')).toBe('*')
    }
    expect((await fetch(`${site.origin}/status/1`)).status).toBe(204)
  })

  test('sends a code’s link to the page, with the digits where no server sees them', async () => {
    const answer = await fetch(`${site.origin}/Q/12345`, { redirect: 'manual' })
    expect(answer.status).toBe(302)
    expect(answer.headers.get('location')).toBe('/#12345')
    expect((await fetch(`${site.origin}/Q/12345%0d%0a`, { redirect: 'manual' })).status).toBe(404)
  })

  test('gives nothing that lies outside its folder, and no method that is not meant', async () => {
    expect(await statusOfRaw('/../package.json')).toBe(404)
    expect(await statusOfRaw('/assets/..%2f..%2fpackage.json')).toBe(404)
    expect((await fetch(site.origin, { method: 'DELETE' })).status).toBe(405)
    expect((await fetch(`${site.origin}/sample/short-lived`)).status).toBe(405)
  })

  test.each([
    ['nothing', ''],
    ['no JSON', '{'],
    ['a private key', JSON.stringify({ ...jwk, d: 'A'.repeat(43) })],
    ['a point off the curve', JSON.stringify(jwk)],
    ['too much', JSON.stringify({ ...jwk, x: 'A'.repeat(5000) })],
  ])('binds no code to %s', async (_what, body) => {
    const headers = { 'content-type': 'application/json' }
    const answer = await fetch(`${site.origin}/sample/holder-bound`, { method: 'POST', headers, body })
    expect(answer.status).toBe(400)
  })

  test('keeps its keys between starts, so that codes of before still verify', async () => {
    const before = await (await fetch(`${site.origin}/sample/root.json`)).json()
    const [code] = await (await fetch(`${site.origin}/sample/codes.json`)).json()
    await site.stop()
    await site.restart()
    expect(await (await fetch(`${site.origin}/sample/root.json`)).json()).toEqual(before)
    const [again] = await (await fetch(`${site.origin}/sample/codes.json`)).json()
    expect(again.kid).toBe(code.kid)
  })

  test('ends although a connection is open on which nothing was ever asked', async () => {
    const silent = connect(Number(new URL(site.origin).port))
    await once(silent, 'connect')
    const ended = once(silent, 'close')
    await site.stop()
    await ended
    await site.restart()
  })
})

/** fetch would tidy the path up. */
function statusOfRaw(path: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request(site.origin, { path }, response => resolve(response.resume().statusCode))
      .on('error', reject)
      .end()
  })
}
