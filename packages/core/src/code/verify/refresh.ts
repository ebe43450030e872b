/** Brings a verifier up to date from pinned places: its trust list, then the status lists of the issuers in it. */
import type { JWK } from 'jose'
import { statusListUri } from '../format/credential.js'
import { asObject } from '../format/json.js'
import { verifyTrustList } from '../trust/signed-trust-list.js'
import { readStatusList } from '../trust/status-list.js'
import type { TrustedIssuer, TrustList } from '../trust/trust-list.js'
import { successionFaults } from '../trust/trust-succession.js'
import { Knowledge } from './knowledge.js'
import { type Fetch, fetchList } from './list-fetch.js'

/** A trust list that is fetched: from this address only, under these root keys only. */
export interface TrustSource {
  readonly url: string
  /** The pinned public root key; two while it is being replaced. */
  readonly root: JWK | readonly JWK[]
}

/** What a refresh came to. It never throws for what the network or a server did. */
export interface RefreshReport {
  /** True when everything asked for is now up to date. */
  readonly ok: boolean
  /** Addresses whose list is newer than before. */
  readonly updated: readonly string[]
  /** What could not be brought up to date, and why; the lists held before are kept. */
  readonly problems: readonly { readonly url: string; readonly reason: string }[]
}

/** A report, and the knowledge that takes the old one's place. */
export interface Refreshed {
  readonly knowledge: Knowledge
  readonly report: RefreshReport
}

interface Errand {
  readonly fetch: Fetch
  readonly signal?: AbortSignal | undefined
  readonly updated: string[]
  readonly problems: { url: string; reason: string }[]
}

/** An issuer may have no more lists than a code can number. */
const MAX_LISTS = 16

/** Fetches what is newer. `source` is absent when the caller gave the trust list itself. */
export async function refreshKnowledge(
  known: Knowledge,
  source: TrustSource | undefined,
  fetch: Fetch,
  now: number,
  signal?: AbortSignal,
): Promise<Refreshed> {
  const errand: Errand = { fetch, signal, updated: [], problems: [] }
  const trusted = source ? await refreshTrust(known, source, errand, now) : known
  const tokens = new Map(trusted.statusTokens)
  await Promise.all(
    (trusted.trust?.issuers ?? []).map(async issuer => {
      for (const [uri, token] of await newerStatusTokens(trusted, issuer, errand)) tokens.set(uri, [token])
    }),
  )
  const { updated, problems } = errand
  return {
    knowledge: new Knowledge(known.suites, trusted.trust, trusted.trustJwt, tokens),
    report: { ok: problems.length === 0, updated, problems },
  }
}

async function refreshTrust(
  known: Knowledge,
  source: TrustSource,
  errand: Errand,
  now: number,
): Promise<Knowledge> {
  try {
    const jwt = await fetchList(source.url, errand.fetch, errand.signal)
    if (jwt === undefined) throw new Error('nothing is there')
    const trust = await verifyTrustList(jwt, source.root, known)
    const fault = faultOf(trust, known.trust, now)
    if (fault) throw new Error(fault)
    if (jwt !== known.trustJwt) errand.updated.push(source.url)
    return new Knowledge(known.suites, trust, jwt, known.statusTokens)
  } catch (error) {
    errand.problems.push({ url: source.url, reason: reasonOf(error) })
    return known
  }
}

function faultOf(trust: TrustList, known: TrustList | undefined, now: number): string | undefined {
  if (now >= trust.exp) return 'the list offered has expired'
  return known && successionFaults(known, trust)[0]
}

/** An issuer numbers its lists from 0 without a gap, so the first one that is missing ends the search. */
async function newerStatusTokens(
  known: Knowledge,
  issuer: TrustedIssuer,
  errand: Errand,
): Promise<Map<string, string>> {
  const newer = new Map<string, string>()
  if (!issuer.keys.some(key => key.use === 'status')) return newer
  for (let number = 0; number < MAX_LISTS; number++) {
    const uri = statusListUri(issuer.status, number)
    try {
      const token = await fetchList(uri, errand.fetch, errand.signal)
      if (token === undefined) {
        if (known.statusTokens.has(uri)) throw new Error('nothing is there')
        break
      }
      const list = await readStatusList(token, uri, issuer, known.suites)
      if (typeof list === 'string') throw new Error(list)
      const before = await known.statusList(uri, issuer)
      if (typeof before !== 'string' && before.iat > list.iat) throw new Error('the list offered is older')
      if (typeof before === 'string' || before.iat < list.iat) errand.updated.push(uri)
      newer.set(uri, token)
    } catch (error) {
      errand.problems.push({ url: uri, reason: reasonOf(error) })
      if (!known.statusTokens.has(uri)) break
    }
  }
  return newer
}

/** An error's sentence, with the code of its cause: `fetch` on Node says nowhere else what failed. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const { code } = asObject(error.cause) ?? {}
  return code ? `${error.message} (${code})` : error.message
}
