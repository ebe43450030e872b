/** Holder keys in a browser: kept in IndexedDB, never to be read out, one a name however many ask. */
import { createStore, get } from 'idb-keyval'
import { afterEach, expect, test } from 'vitest'
import { AT, openDesk, request } from '../../../test/signing-desk.js'
import { generateHolderKey, holderKeyStore } from './holder-key.js'
import { presentCode } from './present.js'
import { signCode } from './sign.js'

const databases: string[] = []
afterEach(() => {
  for (const name of databases.splice(0)) indexedDB.deleteDatabase(name)
})

function newDatabase(): string {
  const name = `test-${crypto.randomUUID()}`
  databases.push(name)
  return name
}

test('a kept key cannot be read out, in any format', async () => {
  const database = newDatabase()
  const { publicJwk } = await holderKeyStore(database).open('a')
  const kept = await get<CryptoKeyPair>('a', createStore(database, 'keys'))
  if (!kept) throw new Error('nothing was kept')
  expect(kept.privateKey.extractable).toBe(false)
  for (const format of ['jwk', 'pkcs8'] as const)
    await expect(crypto.subtle.exportKey(format, kept.privateKey)).rejects.toThrow()
  expect(await crypto.subtle.exportKey('jwk', kept.publicKey)).toMatchObject(publicJwk)
})

test('a store opened again has the same key, which signs as before', async () => {
  const database = newDatabase()
  const before = await holderKeyStore(database).open('a')
  const after = await holderKeyStore(database).open('a')
  expect(after.publicJwk).toEqual(before.publicJwk)
  const data = new TextEncoder().encode('data')
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }
  const key = await crypto.subtle.importKey('jwk', before.publicJwk as JsonWebKey, algorithm, false, [
    'verify',
  ])
  expect(await crypto.subtle.verify(algorithm, key, await after.sign(data), data)).toBe(true)
})

test('stores that ask for a new key at once get one and the same', async () => {
  const database = newDatabase()
  const stores = Array.from({ length: 8 }, () => holderKeyStore(database))
  const keys = await Promise.all(stores.flatMap(store => [store.open('a'), store.open('a')]))
  expect(new Set(keys.map(({ publicJwk }) => publicJwk.x)).size).toBe(1)
})

test('each name has a key of its own', async () => {
  const store = holderKeyStore(newDatabase())
  const [one, other] = [await store.open('a'), await store.open('b')]
  expect(one.publicJwk.x).not.toBe(other.publicJwk.x)
})

test('a removed key is gone, and no other', async () => {
  const store = holderKeyStore(newDatabase())
  const [one, other] = [await store.open('a'), await store.open('b')]
  await store.remove('a')
  expect((await store.open('a')).publicJwk.x).not.toBe(one.publicJwk.x)
  expect((await store.open('b')).publicJwk.x).toBe(other.publicJwk.x)
})

test('a code is signed, presented and verified in a browser, with a kept key and a new one', async () => {
  const desk = await openDesk()
  for (const holder of [await holderKeyStore(newDatabase()).open('a'), await generateHolderKey()]) {
    const code = await signCode(request({ holder: holder.publicJwk, name: '示例' }), desk.key)
    const { link } = await presentCode(code, holder, { at: AT })
    expect(await desk.verify(link)).toMatchObject({ outcome: 'valid', assurance: 'present' })
    expect(await desk.verify(link, AT + 91)).toMatchObject({ outcome: 'stale' })
  }
})
