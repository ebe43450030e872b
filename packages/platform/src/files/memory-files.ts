/** Files of a platform in one process, gone when it ends: for tests, and for browsers. */
import { ensureFileName, type Files, SWEPT_AT_ONCE } from './files.js'

export function createMemoryFiles({ now = () => new Date() }: { readonly now?: () => Date } = {}): Files {
  const kept = new Map<string, { readonly content: Uint8Array<ArrayBuffer>; readonly putAt: number }>()
  return {
    async put(content, sha256) {
      ensureFileName(sha256)
      kept.set(sha256, {
        content: kept.get(sha256)?.content ?? Uint8Array.from(content),
        putAt: now().getTime(),
      })
    },

    async get(sha256) {
      ensureFileName(sha256)
      const file = kept.get(sha256)
      return file && Uint8Array.from(file.content)
    },

    async sweep(graceSeconds, namedAmong) {
      const isOld = (sha256: string) =>
        (kept.get(sha256)?.putAt ?? Number.POSITIVE_INFINITY) <= now().getTime() - graceSeconds * 1000
      const old = [...kept.keys()].filter(isOld)
      for (let start = 0; start < old.length; start += SWEPT_AT_ONCE) {
        const some = old.slice(start, start + SWEPT_AT_ONCE)
        const named = await namedAmong(some)
        // Looked at again: it may have been put while others were asked.
        for (const sha256 of some) if (!named.has(sha256) && isOld(sha256)) kept.delete(sha256)
      }
    },
  }
}
