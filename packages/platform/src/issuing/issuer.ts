/** Who issues codes here: the platform under its own address, for the regions that its county names, with the key whose time it is. */
import { type IssuerKey, importSigningKey, type SigningKey } from '@qiyema/core/sign'
import { z } from 'zod'
import { type IssuingKey, keyAt } from '../keys/issuing-key.js'
import type { PlatformKeys } from '../keys/keys.js'
import { readSetting, SETTINGS } from '../registry/county.js'
import type { LocalisedText } from '../store/columns.js'
import type { Db } from '../store/store.js'

export interface IssuerOptions {
  /** The platform's public address, without a final slash: `iss` of its codes and the host of their links. */
  readonly baseUrl: string
  readonly keys: Pick<PlatformKeys, 'root' | 'code' | 'status'>
}

export interface Issuer extends IssuerOptions {
  /** Under which the status lists stand as `/0`, `/1` … */
  readonly status: string
  /** @throws {TypeError} when no key for codes is in its time */
  codeKeyAt(seconds: number, regions: readonly string[]): Promise<IssuerKey>
  /** @throws {TypeError} when no key for status lists is in its time */
  statusKeyAt(seconds: number): Promise<SigningKey>
}

/** Makes the issuer. Keys are tried out the first time they sign, and never again. */
export function createIssuer({ baseUrl, keys }: IssuerOptions): Issuer {
  const status = `${baseUrl}/status`
  const imported = new Map<string, Promise<SigningKey>>()
  const importedKey = ({ jwk }: IssuingKey): Promise<SigningKey> => {
    const known = imported.get(jwk.kid) ?? importSigningKey(jwk)
    imported.set(jwk.kid, known)
    return known
  }
  return {
    baseUrl,
    keys,
    status,
    async codeKeyAt(seconds, regions) {
      const key = await importedKey(inItsTime(keys.code, seconds, 'codes'))
      return { ...key, iss: baseUrl, status, regions }
    },
    statusKeyAt: seconds => importedKey(inItsTime(keys.status, seconds, 'status lists')),
  }
}

/** What the county says of itself that codes go by. */
export interface IssuingCounty {
  readonly name: LocalisedText
  /** Prefixes of characters 3 to 8 of the credit codes that it may speak for. */
  readonly regions: readonly string[]
  readonly offers: readonly { readonly id: string; readonly title: LocalisedText; readonly url: string }[]
}

/** @throws {Error} where no county was seeded */
export async function issuingCounty(db: Db): Promise<IssuingCounty> {
  const setting = await readSetting(db, SETTINGS.county, county)
  if (!setting) throw new Error('This platform has no county yet: seed one.')
  return setting.value
}

const localised = z.object({ 'zh-CN': z.string(), en: z.string().optional() })
const county = z.object({
  name: localised,
  regions: z.array(z.string()),
  offers: z.array(z.object({ id: z.string(), title: localised, url: z.string() })),
})

function inItsTime(keys: readonly IssuingKey[], seconds: number, what: string): IssuingKey {
  const key = keyAt(keys, seconds)
  if (!key) throw new TypeError(`No key that signs ${what} is in its time: add one to the platform’s keys.`)
  return key
}
