/** What a text is that is no Enterprise Code: said politely, since most of such codes are somebody's honest ones. */
import { parseUscc } from '@qiyema/core/uscc'
import { looksLikeOurs } from '../input/choose-code.js'

export type OtherCode =
  | 'web_address'
  | 'wechat'
  | 'alipay'
  | 'contact'
  | 'wifi'
  | 'message'
  | 'uscc'
  | 'damaged'
  | 'unpresented'
  | 'other'

const BY_START: readonly (readonly [RegExp, OtherCode])[] = [
  [/^(weixin|wxp):\/\//i, 'wechat'],
  [/^alipays?:\/\//i, 'alipay'],
  [/^(BEGIN:VCARD|MECARD:)/i, 'contact'],
  [/^WIFI:/i, 'wifi'],
  [/^(tel|sms|smsto|mailto|MATMSG):/i, 'message'],
]

const BY_HOST: readonly (readonly [string, OtherCode])[] = [
  ['weixin.qq.com', 'wechat'],
  ['wechat.com', 'wechat'],
  ['alipay.com', 'alipay'],
]

/** Recognises by well-known beginnings and hosts alone. Nothing is looked up. */
export function recogniseOther(text: string): OtherCode {
  if (looksLikeOurs(text) || /^https?:\/\/[^/]+\/q[/#]/i.test(text) || /^[0-9]{60,}$/.test(text))
    return 'damaged'
  if (parseUscc(text).ok) return 'uscc'
  const start = BY_START.find(([pattern]) => pattern.test(text))
  if (start) return start[1]
  const host = webHostOf(text)
  if (host === undefined) return 'other'
  return BY_HOST.find(([known]) => host === known || host.endsWith(`.${known}`))?.[1] ?? 'web_address'
}

function webHostOf(text: string): string | undefined {
  if (!/^https?:\/\//i.test(text)) return undefined
  try {
    return new URL(text).hostname
  } catch {
    return undefined
  }
}
