/**
 * What a page keeps on a person's device: sealed with a key that no script can read out, and in memory only where the browser
 * refuses to store. Nothing is made before something is written.
 */
import { createStore, del, get, keys, type UseStore, update } from 'idb-keyval'

const DATABASE = 'qiyema-drafts'
const STORE = 'sealed'
/** Not a name that anything is kept under, since those begin with a word. */
const KEY_NAME = '\u0000key'
const ALGORITHM = 'AES-GCM'

export interface Vault {
  /** False once the browser has refused to store: what is written is then gone when the page is. */
  readonly isLasting: boolean
  /** Undefined for what is not there, and for what cannot be opened any more. */
  read(name: string): Promise<unknown>
  /** @param value - anything that JSON holds */
  write(name: string, value: unknown): Promise<void>
  remove(name: string): Promise<void>
  /** The names that begin so. */
  names(beginning: string): Promise<string[]>
}

interface Sealed {
  readonly iv: Uint8Array<ArrayBuffer>
  readonly content: ArrayBuffer
}

/** In the place of a store that was refused: as long as the page lives, for every element on it. */
const memory = new Map<string, unknown>()

/**
 * Opens what is kept for this site.
 *
 * @example
 * ```ts
 * const vault = openVault()
 * await vault.write('draft https://qym.example 91330521PDY0000280 loan', { description: '购置设备' })
 * ```
 */
export function openVault(): Vault {
  let opened: UseStore | undefined
  let isLasting = true

  function store(): UseStore {
    opened ??= createStore(DATABASE, STORE)
    return opened
  }

  /** The store's answer, or memory's once the store has refused. */
  async function attempt<Value>(inStore: () => Promise<Value>, inMemory: () => Value): Promise<Value> {
    if (isLasting) {
      try {
        return await inStore()
      } catch {
        isLasting = false
      }
    }
    return inMemory()
  }

  return {
    get isLasting() {
      return isLasting
    },
    read: name =>
      attempt(
        async () =>
          (await isThere()) ? open(name, await get(name, store()), await get(KEY_NAME, store())) : undefined,
        () => memory.get(name),
      ),
    write: (name, value) =>
      attempt(
        async () => {
          const sealed = await seal(name, value, await keyOf(store()))
          await update(name, () => sealed, store())
        },
        () => void memory.set(name, value),
      ),
    remove: name =>
      attempt(
        async () => {
          if (await isThere()) await del(name, store())
        },
        () => void memory.delete(name),
      ),
    names: beginning =>
      attempt(
        async () => namesOf((await isThere()) ? await keys(store()) : [], beginning),
        () => namesOf([...memory.keys()], beginning),
      ),
  }
}

/** Whether anything was ever kept: to look into a database is to make one. Browsers that cannot tell make it. */
async function isThere(): Promise<boolean> {
  if (typeof indexedDB.databases !== 'function') return true
  return (await indexedDB.databases()).some(({ name }) => name === DATABASE)
}

function namesOf(all: readonly IDBValidKey[], beginning: string): string[] {
  return all.flatMap(name => (typeof name === 'string' && name.startsWith(beginning) ? [name] : []))
}

/** Of two pages that make one at the same time, one key stays. */
async function keyOf(store: UseStore): Promise<CryptoKey> {
  const present = await get<unknown>(KEY_NAME, store)
  if (present instanceof CryptoKey) return present
  const made = await crypto.subtle.generateKey({ name: ALGORITHM, length: 256 }, false, [
    'encrypt',
    'decrypt',
  ])
  let kept = made
  await update<CryptoKey>(
    KEY_NAME,
    before => {
      kept = before ?? made
      return kept
    },
    store,
  )
  return kept
}

async function seal(name: string, value: unknown, key: CryptoKey): Promise<Sealed> {
  const iv = crypto.getRandomValues(new Uint8Array(12))
  const text = new TextEncoder().encode(JSON.stringify(value))
  return { iv, content: await crypto.subtle.encrypt(boundTo(name, iv), key, text) }
}

/** What cannot be opened belongs to a key that is gone, or was put there by somebody else: it is nothing. */
async function open(name: string, sealed: unknown, key: unknown): Promise<unknown> {
  if (!isSealed(sealed) || !(key instanceof CryptoKey)) return undefined
  try {
    const text = await crypto.subtle.decrypt(boundTo(name, sealed.iv), key, sealed.content)
    return JSON.parse(new TextDecoder().decode(text))
  } catch {
    return undefined
  }
}

function isSealed(value: unknown): value is Sealed {
  if (typeof value !== 'object' || value === null || !('iv' in value) || !('content' in value)) return false
  return value.iv instanceof Uint8Array && value.content instanceof ArrayBuffer
}

/** Sealed under its own name: what lies under another does not open. */
function boundTo(name: string, iv: Uint8Array<ArrayBuffer>): AesGcmParams {
  return { name: ALGORITHM, iv, additionalData: new TextEncoder().encode(name) }
}
