/** One text for every state that a result can have: genuine ones signed for the purpose, and doctored ones. */
import { generateHolderKey, presentCode } from '@qiyema/core/present'
import { type IssuerKey, type Lifetime, signCode } from '@qiyema/core/sign'
import type { KeyName, TestSite } from './site.ts'

export type StateName =
  | 'registered'
  | 'named'
  | 'current'
  | 'present'
  | 'malformed'
  | 'unsupported'
  | 'unknown_issuer'
  | 'untrusted_key'
  | 'host_mismatch'
  | 'out_of_region'
  | 'bad_signature'
  | 'not_yet_valid'
  | 'expired'
  | 'stale'
  | 'revoked'
  | 'suspended'
  | 'unconfirmed'

const USCC = '91330521PDY0000280'
const MINUTE = 60

/** As long as a name can be, with right-to-left text, an override, and ideographs outside the basic plane. */
export const LONGEST_NAME =
  `𠮷𡘙𪚥龘䶮㵘${'\u202e'}العربية${'\u202c'}浙江德清莫干山下渚湖数字经济与地理信息产业融合发展示范有限责任公司示`.padEnd(
    63,
    '示',
  )

/** The codes of the sheet, by kind. */
export async function fetchSamples(
  site: TestSite,
): Promise<Record<string, { link: string; digits: string }>> {
  const codes = await (await fetch(`${site.origin}/sample/codes.json`)).json()
  return Object.fromEntries(codes.map((code: { kind: string }) => [code.kind, code]))
}

export async function makeTexts(site: TestSite): Promise<Record<StateName, string>> {
  const { keys } = site
  const samples = await fetchSamples(site)
  const link = (kind: string) => samples[kind]?.link ?? ''
  const by = async (name: KeyName) => (await sign(keys[name])).link
  const digits = BigInt(samples.printed?.digits ?? '')
  return {
    registered: link('printed'),
    named: link('named'),
    current: (await sign(keys.sample, { lifetime: '10m' })).link,
    present: await present(keys.sample),
    malformed: 'https://shop.example/goods/42?from=poster',
    unsupported: (digits | (1n << BigInt(digits.toString(2).length - 3))).toString(),
    unknown_issuer: await by('unlisted'),
    untrusted_key: await by('withdrawn'),
    host_mismatch: `https://SHOP.EXAMPLE/Q/${digits}`,
    out_of_region: await by('elsewhere'),
    bad_signature: (digits ^ 1n).toString(),
    not_yet_valid: (await sign(keys.sample, { minutesAgo: -60 })).link,
    expired: link('expired'),
    stale: await present(keys.sample, 5 * MINUTE),
    revoked: link('revoked'),
    suspended: link('suspended'),
    unconfirmed: await by('statusless'),
  }
}

/** A code with the longest name. */
export async function longestNamed(site: TestSite): Promise<string> {
  return (await sign(site.keys.sample, { name: LONGEST_NAME })).link
}

/** A holder-bound code, shown so many seconds ago. */
export async function present(key: IssuerKey, secondsAgo = 0): Promise<string> {
  const holder = await generateHolderKey()
  const issuedAt = wholeMinute(60)
  const request = { uscc: USCC, lifetime: '90d', status: { list: 0, index: 7 }, issuedAt } as const
  const code = await signCode({ ...request, holder: holder.publicJwk, name: '德清芯澜传感技术有限公司' }, key)
  return (await presentCode(code, holder, { at: Math.floor(Date.now() / 1000) - secondsAgo })).link
}

function sign(
  key: IssuerKey,
  { lifetime = '1y', minutesAgo = 0, name }: { lifetime?: Lifetime; minutesAgo?: number; name?: string } = {},
) {
  const issuedAt = wholeMinute(minutesAgo)
  return signCode(
    { uscc: USCC, lifetime, status: { list: 0, index: 7 }, issuedAt, ...(name !== undefined && { name }) },
    key,
  )
}

function wholeMinute(minutesAgo: number): number {
  return (Math.floor(Date.now() / 60_000) - minutesAgo) * 60
}
