/** The sample's holder: a key that never leaves this browser, and the credential fetched for it once and kept. */
import { holderKeyStore, presentCode } from '@qiyema/core/present'
import { indexedDbStore } from '@qiyema/core/stores'
import { now } from '../format/time.js'
import { fetchHolderBound, type SampleCode, type SampleCredential } from './sample-server.js'

const keys = holderKeyStore('qiyema-sample-holder')
const credentials = indexedDbStore('qiyema-sample-credentials')
const NAME = 'sample'

/**
 * Presents the code anew; needs the network only the first time.
 *
 * @param kid - the issuer's key of today, if known: a credential of another is of no use any more
 */
export async function presentSample(kid: string | undefined): Promise<SampleCode> {
  const key = await keys.open(NAME)
  const credential = (await keptCredential(kid)) ?? (await newCredential(key.publicJwk))
  const { link, digits } = await presentCode(credential.credential, key)
  return { ...credential, kind: 'holder-bound', link, digits }
}

async function keptCredential(kid: string | undefined): Promise<SampleCredential | undefined> {
  const text = await credentials.get(NAME)
  if (text === undefined) return undefined
  const kept = JSON.parse(text) as SampleCredential
  const isOfUse = kept.expiresAt > now() && (kid === undefined || kept.kid === kid)
  return isOfUse ? kept : undefined
}

async function newCredential(publicJwk: object): Promise<SampleCredential> {
  const fetched = await fetchHolderBound(publicJwk)
  await credentials.set(NAME, JSON.stringify(fetched))
  return fetched
}
