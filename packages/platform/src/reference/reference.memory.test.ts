/** The reference, as somebody who is about to build on the platform reads it. */
import { listOperations, PROBLEMS } from '@qiyema/core/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { BASE_URL, openWorld, type World } from '../../test/world.js'
import { SERVED } from '../app.js'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

async function get(path: string, headers: Record<string, string> = {}) {
  const answer = await world.app.request(BASE_URL + path, { headers })
  return { answer, text: await answer.text() }
}

test('the document for machines has every operation that is served, and is not sent twice', async () => {
  const { answer, text } = await get('/openapi.json')
  const { paths } = JSON.parse(text) as { paths: Record<string, object> }
  expect(Object.keys(paths).toSorted()).toEqual(
    [...new Set(listOperations(SERVED).map(([, { path }]) => path))].toSorted(),
  )
  expect(answer.headers.get('access-control-allow-origin')).toBe('*')
  const again = await get('/openapi.json', { 'if-none-match': answer.headers.get('etag') ?? '' })
  expect([again.answer.status, again.text]).toEqual([304, ''])
})

test('every operation stands on the page of its application, in the reader’s language', async () => {
  for (const application of Object.keys(SERVED)) {
    const chinese = await get(`/reference/${application}`)
    const english = await get(`/reference/${application}?lang=en`)
    expect(chinese.answer.headers.get('content-language')).toBe('zh-CN')
    for (const [name, { summary }] of listOperations(SERVED)) {
      if (!name.startsWith(`${application}.`)) continue
      expect(chinese.text).toContain(`id="${name}"`)
      expect(chinese.text).toContain(summary['zh-CN'])
      expect(english.text).toContain(summary.en.replaceAll('&', '&amp;').replaceAll("'", '&#39;'))
    }
  }
})

test('the index leads to every operation, and is where the platform’s own address leads', async () => {
  expect((await get('/')).answer.headers.get('location')).toBe('/reference')
  const { text } = await get('/reference')
  for (const [name] of listOperations(SERVED)) expect(text).toContain(`#${name}"`)
})

test('the address in a problem’s type leads to what it means', async () => {
  for (const code of Object.keys(PROBLEMS)) {
    const { answer, text } = await get(`/problems/${code}?lang=en`)
    expect([code, answer.status]).toEqual([code, 200])
    expect(text).toContain(code)
  }
  expect((await get('/problems/constructor')).answer.status).toBe(404)
  expect((await get('/reference/nothing')).answer.status).toBe(404)
})

test('nothing in a page runs but the one file, and nothing comes from elsewhere', async () => {
  const { answer, text } = await get('/reference/policy')
  expect(answer.headers.get('content-security-policy')).not.toContain('unsafe')
  expect(text).not.toMatch(
    /<script(?![^>]* src="\/assets\/)|<style|\son\w+=|https?:\/\/(?!qym\.example|www\.w3\.org)/,
  )
  const [, script = ''] = /<script type="module" src="([^"]+)"/.exec(text) ?? []
  expect((await get(script)).answer.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
})
