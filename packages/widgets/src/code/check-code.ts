/** Checks a text: on this device by the platform's lists, then with the platform's record of this moment. Loaded on use. */
import { type Connection, createConnection } from '@qiyema/core/connection'
import { code as codeOperations } from '@qiyema/core/operations/code'
import { indexedDbStore, memoryStore, type VerifierStore } from '@qiyema/core/stores'
import { createVerifier, type JWK, type VerificationResult, type Verifier } from '@qiyema/core/verify'
import type { CheckedCode, Resolution } from './checked-code.js'

export interface CheckSurroundings {
  readonly platform: string
  /** The pinned root of the trust list; without it the list is believed as the platform gives it over https. */
  readonly trustRoot: JWK | undefined
  /** The platform is told nothing of what was scanned. */
  readonly isLocal: boolean
  /** Milliseconds since 1970. */
  now(): number
  readonly signal: AbortSignal
}

/** Lists may be as old as this before they are asked for again. */
const FRESH_MILLISECONDS = 60_000

/** Whoever stands at a gate waits no longer: this device's own judgement serves without it. */
const DEADLINE_MILLISECONDS = 4000

interface Lists {
  readonly verifier: Verifier
  refreshedAt: number
}

/** By platform and root. */
const opened = new Map<string, Promise<Lists>>()

export async function checkCode(text: string, surroundings: CheckSurroundings): Promise<CheckedCode> {
  const { now } = surroundings
  const [result, resolution] = await Promise.all([
    judged(text, surroundings),
    surroundings.isLocal ? undefined : resolved(text, surroundings),
  ])
  return { text, result, resolution, at: Math.floor(now() / 1000) }
}

/** What the platform says; undefined where it is out of reach, which makes no code worse. */
async function resolved(
  text: string,
  { platform, signal }: CheckSurroundings,
): Promise<Resolution | undefined> {
  try {
    const options = { signal, deadlineMilliseconds: DEADLINE_MILLISECONDS }
    return await publicConnection(platform)
      .use(codeOperations)
      .resolve({ text: text.slice(0, 8192) }, options)
  } catch {
    return undefined
  }
}

/** What anybody may ask is asked as nobody: whoever scans is none of the platform's business, and need not be signed in. */
function publicConnection(platform: string): Connection {
  return createConnection({ baseUrl: platform })
}

async function judged(text: string, surroundings: CheckSurroundings): Promise<VerificationResult> {
  try {
    const lists = await listsFor(surroundings)
    await refreshed(lists, surroundings)
    return await lists.verifier.verify(text)
  } catch {
    return { outcome: 'unconfirmed', warnings: [], detail: 'no trust list could be had' }
  }
}

function listsFor(surroundings: CheckSurroundings): Promise<Lists> {
  const { platform, trustRoot } = surroundings
  const name = `${platform} ${trustRoot?.x ?? ''}`
  const lists = opened.get(name) ?? openLists(name, surroundings)
  opened.set(name, lists)
  // What could not be opened is tried anew the next time.
  lists.catch(() => opened.delete(name))
  return lists
}

async function openLists(name: string, surroundings: CheckSurroundings): Promise<Lists> {
  const store = await usableStore(`qiyema-verifier ${name}`)
  const { platform, trustRoot } = surroundings
  const trust = trustRoot
    ? { url: `${platform.replace(/\/+$/, '')}/.well-known/trust-list`, root: trustRoot }
    : await believedList(store, surroundings)
  const now = () => Math.floor(surroundings.now() / 1000)
  return { verifier: createVerifier({ trust, store, now }), refreshedAt: Number.NEGATIVE_INFINITY }
}

/** The lists that are kept serve where new ones cannot be had: how old they are is in the result. */
async function refreshed(lists: Lists, { now, signal }: CheckSurroundings): Promise<void> {
  if (now() - lists.refreshedAt < FRESH_MILLISECONDS) return
  const { ok } = await lists.verifier.refresh({ signal })
  if (ok) lists.refreshedAt = now()
}

async function usableStore(databaseName: string): Promise<VerifierStore> {
  const store = indexedDbStore(databaseName)
  try {
    await store.get('probe')
    return store
  } catch {
    return memoryStore()
  }
}

const TRUST = 'trust-list'

/** The list as the platform itself gave it, now or the last time. Its signature adds nothing to that without a pinned root. */
async function believedList(store: VerifierStore, { platform, signal }: CheckSurroundings) {
  const kept = await store.get(TRUST)
  const options = kept === undefined ? { signal } : { signal, deadlineMilliseconds: DEADLINE_MILLISECONDS }
  try {
    const token = await publicConnection(platform).use(codeOperations).trustList(undefined, options)
    await store.set(TRUST, token)
    return payloadOf(token)
  } catch (error) {
    if (kept === undefined) throw error
    return payloadOf(kept)
  }
}

function payloadOf(token: string) {
  const [, payload = ''] = token.trim().split('.')
  const bytes = Uint8Array.from(atob(payload.replaceAll('-', '+').replaceAll('_', '/')), byte =>
    byte.charCodeAt(0),
  )
  // Off the format, it is refused where the verifier is made.
  return JSON.parse(new TextDecoder().decode(bytes))
}
