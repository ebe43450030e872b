/** Keys of a platform: each whole, each for one thing, read strictly from whatever keeps them. */
import { chmod, mkdtemp, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { keyAt } from './issuing-key.js'
import { type KeyDocument, newKeyDocument } from './key-document.js'
import { makeKeyFile, openKeyFolder, readKeyFile } from './key-file.js'
import { generateKeys, keysOf } from './keys.js'

const refusal = (code: string) => expect.objectContaining({ name: 'SetUpError', code })

describe('a document of keys', () => {
  test('gives the same keys each time it is read, also after it was JSON', async () => {
    const document = await newKeyDocument()
    const keys = await keysOf(JSON.parse(JSON.stringify(document)))
    expect(keys.root).toEqual(document.root)
    expect(keys.tokens[0].kid).toBe(document.tokens[0].kid)
    expect(keys.secret).toHaveLength(32)
    expect(keys.nonce).not.toEqual(keys.secret)
  })

  test('has no key twice, and no two platforms have one in common', async () => {
    const [one, other] = await Promise.all([generateKeys(), generateKeys()])
    const kids = [one, other].flatMap(({ root, code, status, tokens, receipts, webhooks, audit }) =>
      [root, code[0].jwk, status[0].jwk, tokens[0], receipts, webhooks, audit].map(({ kid }) => kid),
    )
    expect(new Set(kids).size).toBe(14)
  })

  test.each<[string, (document: KeyDocument, other: KeyDocument) => object]>([
    ['a member that it does not know', document => ({ ...document, more: 1 })],
    ['no key for codes', document => ({ ...document, code: [] })],
    ['a key without its private half', ({ root, ...rest }) => ({ ...rest, root: { ...root, d: undefined } })],
    [
      'halves of two keys',
      (document, { audit }) => ({ ...document, audit: { ...document.audit, d: audit.d } }),
    ],
    [
      'a key under the name of another',
      document => ({ ...document, root: { ...document.root, kid: document.audit.kid } }),
    ],
    ['one key for two things', document => ({ ...document, receipts: document.audit })],
    [
      'a key that ends before it begins',
      ({ code: [key], ...rest }) => ({ ...rest, code: [{ ...key, until: key.from }] }),
    ],
    ['a short secret', document => ({ ...document, secret: 'AAAA' })],
    ['a key of another curve', document => ({ ...document, webhooks: document.audit })],
  ])('with %s is refused, and nothing of it is told', async (_, change) => {
    const [document, other] = [await newKeyDocument(), await newKeyDocument()]
    const error: unknown = await keysOf(change(document, other)).catch((thrown: unknown) => thrown)
    expect(error).toEqual(refusal('ERR_KEYS'))
    expect(String(error)).not.toContain(document.audit.d)
  })

  test.each([undefined, null, 'text', [], {}])('that is %j is refused', async value => {
    await expect(keysOf(value)).rejects.toEqual(refusal('ERR_KEYS'))
  })
})

describe('of several keys', () => {
  test('the one that began last signs, and none outside its time or when it is revoked', async () => {
    const [{ jwk }, { jwk: next }] = [(await generateKeys()).code[0], (await generateKeys()).code[0]]
    const keys = [
      { jwk, from: 100, until: 300 },
      { jwk: next, from: 200, until: 400 },
    ]
    const kids = [99, 100, 199, 200, 399, 400].map(at => keyAt(keys, at)?.jwk.kid)
    expect(kids).toEqual([undefined, jwk.kid, jwk.kid, next.kid, next.kid, undefined])
    expect(keyAt([{ jwk, from: 100, until: 300, revoked: true }], 200)).toBeUndefined()
  })
})

describe('a key file', () => {
  const newFolder = () => mkdtemp(join(tmpdir(), 'qiyema-keys-'))

  test('is made once for a folder, for its owner only, however many ask at once', async () => {
    const folder = join(await newFolder(), 'data')
    const opened = await Promise.all(Array.from({ length: 6 }, () => openKeyFolder(folder)))
    expect(new Set(opened.map(({ root }) => root.kid)).size).toBe(1)
    expect((await readdir(folder)).toSorted()).toEqual(['keys.json', 'trust-root.jwk'])
    expect((await stat(join(folder, 'keys.json'))).mode & 0o777).toBe(0o600)
    expect((await openKeyFolder(folder)).root.kid).toBe(opened[0]?.root.kid)
  })

  test('has beside it the root that verifiers pin, and nothing of it that is private', async () => {
    const folder = await newFolder()
    const { root } = await openKeyFolder(folder)
    const { d: _, ...shown } = root
    expect(JSON.parse(await readFile(join(folder, 'trust-root.jwk'), 'utf8'))).toEqual(shown)
  })

  test('that is there is never written over', async () => {
    const path = join(await newFolder(), 'keys.json')
    await makeKeyFile(path)
    const before = await readFile(path, 'utf8')
    await makeKeyFile(path)
    expect(await readFile(path, 'utf8')).toBe(before)
  })

  test('is refused where others may read it, where there is none, and when it is damaged', async () => {
    const path = join(await newFolder(), 'keys.json')
    await expect(readKeyFile(path)).rejects.toEqual(refusal('ERR_KEY_FILE'))
    await makeKeyFile(path)
    await chmod(path, 0o640)
    await expect(readKeyFile(path)).rejects.toEqual(refusal('ERR_KEY_FILE'))
    await chmod(path, 0o600)
    await writeFile(path, '{"root": "d0n')
    const error: unknown = await readKeyFile(path).catch((thrown: unknown) => thrown)
    expect(error).toEqual(refusal('ERR_KEYS'))
    expect(String(error)).not.toContain('d0n')
  })
})
