/** A port for a server that is killed and has to have the same one again. */
import { once } from 'node:events'
import { createServer } from 'node:net'

/**
 * Below those that systems give to whoever connects: else a client that calls in vain is one day given the very port that it
 * calls, connects to itself, and the server finds its place taken.
 */
const FIRST = 15_000
const LAST = 30_000

/** Finds one that nobody on this machine listens at. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = FIRST + Math.floor(Math.random() * (LAST - FIRST))
    if (await isFree(port)) return port
  }
}

async function isFree(port: number): Promise<boolean> {
  const probe = createServer()
  try {
    await once(probe.listen(port, '127.0.0.1'), 'listening')
    return true
  } catch {
    return false
  } finally {
    probe.close()
  }
}
