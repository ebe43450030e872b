/** The tree of RFC 9162, against its known values, its definition, and paths that lie. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { EMPTY_TREE, grow, hashIn, hashLeaf, hexOf, rootOf } from './merkle.js'

/** The leaves and roots that implementations of Certificate Transparency test themselves with. */
const LEAVES = ['', '\u0000', '\u0010', ' !', '01', '@ABC', 'PQRSTUVW', '`abcdefghijklmno']
const ROOTS = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
]

const hashesOf = (texts: readonly string[]) => Promise.all(texts.map(hashLeaf))

test('roots are those of Certificate Transparency', async () => {
  for (const [index, root] of ROOTS.entries()) {
    const tree = await grow(EMPTY_TREE, await hashesOf(LEAVES.slice(0, index + 1)))
    expect(hexOf(await rootOf(tree))).toBe(root)
  }
})

test('a tree that grows in steps has the root of one that is made at once', async () => {
  const steps = fc.array(fc.array(fc.string(), { maxLength: 9 }), { minLength: 1, maxLength: 8 })
  await fc.assert(
    fc.asyncProperty(steps, async given => {
      fc.pre(given.flat().length > 0)
      let tree = EMPTY_TREE
      for (const step of given) tree = await grow(tree, await hashesOf(step))
      const atOnce = await grow(EMPTY_TREE, await hashesOf(given.flat()))
      expect(hexOf(await rootOf(tree))).toBe(hexOf(await rootOf(atOnce)))
      expect(tree.size).toBe(given.flat().length)
    }),
    { numRuns: 60 },
  )
})

test('a leaf is no node: what stands for two leaves cannot be passed off as one', async () => {
  const [left, right] = await hashesOf(['a', 'b'])
  const root = hexOf(
    await rootOf(
      await grow(
        EMPTY_TREE,
        [left, right].flatMap(hash => hash ?? []),
      ),
    ),
  )
  const bytes = [...(left ?? []), ...(right ?? [])]
  expect(hexOf(await hashLeaf(String.fromCharCode(...bytes)))).not.toBe(root)
})

test('hashes travel as 64 hexadecimal characters and in no other way', async () => {
  const hash = await hashLeaf('a')
  expect(hashIn(hexOf(hash))).toEqual(hash)
  for (const text of [
    '',
    hexOf(hash).toUpperCase(),
    hexOf(hash).slice(1),
    `${hexOf(hash)}00`,
    'g'.repeat(64),
  ])
    expect(hashIn(text)).toBeUndefined()
})
