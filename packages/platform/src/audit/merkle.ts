/** The tree over the audit trail, by RFC 9162 (Certificate Transparency, section 2.1): SHA-256, leaves and nodes told apart. */

export type Hash = Uint8Array<ArrayBuffer>

const LEAF = 0
const NODE = 1
const encoder = new TextEncoder()

/** The hash of a leaf: SHA-256 of a zero byte and its text. */
export async function hashLeaf(text: string): Promise<Hash> {
  return hashOf(LEAF, encoder.encode(text))
}

async function hashNode(left: Uint8Array, right: Uint8Array): Promise<Hash> {
  return hashOf(NODE, left, right)
}

async function hashOf(prefix: number, ...parts: readonly Uint8Array[]): Promise<Hash> {
  const bytes = new Uint8Array(1 + parts.reduce((length, part) => length + part.length, 0))
  bytes[0] = prefix
  let at = 1
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
}

/** A tree that grows at its end and remembers no leaf: as many hashes as its size has ones in binary. */
export interface GrowingTree {
  readonly size: number
  /** Roots of its complete parts, left to right, the largest first. */
  readonly frontier: readonly Uint8Array[]
}

export const EMPTY_TREE: GrowingTree = { size: 0, frontier: [] }

/** The tree with leaves added at its end. */
export async function grow(tree: GrowingTree, leaves: readonly Uint8Array[]): Promise<GrowingTree> {
  const before = [...tree.frontier]
  const grown: Uint8Array[] = []
  let row = [...leaves]
  // Height by height, and everything of one height at once: that is twice as fast as leaf by leaf.
  for (let parts = tree.size; row.length > 0 || parts > 0; parts = half(parts)) {
    // A complete part of this height that stood alone is the left neighbour of what comes.
    if (parts % 2 === 1) row.unshift(...before.splice(-1))
    const alone = row.length % 2 === 1 ? row.pop() : undefined
    if (alone) grown.unshift(alone)
    row = await Promise.all(pairsOf(row).map(([left, right]) => hashNode(left, right)))
  }
  return { size: tree.size + leaves.length, frontier: grown }
}

function pairsOf(row: readonly Uint8Array[]): (readonly [Uint8Array, Uint8Array])[] {
  return row.flatMap((left, index) => {
    const right = row[index + 1]
    return index % 2 === 0 && right ? [[left, right] as const] : []
  })
}

/** The root of a tree that has leaves. */
export async function rootOf({ frontier }: GrowingTree): Promise<Uint8Array> {
  const [last, ...before] = frontier.toReversed()
  if (!last) throw new RangeError('A tree without leaves has no head.')
  let root = last
  for (const left of before) root = await hashNode(left, root)
  return root
}

export function isSameHash(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, index) => byte === other[index])
}

/** The text of a hash, as it stands in heads. */
export function hexOf(hash: Uint8Array): string {
  return [...hash].map(byte => byte.toString(16).padStart(2, '0')).join('')
}

/** The hash that a text stands for; undefined for a text that stands for none. */
export function hashIn(hex: string): Hash | undefined {
  if (!/^[0-9a-f]{64}$/.test(hex)) return undefined
  return Uint8Array.from(hex.match(/../g) ?? [], pair => Number.parseInt(pair, 16))
}

function half(number: number): number {
  return Math.floor(number / 2)
}
