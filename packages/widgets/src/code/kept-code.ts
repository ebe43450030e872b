/** The code that this browser shows: its key, which never leaves it, and the credential that was issued for that key. */
import { generateHolderKey, type HolderKey, holderKeyStore } from '@qiyema/core/present'
import { createStore, del, get, set, type UseStore } from 'idb-keyval'

/** A holder-bound code as it was issued, without the key that it is bound to. */
export interface KeptCode {
  readonly codeId: string
  readonly uscc: string
  /** Of the enterprise, as it was when the code was issued. */
  readonly name: { readonly 'zh-CN': string; readonly en?: string | undefined }
  readonly credential: string
  /** Of the public key that it is bound to: `x` of its JWK. */
  readonly holder: string
  /** RFC 3339. */
  readonly issuedAt: string
  readonly expiresAt: string
}

export interface CodeKeep {
  key(): Promise<HolderKey>
  /** Nothing where the code is bound to another key than the one that is kept: nobody could show it. */
  read(): Promise<KeptCode | undefined>
  write(code: KeptCode): Promise<void>
  /** The idempotency key of an issue that is under way: after a crash or a reload it is the same one. */
  intent(make: () => string): Promise<string>
  /** Forgets the code and destroys its key. */
  forget(): Promise<void>
  /** False where the browser keeps nothing: the code is gone with the page. */
  readonly isLasting: boolean
}

const DATABASE = 'qiyema-code'

/** Keeps the code of one enterprise at one platform. */
export async function openKeep(platform: string, uscc: string): Promise<CodeKeep> {
  const name = `${platform} ${uscc}`
  try {
    const key = await holderKeyStore().open(name)
    return lastingKeep(name, platform, key)
  } catch {
    // Private windows and strict settings refuse storage: then it lasts as long as the page.
    return passingKeep(name)
  }
}

/** Works on it while no other page or widget does: two that began anew at once would destroy each other's key. */
export async function withKeep<Result>(
  platform: string,
  uscc: string,
  work: (keep: CodeKeep) => Promise<Result>,
): Promise<Result> {
  const open = async () => work(await openKeep(platform, uscc))
  const { locks } = navigator
  return locks ? await locks.request(`${DATABASE} ${platform} ${uscc}`, open) : await open()
}

/** Whose code was shown last at this platform: what is shown again where there is no network to ask. */
export async function lastShown(platform: string): Promise<string | undefined> {
  try {
    return await get<string>(lastName(platform), store())
  } catch {
    return undefined
  }
}

function lastingKeep(name: string, platform: string, first: HolderKey): CodeKeep {
  let key: HolderKey | undefined = first
  const current = async () => (key ??= await holderKeyStore().open(name))
  return {
    isLasting: true,
    key: current,
    async read() {
      const code = await get<KeptCode>(name, store())
      return code?.holder === (await current()).publicJwk.x ? code : undefined
    },
    async write(code) {
      await set(name, code, store())
      await set(lastName(platform), code.uscc, store())
      await del(intentName(name), store())
    },
    async intent(make) {
      const kept = await get<string>(intentName(name), store())
      const intent = kept ?? make()
      await set(intentName(name), intent, store())
      return intent
    },
    async forget() {
      key = undefined
      await del(name, store())
      await del(intentName(name), store())
      await holderKeyStore().remove(name)
    },
  }
}

const passing = new Map<string, { key: Promise<HolderKey>; code?: KeptCode; intent?: string }>()

function passingKeep(name: string): CodeKeep {
  const of = () => {
    const entry = passing.get(name) ?? { key: generateHolderKey() }
    passing.set(name, entry)
    return entry
  }
  return {
    isLasting: false,
    key: () => of().key,
    read: async () => of().code,
    async write(code) {
      of().code = code
      delete of().intent
    },
    async intent(make) {
      const intent = of().intent ?? make()
      of().intent = intent
      return intent
    },
    async forget() {
      passing.delete(name)
    },
  }
}

const lastName = (platform: string) => `last ${platform}`
const intentName = (name: string) => `intent ${name}`

let opened: UseStore | undefined
function store(): UseStore {
  opened ??= createStore(DATABASE, 'codes')
  return opened
}
