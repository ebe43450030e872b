/** The sample issuer: everything a real one publishes, made on this machine for invented enterprises. */
import { importIssuerKey, importSigningKey, type SignedCode, signCode } from '@qiyema/core/sign'
import {
  buildTrustedKey,
  createStatusList,
  signStatusList,
  signTrustList,
  type TrustedIssuer,
} from '@qiyema/core/trust'
import {
  HOLDER_BOUND,
  type SampleCode,
  SHORT_LIVED,
  samplePositions,
  signSample,
  signSamples,
} from './codes.ts'
import { drawPosition, openKept, saveKept } from './kept.ts'

const NAME = { 'zh-CN': '示例县企业码平台（虚构）', en: 'Sample County Enterprise Code Platform (fictional)' }
const REGIONS = ['3305']
const YEAR = 365 * 86400
const HOUR_MILLISECONDS = 3_600_000

export interface SampleIssuer {
  readonly rootJwk: object
  readonly codes: readonly SampleCode[]
  trustList(): Promise<string>
  statusList(): Promise<string>
  signShortLived(): Promise<SampleCode>
  signHolderBound(holder: HolderJwk): Promise<SignedCode & { readonly enterprise: string }>
}

/** A holder's public key, as the page sends it. */
export interface HolderJwk {
  readonly kty: 'EC'
  readonly crv: 'P-256'
  readonly x: string
  readonly y: string
}

/**
 * @param origin - where it is served: its `iss`
 * @param folder - where its keys are kept
 * @param neighbours - further issuers for the trust list
 */
export async function openSampleIssuer(
  origin: string,
  folder: string,
  neighbours: readonly TrustedIssuer[] = [],
): Promise<SampleIssuer> {
  const kept = await openKept(folder)
  const issuer = { iss: origin, status: `${origin}/status`, regions: REGIONS }
  const [root, key, statusKey] = await Promise.all([
    importSigningKey(kept.keys.root),
    importIssuerKey(kept.keys.code, issuer),
    importSigningKey(kept.keys.status),
  ])
  const list = createStatusList({ uri: `${issuer.status}/0` })
  for (const { index, state } of samplePositions(kept)) list.set(index, state)
  const codes = await signSamples(kept, key)

  const window = { nbf: kept.validFrom, exp: kept.validFrom + 10 * YEAR }
  const keys = await Promise.all([
    buildTrustedKey(key.publicJwk, { use: 'code', ...window }),
    buildTrustedKey(statusKey.publicJwk, { use: 'status', ...window }),
  ])
  const signEdition = async () => {
    kept.edition += 1
    await saveKept(folder, kept)
    const iat = Math.floor(Date.now() / 1000)
    const issuers = [{ ...issuer, name: NAME, keys }, ...neighbours]
    return signTrustList({ seq: kept.edition, iat, exp: iat + 7 * 86400, issuers }, root)
  }
  /** Given out to one code, and on the disk before it is. */
  const newPosition = async () => {
    const index = drawPosition(kept)
    await saveKept(folder, kept)
    return index
  }
  return {
    rootJwk: root.publicJwk,
    codes,
    trustList: renewedHourly(signEdition),
    statusList: renewedHourly(() => signStatusList(list, statusKey)),
    signShortLived: async () => signSample(SHORT_LIVED, await newPosition(), key),
    async signHolderBound(holder) {
      const { uscc, enterprise, lifetime } = HOLDER_BOUND
      const status = { list: 0, index: await newPosition() }
      const code = await signCode({ uscc, lifetime, status, holder, name: enterprise }, key)
      return { ...code, enterprise }
    },
  }
}

/** Signs when asked, and again when the last edition is an hour old: long before it ages. */
function renewedHourly(sign: () => Promise<string>): () => Promise<string> {
  let signedAt = Number.NEGATIVE_INFINITY
  let edition: Promise<string> | undefined
  return () => {
    if (!edition || Date.now() - signedAt > HOUR_MILLISECONDS) {
      signedAt = Date.now()
      edition = sign()
    }
    return edition
  }
}
