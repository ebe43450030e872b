/** What a text is that is no Enterprise Code: told by its beginning or its host alone. Nothing is looked up or opened. */
import { parseUscc } from '@qiyema/core/uscc'
import { looksLikeOurs } from './scanned-text.js'

export type ForeignCode =
  | 'samr'
  | 'alipay'
  | 'wechat'
  | 'uscc'
  | 'contact'
  | 'wifi'
  | 'message'
  | 'web'
  | 'damaged'
  | 'other'

const BEGINNINGS: readonly (readonly [RegExp, ForeignCode])[] = [
  [/^alipay(s|qr)?:/i, 'alipay'],
  [/^(weixin|wxp):/i, 'wechat'],
  [/^(BEGIN:VCARD|MECARD:)/i, 'contact'],
  [/^WIFI:/i, 'wifi'],
  [/^(tel|sms|smsto|mailto|MATMSG):/i, 'message'],
]

const HOSTS: readonly (readonly [string, ForeignCode])[] = [
  ['gsxt.gov.cn', 'samr'],
  ['alipay.com', 'alipay'],
  ['weixin.qq.com', 'wechat'],
  ['wechat.com', 'wechat'],
  ['wx.tenpay.com', 'wechat'],
]

export function foreignCodeOf(text: string): ForeignCode {
  const isPart = /^https?:\/\/[^/\s]+\/q[/#]/i.test(text) || /^[0-9]{60,}$/.test(text)
  if (isPart || looksLikeOurs(text)) return 'damaged'
  if (parseUscc(text).ok) return 'uscc'
  const beginning = BEGINNINGS.find(([pattern]) => pattern.test(text))
  if (beginning) return beginning[1]
  const host = hostOf(text)
  if (host === undefined) return 'other'
  return HOSTS.find(([known]) => host === known || host.endsWith(`.${known}`))?.[1] ?? 'web'
}

function hostOf(text: string): string | undefined {
  if (!/^https?:\/\/\S+$/i.test(text)) return undefined
  try {
    const { hostname, username } = new URL(text)
    // `https://alipay.com@elsewhere.example` is made to be taken for what it is not.
    return username ? '' : hostname
  } catch {
    return undefined
  }
}
