/**
 * Verifies codes anywhere, offline: what a stranger wrote becomes an outcome, never an exception and never a request.
 */
import { QiyemaError } from '../../errors.js'
import { memoryStore, type VerifierStore } from '../../stores/store.js'
import { asObject } from '../format/json.js'
import { isSafeUrl } from '../format/link.js'
import { DEFAULT_SUITES } from '../suites/known-suites.js'
import type { Suite } from '../suites/suite.js'
import { verifyTrustList } from '../trust/signed-trust-list.js'
import { readTrustList, type TrustedIssuer, type TrustList } from '../trust/trust-list.js'
import { judge } from './judge.js'
import { Knowledge } from './knowledge.js'
import type { Fetch } from './list-fetch.js'
import type { VerificationResult } from './outcome.js'
import { type RefreshReport, reasonOf, refreshKnowledge, type TrustSource } from './refresh.js'

/** What a verifier is made of. */
export interface VerifierOptions {
  /** A list the caller trusts as it stands, or where to fetch one and the root key to pin. */
  readonly trust: TrustList | TrustSource
  /** Status list tokens by their address, for those who bring their own. */
  readonly statusLists?: Readonly<Record<string, string>>
  /** Where fetched lists are kept. In memory unless one is given. */
  readonly store?: VerifierStore
  /** Suites beside ES256 and EdDSA, such as `sm2` of `@qiyema/core/sm2`. */
  readonly suites?: readonly Suite[]
  /** False makes a code whose status could not be checked `valid`, with the warning `status_unchecked`. */
  readonly requireStatus?: boolean
  /** The runtime's own unless given. */
  readonly fetch?: Fetch
  /** The present moment in Unix seconds; the machine's clock unless given. */
  readonly now?: () => number
}

/** What a verifier holds. Times are Unix seconds. */
export interface VerifierState {
  readonly trust?: {
    readonly seq: number
    readonly issuedAt: number
    readonly expiresAt: number
    readonly issuers: readonly TrustedIssuer[]
  }
  readonly statusLists: readonly {
    readonly uri: string
    readonly issuer: string
    readonly issuedAt: number
  }[]
}

/** Verifies codes, and keeps itself up to date when asked to. */
export interface Verifier {
  /**
   * Judges a link, digits, or SD-JWT text. Never throws and never asks the network.
   *
   * @param text - anything
   * @param options.at - the moment to judge for, Unix seconds; now unless given
   * @see code format, section 8
   */
  verify(text: unknown, options?: { readonly at?: number }): Promise<VerificationResult>
  /**
   * Fetches the trust list (when it has an address) and the status lists of every trusted issuer, from those addresses
   * only. On failure the old lists stay. Calls that overlap share one errand.
   */
  refresh(options?: { readonly signal?: AbortSignal }): Promise<RefreshReport>
  /** What is held, and of when: for telling people how old it is. */
  state(): Promise<VerifierState>
}

/**
 * Makes a verifier.
 *
 * @throws {QiyemaError} `ERR_TRUST_LIST` for a trust list off the format, `ERR_OPTIONS` for an address that is not https
 * @see code format, sections 6 to 9
 *
 * @example
 * ```ts
 * import { createVerifier } from '@qiyema/core/verify'
 *
 * const issuer = { iss: 'https://qym.example', status: 'https://qym.example/status', name: { 'zh-CN': '示例', en: 'Sample' }, regions: ['3305'], keys: [] }
 * const verifier = createVerifier({ trust: { seq: 1, iat: 1795000000, exp: 1795600000, issuers: [issuer] } })
 * const result = await verifier.verify('https://QYM.EXAMPLE/Q/12345', { at: 1795000000 })
 * console.log(result.outcome) // malformed
 * ```
 */
export function createVerifier(options: VerifierOptions): Verifier {
  return new OfflineVerifier(options)
}

class OfflineVerifier implements Verifier {
  readonly #source: TrustSource | undefined
  readonly #store: VerifierStore
  readonly #storeKey: string
  readonly #fetch: Fetch
  readonly #now: () => number
  readonly #requireStatus: boolean
  #knowledge: Knowledge
  #storeFailed = false
  /** True while there are lists that the store does not have. */
  #isUnkept = false
  #loaded: Promise<void> | undefined
  #refreshing: Promise<RefreshReport> | undefined

  constructor({
    trust,
    statusLists = {},
    store,
    suites = [],
    requireStatus = true,
    fetch,
    now,
  }: VerifierOptions) {
    this.#source = isSource(trust) ? checkedSource(trust) : undefined
    this.#store = store ?? memoryStore()
    this.#storeKey = `qiyema-verifier ${this.#source?.url ?? 'given'}`
    this.#fetch = fetch ?? ((url, init) => globalThis.fetch(url, init))
    this.#now = now ?? (() => Math.floor(Date.now() / 1000))
    this.#requireStatus = requireStatus
    const tokens = new Map(Object.entries(statusLists).map(([uri, token]) => [uri, [token]]))
    const given = isSource(trust) ? undefined : readTrustList(trust)
    this.#knowledge = new Knowledge([...DEFAULT_SUITES, ...suites], given, undefined, tokens)
  }

  async verify(text: unknown, options?: { readonly at?: number }): Promise<VerificationResult> {
    try {
      const at = options?.at
      await this.#load()
      const result = await judge(text, this.#knowledge, {
        at: at ?? this.#now(),
        isNow: at === undefined,
        requireStatus: this.#requireStatus,
      })
      return this.#storeFailed ? { ...result, warnings: [...result.warnings, 'store_unreadable'] } : result
    } catch (error) {
      // A fault of the surroundings, such as a page without WebCrypto: nothing is known, so nothing is claimed.
      return { outcome: 'unconfirmed', warnings: [], detail: `could not be checked here: ${reasonOf(error)}` }
    }
  }

  refresh({ signal }: { readonly signal?: AbortSignal } = {}): Promise<RefreshReport> {
    this.#refreshing ??= this.#refresh(signal).finally(() => {
      this.#refreshing = undefined
    })
    return this.#refreshing
  }

  async state(): Promise<VerifierState> {
    await this.#load()
    const { trust } = this.#knowledge
    const statusLists = []
    for (const uri of this.#knowledge.statusTokens.keys()) {
      const issuer = trust?.issuers.find(({ status }) => uri.startsWith(`${status}/`))
      const list = issuer && (await this.#knowledge.statusList(uri, issuer))
      if (issuer && typeof list === 'object')
        statusLists.push({ uri, issuer: issuer.iss, issuedAt: list.iat })
    }
    return {
      ...(trust && {
        trust: { seq: trust.seq, issuedAt: trust.iat, expiresAt: trust.exp, issuers: trust.issuers },
      }),
      statusLists,
    }
  }

  async #refresh(signal: AbortSignal | undefined): Promise<RefreshReport> {
    // Again and not just once: another page or process may have kept newer lists meanwhile.
    this.#loaded = Promise.resolve(this.#loaded).then(() => this.#loadFromStore())
    await this.#loaded
    const { knowledge, report } = await refreshKnowledge(
      this.#knowledge,
      this.#source,
      this.#fetch,
      this.#now(),
      signal,
    )
    this.#knowledge = knowledge
    const { trustJwt, statusTokens } = knowledge
    this.#isUnkept ||= report.updated.length > 0 || (this.#storeFailed && report.ok)
    if (!this.#isUnkept) return report
    try {
      await this.#store.set(
        this.#storeKey,
        JSON.stringify({ trustJwt, statusTokens: Object.fromEntries(statusTokens) }),
      )
      this.#storeFailed = false
      this.#isUnkept = false
      return report
    } catch (error) {
      const problem = { url: '', reason: `the lists could not be kept: ${reasonOf(error)}` }
      return { updated: report.updated, ok: false, problems: [...report.problems, problem] }
    }
  }

  #load(): Promise<void> {
    this.#loaded ??= this.#loadFromStore()
    return this.#loaded
  }

  async #loadFromStore(): Promise<void> {
    try {
      const stored = await this.#store.get(this.#storeKey)
      if (stored !== undefined) this.#knowledge = await withStored(this.#knowledge, stored, this.#source)
      this.#storeFailed = false
    } catch {
      this.#storeFailed = true
    }
  }
}

interface Stored {
  readonly trustJwt?: string
  readonly statusTokens: Readonly<Record<string, readonly string[]>>
}

/** What was known, with what an earlier run kept. The signatures in it are checked again. */
async function withStored(
  known: Knowledge,
  text: string,
  source: TrustSource | undefined,
): Promise<Knowledge> {
  const { trustJwt, statusTokens } = JSON.parse(text) as Stored
  const kept = source && trustJwt !== undefined && (await verifyTrustList(trustJwt, source.root, known))
  const isNewer = kept && kept.seq >= (known.trust?.seq ?? 0)
  const tokens = new Map(known.statusTokens)
  for (const [uri, others] of Object.entries(statusTokens))
    tokens.set(uri, [...new Set([...(tokens.get(uri) ?? []), ...others])])
  const newest = isNewer ? ([kept, trustJwt] as const) : ([known.trust, known.trustJwt] as const)
  return new Knowledge(known.suites, ...newest, tokens)
}

function isSource(trust: TrustList | TrustSource): trust is TrustSource {
  return 'url' in (asObject(trust) ?? {})
}

function checkedSource(source: TrustSource): TrustSource {
  const roots = [source.root].flat()
  if (isSafeUrl(source.url) && roots.length > 0 && roots.every(asObject)) return source
  throw new QiyemaError(
    'ERR_OPTIONS',
    'A trust list has an https URL without query or fragment, and a root JWK.',
  )
}
