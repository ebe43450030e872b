/** The store of a browser, in a real one: it keeps, it is apart from others, and a verifier works over it. */
import { afterEach, describe, expect, test } from 'vitest'
import { AT, INDEX, openWorkshop, type Workshop } from '../../test/workshop.js'
import { createVerifier } from '../code/verify/verify.js'
import { indexedDbStore } from './indexed-db.js'

const opened: string[] = []
afterEach(() => {
  for (const name of opened.splice(0)) indexedDB.deleteDatabase(name)
})

function newDatabase(): string {
  const name = `test-${crypto.randomUUID()}`
  opened.push(name)
  return name
}

describe('the store', () => {
  test('has nothing under a key that was never set', async () => {
    expect(await indexedDbStore(newDatabase()).get('a')).toBeUndefined()
  })

  test('keeps what was put in, the last of it, for whoever opens it again', async () => {
    const database = newDatabase()
    const store = indexedDbStore(database)
    await store.set('a', 'one')
    await store.set('a', 'two')
    await store.set('b', '')
    for (const again of [store, indexedDbStore(database)])
      expect([await again.get('a'), await again.get('b'), await again.get('c')]).toEqual([
        'two',
        '',
        undefined,
      ])
  })

  test('has nothing in common with one of another name', async () => {
    await indexedDbStore(newDatabase()).set('a', 'one')
    expect(await indexedDbStore(newDatabase()).get('a')).toBeUndefined()
  })

  test('has one whole value after many were put in at once', async () => {
    const database = newDatabase()
    const values = Array.from({ length: 20 }, (_, index) => `${index} `.repeat(20_000))
    await Promise.all(values.map(value => indexedDbStore(database).set('a', value)))
    expect(values).toContain(await indexedDbStore(database).get('a'))
  })

  test('is not opened before it is used', async () => {
    const database = newDatabase()
    indexedDbStore(database)
    expect((await indexedDB.databases()).map(({ name }) => name)).not.toContain(database)
  })

  test('that cannot be opened says so, in reading and in writing', async () => {
    const database = newDatabase()
    await new Promise<void>((resolve, reject) => {
      const request = indexedDB.open(database, 2)
      request.onsuccess = () => {
        request.result.close()
        resolve()
      }
      request.onerror = () => reject(request.error)
    })
    // This one is of a later version, in which there are no lists.
    await expect(indexedDbStore(database).get('a')).rejects.toThrow()
    await expect(indexedDbStore(database).set('a', 'one')).rejects.toThrow()
  })
})

describe('a verifier over it', () => {
  const url = 'https://qym.example/trust'

  function open(workshop: Workshop, database: string, isOnline: boolean) {
    const fetchList = async (address: string) => {
      if (!isOnline) throw new TypeError('offline')
      if (address === url) return new Response(await workshop.signTrust())
      if (address === workshop.statusUri()) return new Response(await workshop.signStatus())
      return new Response(null, { status: 404 })
    }
    const trust = { url, root: workshop.root.publicJwk }
    return createVerifier({ trust, fetch: fetchList, store: indexedDbStore(database), now: () => AT })
  }

  test('judges without a network what another fetched before', async () => {
    const workshop = await openWorkshop()
    const database = newDatabase()
    const { link } = await workshop.print()
    const revoked = await workshop.print({ status: { list: 0, index: INDEX.revoked } })
    expect(await open(workshop, database, false).verify(link)).toMatchObject({ outcome: 'unconfirmed' })
    expect(await open(workshop, database, true).refresh()).toMatchObject({ ok: true })

    const verifier = open(workshop, database, false)
    expect(await verifier.verify(link)).toMatchObject({ outcome: 'valid', warnings: [] })
    expect(await verifier.verify(revoked.link)).toMatchObject({ outcome: 'revoked' })
    expect(await verifier.refresh()).toMatchObject({ ok: false, updated: [] })
    expect(await verifier.verify(link)).toMatchObject({ outcome: 'valid', warnings: [] })
  })

  test('believes nothing there that its root did not sign', async () => {
    const [workshop, other] = [await openWorkshop(), await openWorkshop()]
    const database = newDatabase()
    await open(other, database, true).refresh()
    expect(await open(workshop, database, false).verify((await other.print()).link)).toMatchObject({
      outcome: 'unconfirmed',
      warnings: ['store_unreadable'],
    })
  })
})
