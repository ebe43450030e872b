/**
 * Codes of others, recognised by where they lead. Only what their owners themselves have published as their own is in the table:
 * a code that is not recognised is `other`, which is no accusation.
 */

export type ForeignScheme = 'samr' | 'alipay' | 'wechat' | 'other'

interface Signs {
  readonly scheme: ForeignScheme
  /** A host and all under it. */
  readonly hosts: readonly string[]
  /** Schemes of addresses that open an application. */
  readonly protocols: readonly string[]
}

const SIGNS: readonly Signs[] = [
  // The national enterprise credit publicity system, with the electronic licences of SAMR under it (announcement 28 of 2019).
  { scheme: 'samr', hosts: ['gsxt.gov.cn'], protocols: [] },
  { scheme: 'alipay', hosts: ['alipay.com'], protocols: ['alipay:', 'alipays:', 'alipayqr:'] },
  {
    scheme: 'wechat',
    hosts: ['weixin.qq.com', 'wechat.com', 'wx.tenpay.com'],
    protocols: ['weixin:', 'wxp:'],
  },
]

/** Longer than any address that a square of theirs holds. */
const MAX_LENGTH = 2048

/** Whose code a text is that is none of ours. */
export function foreignSchemeOf(text: string): ForeignScheme {
  const url = addressIn(text.trim())
  if (!url) return 'other'
  const isUnder = (host: string) => url.hostname === host || url.hostname.endsWith(`.${host}`)
  const isWeb = url.protocol === 'https:' || url.protocol === 'http:'
  const sign = SIGNS.find(
    ({ hosts, protocols }) => protocols.includes(url.protocol) || (isWeb && hosts.some(isUnder)),
  )
  return sign?.scheme ?? 'other'
}

function addressIn(text: string): URL | undefined {
  if (text.length > MAX_LENGTH || /\s/.test(text)) return undefined
  try {
    const url = new URL(text)
    // `https://alipay.com@elsewhere.example` is made to be taken for what it is not.
    return url.username || url.password ? undefined : url
  } catch {
    return undefined
  }
}
