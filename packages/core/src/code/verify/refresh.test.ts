/** Bringing a verifier up to date from a real server: what is asked for, what is taken over, and what comes of overlaps. */
import { expect, test } from 'vitest'
import { holdAnswer, openListServer, openPublishingWorkshop } from '../../../test/list-server.js'
import { AT, INDEX, openWorkshop } from '../../../test/workshop.js'
import type { TrustList } from '../trust/trust-list.js'

test('a refresh brings the trust list and every status list, and codes are valid from then on', async () => {
  const workshop = await openPublishingWorkshop()
  await workshop.publishStatus({ number: 1 })
  const verifier = workshop.verifier()
  const { link } = await workshop.print({ status: { list: 1, index: 0 } })
  expect(await verifier.verify(link)).toMatchObject({ outcome: 'unconfirmed' })
  expect(workshop.server.asked).toEqual([])

  const report = await verifier.refresh()
  const { url } = workshop.source
  expect(report).toEqual({
    ok: true,
    updated: [url, workshop.statusUri(0), workshop.statusUri(1)],
    problems: [],
  })
  expect(workshop.server.asked).toEqual(['/trust', '/status/0', '/status/1', '/status/2'])
  expect(await verifier.verify(link)).toMatchObject({ outcome: 'valid' })
  expect(workshop.server.asked).toHaveLength(4)
})

test.each([404, 410, 204])(
  'the first status list that is answered by %i is the last asked for',
  async status => {
    const workshop = await openPublishingWorkshop()
    workshop.server.answers.set('/status/1', status)
    await workshop.publishStatus({ number: 2 })
    expect(await workshop.verifier().refresh()).toMatchObject({ ok: true })
    expect(workshop.server.asked).toEqual(['/trust', '/status/0', '/status/1'])
  },
)

test('no more than sixteen status lists are asked for', async () => {
  const workshop = await openPublishingWorkshop()
  for (let number = 0; number < 16; number++) await workshop.publishStatus({ number })
  workshop.server.answers.set('/status/16', 'one too many')
  const { ok, updated } = await workshop.verifier().refresh()
  expect({ ok, count: updated.length }).toEqual({ ok: true, count: 17 })
  expect(workshop.server.asked.at(-1)).toBe('/status/15')
})

test('each issuer is asked for its own lists only, at its own addresses', async () => {
  const [one, other] = [await openPublishingWorkshop(), await openPublishingWorkshop()]
  await other.publishStatus({ number: 1 })
  const trust: TrustList = {
    ...one.trust(),
    issuers: [...one.trust().issuers, ...other.trust().issuers],
  }
  const verifier = one.verifier({ trust })
  expect(await verifier.refresh()).toMatchObject({ ok: true })
  expect(one.server.asked).toEqual(['/status/0', '/status/1'])
  expect(other.server.asked).toEqual(['/status/0', '/status/1', '/status/2'])
  for (const { print } of [one, other])
    expect(await verifier.verify((await print()).link)).toMatchObject({ outcome: 'valid' })
})

test('an issuer without a status key is not asked', async () => {
  const workshop = await openPublishingWorkshop()
  const trust = workshop.trust()
  const issuers = trust.issuers.map(issuer => ({
    ...issuer,
    keys: issuer.keys.filter(({ use }) => use === 'code'),
  }))
  const verifier = workshop.verifier({ trust: { ...trust, issuers } })
  expect(await verifier.refresh()).toEqual({ ok: true, updated: [], problems: [] })
  expect(workshop.server.asked).toEqual([])
})

test('a trust list that the caller gave is not fetched, its status lists are', async () => {
  const workshop = await openPublishingWorkshop()
  const verifier = workshop.verifier({ trust: workshop.trust() })
  expect(await verifier.refresh()).toMatchObject({ ok: true, updated: [workshop.statusUri()] })
  expect(workshop.server.asked).toEqual(['/status/0', '/status/1'])
})

test('a request says nothing of who asks: no cookie, no referrer, no code', async () => {
  const workshop = await openPublishingWorkshop()
  const list = await workshop.publishTrust()
  const asked: string[] = []
  workshop.server.answers.set('/trust', (request, response) => {
    asked.push(`${request.method} ${request.url}`, ...Object.keys(request.headers))
    response.end(list)
  })
  const verifier = workshop.verifier()
  await verifier.verify((await workshop.print()).link)
  expect(await verifier.refresh()).toMatchObject({ ok: true })
  expect(asked[0]).toBe('GET /trust')
  for (const header of ['cookie', 'referer', 'authorization', 'origin']) expect(asked).not.toContain(header)
})

test('a second refresh says what is newer and nothing else', async () => {
  const workshop = await openPublishingWorkshop()
  const verifier = workshop.verifier()
  await verifier.refresh()
  expect(await verifier.refresh()).toEqual({ ok: true, updated: [], problems: [] })
  await workshop.publishStatus({ iat: AT + 60, revoked: INDEX.valid })
  expect(await verifier.refresh()).toEqual({ ok: true, updated: [workshop.statusUri()], problems: [] })
  const { link } = await workshop.print()
  expect(await verifier.verify(link)).toMatchObject({ outcome: 'revoked' })
  await workshop.publishTrust({ seq: 2, codeKey: { revoked: true } })
  expect(await verifier.refresh()).toEqual({ ok: true, updated: [workshop.source.url], problems: [] })
  expect(await verifier.verify(link)).toMatchObject({ outcome: 'untrusted_key' })
})

test('a blank line behind a list does no harm', async () => {
  const workshop = await openPublishingWorkshop()
  workshop.server.answers.set('/trust', `${await workshop.signTrust()}\n`)
  workshop.server.answers.set('/status/0', `${await workshop.signStatus()}\r\n`)
  expect(await workshop.verifier().refresh()).toMatchObject({ ok: true })
})

test('refreshes that overlap share one errand, and later ones have another', async () => {
  const workshop = await openPublishingWorkshop()
  const verifier = workshop.verifier()
  const reports = await Promise.all(Array.from({ length: 20 }, () => verifier.refresh()))
  expect(workshop.server.asked).toEqual(['/trust', '/status/0', '/status/1'])
  expect(new Set(reports.map(report => JSON.stringify(report))).size).toBe(1)
  await verifier.refresh()
  expect(workshop.server.asked).toHaveLength(6)
})

test('a refresh may begin again after one that failed', async () => {
  const workshop = await openPublishingWorkshop()
  const verifier = workshop.verifier()
  workshop.server.answers.set('/trust', 500)
  expect(await verifier.refresh()).toMatchObject({ ok: false })
  await workshop.publishTrust()
  expect(await verifier.refresh()).toMatchObject({ ok: true })
})

test('while a refresh is under way, a verification knows the old lists or the new ones, never some of each', async () => {
  const workshop = await openPublishingWorkshop()
  const verifier = workshop.verifier()
  await verifier.refresh()
  const { link } = await workshop.print()
  const judge = async () => {
    const result = await verifier.verify(link)
    if (!('issuer' in result)) throw new Error(result.detail)
    return `${result.outcome} by ${result.issuer?.name.en}`
  }
  const [before, after] = ['valid by Sample platform', 'revoked by Renamed platform']
  expect(await judge()).toBe(before)

  await workshop.publishTrust({
    seq: 2,
    issuer: { name: { 'zh-CN': '新平台', en: 'Renamed platform' } },
  })
  const held = holdAnswer(await workshop.signStatus({ iat: AT + 1, revoked: INDEX.valid }))
  workshop.server.answers.set('/status/0', held.answer)
  const refreshing = verifier.refresh()
  await held.reached
  expect(await Promise.all([judge(), judge(), judge()])).toEqual([before, before, before])

  // From here on the new lists may take over at any moment.
  let isOver = false
  const found = new Set<string>()
  held.letGo()
  const over = refreshing.then(report => {
    isOver = true
    return report
  })
  while (!isOver) found.add(await judge())
  expect(await over).toMatchObject({ ok: true })
  expect([...found].filter(seen => seen !== before && seen !== after)).toEqual([])
  expect(await judge()).toBe(after)
})

test('lists come only from the places that were named, whatever a code says', async () => {
  const workshop = await openPublishingWorkshop()
  const trap = await openListServer()
  const stranger = await openWorkshop(trap.origin)
  const verifier = workshop.verifier()
  await verifier.refresh()
  for (const text of Object.values(await stranger.print()).filter(value => typeof value === 'string'))
    await verifier.verify(text)
  await verifier.refresh()
  expect(trap.asked).toEqual([])
})
