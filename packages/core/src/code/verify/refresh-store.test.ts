/** What a verifier keeps in its store, for the next one to begin with offline, and stores that fail or hold what is not to be believed. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { openPublishingWorkshop, type PublishingWorkshop } from '../../../test/list-server.js'
import { AT, INDEX, openWorkshop } from '../../../test/workshop.js'
import { fileStore } from '../../stores/file-store.js'
import { memoryStore, type VerifierStore } from '../../stores/store.js'
import type { VerificationResult } from './outcome.js'
import type { Verifier } from './verify.js'

/** A store that remembers what was put into it, and fails while it is told to. */
function watchedStore(first?: string) {
  const state = { kept: first, keys: new Set<string>(), failsToGet: false, failsToSet: false }
  const store: VerifierStore = {
    async get(key) {
      state.keys.add(key)
      if (state.failsToGet) throw new Error('the disk is gone')
      return state.kept
    },
    async set(key, value) {
      state.keys.add(key)
      if (state.failsToSet) throw new Error('the disk is full')
      state.kept = value
    },
  }
  return { store, state }
}

async function judge(workshop: PublishingWorkshop, verifier: Verifier): Promise<VerificationResult> {
  return verifier.verify((await workshop.print()).link)
}

/** What one verifier of this workshop keeps after a refresh. */
async function keptBy(workshop: PublishingWorkshop): Promise<string> {
  const { store, state } = watchedStore()
  await workshop.verifier({ store }).refresh()
  return state.kept ?? ''
}

async function newFileStore(): Promise<VerifierStore> {
  const folder = await mkdtemp(join(tmpdir(), 'qiyema-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  return fileStore(folder)
}

test.each([
  ['in memory', async () => memoryStore()],
  ['in a folder', newFileStore],
])('lists kept %s serve a new verifier that has no network', async (_, openStore) => {
  const workshop = await openPublishingWorkshop()
  await workshop.publishStatus({ number: 1 })
  const store = await openStore()
  const first = workshop.verifier({ store })
  await first.refresh()
  await workshop.server.close()

  const second = workshop.verifier({ store })
  const { link } = await workshop.print()
  expect(await second.verify(link)).toEqual(await first.verify(link))
  expect(await judge(workshop, second)).toMatchObject({ outcome: 'valid', warnings: [] })
  expect(await second.state()).toEqual(await first.state())
  expect(await second.refresh()).toMatchObject({ ok: false })
  expect(await judge(workshop, second)).toMatchObject({ outcome: 'valid', warnings: [] })
  expect(await judge(workshop, workshop.verifier({ store }))).toMatchObject({ outcome: 'valid' })
})

test('without a store of its own, a verifier begins with nothing', async () => {
  const workshop = await openPublishingWorkshop()
  await workshop.verifier().refresh()
  expect(await judge(workshop, workshop.verifier())).toMatchObject({ outcome: 'unconfirmed' })
})

test('a trust list does not go back over a restart', async () => {
  const workshop = await openPublishingWorkshop()
  const { store } = watchedStore()
  await workshop.publishTrust({ seq: 2, codeKey: { revoked: true } })
  await workshop.verifier({ store }).refresh()
  await workshop.publishTrust({ seq: 1 })
  const later = workshop.verifier({ store })
  expect(await later.refresh()).toMatchObject({ ok: false, problems: [{ url: workshop.source.url }] })
  expect(await judge(workshop, later)).toMatchObject({ outcome: 'untrusted_key' })
})

test('a status list does not go back over a restart', async () => {
  const workshop = await openPublishingWorkshop()
  const { store } = watchedStore()
  await workshop.publishStatus({ iat: AT + 1, revoked: INDEX.valid })
  await workshop.verifier({ store }).refresh()
  await workshop.publishStatus({ iat: AT })
  const later = workshop.verifier({ store })
  expect(await later.refresh()).toMatchObject({ ok: false, problems: [{ url: workshop.statusUri() }] })
  expect(await judge(workshop, later)).toMatchObject({ outcome: 'revoked' })
})

test.each([
  ['kept', AT + 1, AT, 'revoked'],
  ['given', AT, AT + 1, 'valid'],
])(
  'of a status list that was kept and one that was given, the newer is used: %s',
  async (_, kept, given, outcome) => {
    const workshop = await openPublishingWorkshop()
    await workshop.publishStatus({ iat: kept, revoked: INDEX.valid })
    const { store } = watchedStore()
    const trust = workshop.trust()
    await workshop.verifier({ trust, store }).refresh()
    const statusLists = { [workshop.statusUri()]: await workshop.signStatus({ iat: given }) }
    const verifier = workshop.verifier({ trust, store, statusLists })
    expect(await judge(workshop, verifier)).toMatchObject({ outcome })
  },
)

test('verifiers with other trust lists keep theirs apart in one store', async () => {
  const [one, other] = [await openPublishingWorkshop(), await openPublishingWorkshop()]
  const store = memoryStore()
  for (const workshop of [one, other]) await workshop.verifier({ store }).refresh()
  for (const workshop of [one, other]) {
    await workshop.server.close()
    expect(await judge(workshop, workshop.verifier({ store }))).toMatchObject({
      outcome: 'valid',
      warnings: [],
    })
  }
})

describe('a store that cannot be read', () => {
  test('is warned of, until a refresh has written to it', async () => {
    const workshop = await openPublishingWorkshop()
    const { store, state } = watchedStore()
    state.failsToGet = true
    const verifier = workshop.verifier({ store })
    const unread = { outcome: 'unconfirmed', warnings: ['store_unreadable'] }
    expect(await judge(workshop, verifier)).toMatchObject(unread)
    expect(await verifier.verify('')).toMatchObject({ outcome: 'malformed', warnings: ['store_unreadable'] })
    workshop.server.answers.set('/trust', 500)
    state.failsToSet = true
    expect(await verifier.refresh()).toMatchObject({ ok: false })
    expect(await judge(workshop, verifier)).toMatchObject(unread)
    state.failsToSet = false
    await workshop.publishTrust()
    expect(await verifier.refresh()).toMatchObject({ ok: true })
    expect(await judge(workshop, verifier)).toMatchObject({ outcome: 'valid', warnings: [] })
  })

  test('leaves the lists that were given in use', async () => {
    const workshop = await openPublishingWorkshop()
    const { store, state } = watchedStore()
    state.failsToGet = true
    const statusLists = { [workshop.statusUri()]: await workshop.signStatus() }
    const verifier = workshop.verifier({ trust: workshop.trust(), statusLists, store })
    expect(await judge(workshop, verifier)).toMatchObject({
      outcome: 'valid',
      warnings: ['store_unreadable'],
    })
  })

  test('in any way that a program can fail is no exception', async () => {
    const workshop = await openPublishingWorkshop()
    const set = async () => {}
    const stores: unknown[] = [
      { set, get: () => Promise.reject(new Error('gone')) },
      { set, get: () => Promise.reject(undefined) },
      {
        set,
        get() {
          throw new Error('gone')
        },
      },
      { set },
      { set, get: async () => 42 },
      { set, get: async () => ({ statusTokens: {} }) },
      { set, get: async () => null },
    ]
    for (const store of stores) {
      const verifier = workshop.verifier({ store: store as VerifierStore })
      expect(await judge(workshop, verifier)).toMatchObject({
        outcome: 'unconfirmed',
        warnings: ['store_unreadable'],
      })
      expect(await verifier.state()).toEqual({ statusLists: [] })
    }
  })
})

test('a refresh that brought nothing does not write over lists that could not be read for a moment', async () => {
  const workshop = await openPublishingWorkshop()
  const { store, state } = watchedStore(await keptBy(workshop))
  await workshop.server.close()
  state.failsToGet = true
  expect(await workshop.verifier({ store }).refresh()).toMatchObject({ ok: false })
  state.failsToGet = false
  expect(await judge(workshop, workshop.verifier({ store }))).toMatchObject({ outcome: 'valid' })
})

test('a verifier that is behind does not write its older trust list over a newer one', async () => {
  const workshop = await openPublishingWorkshop()
  const store = memoryStore()
  const behind = workshop.verifier({ store })
  await behind.refresh()
  await workshop.publishTrust({ seq: 2, codeKey: { revoked: true } })
  await workshop.verifier({ store }).refresh()
  workshop.server.answers.set('/trust', 500)
  await behind.refresh()
  const later = workshop.verifier({ store })
  expect(await later.state()).toMatchObject({ trust: { seq: 2 } })
})

test('a store that cannot be written is a problem of the refresh, whose lists are used all the same', async () => {
  const workshop = await openPublishingWorkshop()
  const { store, state } = watchedStore()
  state.failsToSet = true
  const verifier = workshop.verifier({ store })
  const report = await verifier.refresh()
  expect(report).toMatchObject({
    ok: false,
    problems: [{ reason: expect.stringContaining('the disk is full') }],
  })
  expect(report.updated).toEqual([workshop.source.url, workshop.statusUri()])
  expect(await judge(workshop, verifier)).toMatchObject({ outcome: 'valid', warnings: [] })
  expect(state.kept).toBeUndefined()
})

describe('what stands in a store is believed no further than its signatures go:', () => {
  /** Members changed in what was kept. */
  function edit(
    kept: string,
    change: (stored: { trustJwt: string; statusTokens: Record<string, unknown> }) => object,
  ) {
    return JSON.stringify(change(JSON.parse(kept)))
  }
  const spoil = (jwt: string) => jwt.replace(/.{9}$/, 'AAAAAAAAA')

  test.each<[what: string, spoilt: (kept: string, workshop: PublishingWorkshop) => string | Promise<string>]>(
    [
      ['nothing', () => ''],
      ['no JSON', () => '{'],
      ['half of it', kept => kept.slice(0, kept.length / 2)],
      ['null', () => 'null'],
      ['a number', () => '5'],
      ['a list', () => '[]'],
      ['an object without lists', () => '{}'],
      ['status lists that are none', kept => edit(kept, stored => ({ ...stored, statusTokens: null }))],
      [
        'a status list that is a number',
        kept => edit(kept, s => ({ ...s, statusTokens: { [Object.keys(s.statusTokens)[0] ?? '']: 5 } })),
      ],
      ['a trust list that is a number', kept => edit(kept, stored => ({ ...stored, trustJwt: 5 }))],
      [
        'a trust list with another signature',
        kept => edit(kept, s => ({ ...s, trustJwt: spoil(s.trustJwt) })),
      ],
      ['a trust list of another root', kept => foreignTrust(kept)],
      [
        'a status list for a trust list',
        async (kept, w) => {
          const trustJwt = await w.signStatus()
          return edit(kept, stored => ({ ...stored, trustJwt }))
        },
      ],
    ],
  )('%s in place of trust leaves nothing known, and a refresh mends it', async (_, spoilt) => {
    const workshop = await openPublishingWorkshop()
    const { store, state } = watchedStore(await spoilt(await keptBy(workshop), workshop))
    const verifier = workshop.verifier({ store })
    expect(await judge(workshop, verifier)).toMatchObject({
      outcome: 'unconfirmed',
      warnings: ['store_unreadable'],
    })
    expect(await verifier.state()).toEqual({ statusLists: [] })
    expect(await verifier.refresh()).toMatchObject({ ok: true })
    expect(await judge(workshop, verifier)).toMatchObject({ outcome: 'valid', warnings: [] })
    expect(await judge(workshop, workshop.verifier({ store }))).toMatchObject({
      outcome: 'valid',
      warnings: [],
    })
    expect(state.keys.size).toBe(1)
  })

  async function foreignTrust(kept: string): Promise<string> {
    const trustJwt = await (await openWorkshop()).signTrust()
    return edit(kept, stored => ({ ...stored, trustJwt }))
  }

  test.each<[what: string, tokens: (uri: string, jwt: string) => unknown]>([
    ['with another signature', (uri, jwt) => ({ [uri]: [spoil(jwt)] })],
    ['that is no text', uri => ({ [uri]: [null, 5, {}] })],
    ['at the address of another', (uri, jwt) => ({ [uri.replace(/0$/, '1')]: [jwt] })],
    ['that is missing', () => ({})],
  ])('a status list %s confirms nothing', async (_, tokens) => {
    const workshop = await openPublishingWorkshop()
    const uri = workshop.statusUri()
    const jwt = await workshop.signStatus()
    const kept = edit(await keptBy(workshop), stored => ({ ...stored, statusTokens: tokens(uri, jwt) }))
    const verifier = workshop.verifier({ store: watchedStore(kept).store })
    expect(await judge(workshop, verifier)).toMatchObject({ outcome: 'unconfirmed', warnings: [] })
    expect(await verifier.state()).toMatchObject({ trust: { seq: 1 }, statusLists: [] })
  })

  test('an expired trust list serves no longer', async () => {
    const workshop = await openPublishingWorkshop()
    const { store } = watchedStore(await keptBy(workshop))
    const late = workshop.verifier({ store, now: () => AT + 86_400 })
    expect(await judge(workshop, late)).toMatchObject({ outcome: 'unconfirmed', warnings: [] })
  })

  test('a trust list never takes the place of one that the caller gave', async () => {
    const workshop = await openPublishingWorkshop()
    const { store } = watchedStore(await keptBy(workshop))
    const trust = workshop.trust({ seq: 7, codeKey: { revoked: true } })
    const verifier = workshop.verifier({ trust, store })
    expect(await judge(workshop, verifier)).toMatchObject({ outcome: 'untrusted_key' })
    expect(await verifier.state()).toMatchObject({ trust: { seq: 7 } })
  })
})
