/** The store of a sandbox: a database that was migrated and filled when this package was built. */
import { type Dump, type MemoryStore, openMemoryStore } from '@qiyema/platform'

/** Unpacked once for all sandboxes of a process. */
let unpacked: Promise<Dump> | undefined

/** Opens a store of its own with the sample county in it. */
export async function openSeededStore(now: () => Date): Promise<MemoryStore> {
  unpacked ??= unpack()
  return openMemoryStore({ now, dump: await unpacked })
}

async function unpack(): Promise<Dump> {
  // A module, not a file beside it: it comes along wherever modules do, in every runtime and through every bundler.
  const { seeded } = await import('#seeded')
  const tar = new Blob([fromBase64(seeded)]).stream().pipeThrough(new DecompressionStream('gzip'))
  return new Response(tar).blob()
}

/** In a loop, for there are millions: a function for each would take longer than all that follows. */
function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  const characters = atob(text)
  const bytes = new Uint8Array(characters.length)
  for (let at = 0; at < bytes.length; at++) bytes[at] = characters.charCodeAt(at)
  return bytes
}
