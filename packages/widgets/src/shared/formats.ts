/** Money, dates, rates and numbers as people of a language write them, by the clock of Asia/Shanghai. */
import { spokenLocale } from './texts.js'

const TIME_ZONE = 'Asia/Shanghai'
const FEN_PER_YUAN = 100
const YUAN_PER_WAN = 10_000

export interface Formats {
  /** `2026年3月2日`, `2 March 2026`. Takes RFC 3339, or a date alone. */
  date(value: string): string
  /** With hour and minute. */
  dateTime(value: string | number): string
  /** Yuan and fen: `¥1,234.50`. */
  yuan(amountFen: number): string
  /** In ten thousands where people count so: `50 万元`, `CNY 500,000`. */
  amount(amountFen: number): string
  /** `3.45%`, of a fraction. At least two digits, since rates are compared by them. */
  rate(fraction: number): string
  count(value: number): string
  bytes(value: number): string
  /** Grouped as the standard divides it, for reading aloud: `91 330521 MA2B00017 X`. */
  uscc(text: string): string
  /** `A、B和C`. */
  list(parts: readonly string[]): string
  /** One text of several languages. */
  localised(value: { readonly 'zh-CN': string; readonly en?: string | undefined }): string
}

const cache = new Map<string, Formats>()

export function formatsFor(locale: string): Formats {
  const spoken = spokenLocale(locale)
  const made = cache.get(spoken) ?? makeFormats(spoken)
  cache.set(spoken, made)
  return made
}

function makeFormats(locale: string): Formats {
  const isChinese = locale.startsWith('zh')
  // Day before month, which nobody takes for anything else.
  const intl = locale === 'en' ? 'en-GB' : locale
  const day = new Intl.DateTimeFormat(intl, { dateStyle: 'long', timeZone: TIME_ZONE })
  const minute = new Intl.DateTimeFormat(intl, { dateStyle: 'long', timeStyle: 'short', timeZone: TIME_ZONE })
  const number = new Intl.NumberFormat(intl, { maximumFractionDigits: 6 })
  const percent = new Intl.NumberFormat(intl, {
    style: 'percent',
    minimumFractionDigits: 2,
    maximumFractionDigits: 4,
  })
  const yuan = new Intl.NumberFormat(intl, {
    style: 'currency',
    currency: 'CNY',
    currencyDisplay: isChinese ? 'narrowSymbol' : 'code',
    trailingZeroDisplay: 'stripIfInteger',
  } as Intl.NumberFormatOptions)
  const list = new Intl.ListFormat(intl, { type: 'conjunction' })

  return {
    date: value => formatted(day, value),
    dateTime: value => formatted(minute, value),
    yuan: amountFen => yuan.format(amountFen / FEN_PER_YUAN),
    amount(amountFen) {
      const inWan = amountFen / FEN_PER_YUAN / YUAN_PER_WAN
      return isChinese && inWan >= 1 ? `${number.format(inWan)} 万元` : yuan.format(amountFen / FEN_PER_YUAN)
    },
    rate: fraction => percent.format(fraction),
    count: value => number.format(value),
    bytes(value) {
      const isLarge = value >= 2 ** 20
      const size = isLarge ? value / 2 ** 20 : value / 2 ** 10
      return `${number.format(Math.round(size * 10) / 10)} ${isLarge ? 'MB' : 'kB'}`
    },
    uscc: text => text.replace(/^(..)(\d{6})(.{9})(.)$/, '$1 $2 $3 $4'),
    list: parts => list.format(parts),
    localised: value => (isChinese ? value['zh-CN'] : (value.en ?? value['zh-CN'])),
  }
}

/** What is no time stays as it came: a wrong date is worse than an odd one. */
function formatted(format: Intl.DateTimeFormat, value: string | number): string {
  // A date alone is a day in the county.
  const time = new Date(typeof value === 'string' && value.length === 10 ? `${value}T12:00:00+08:00` : value)
  return Number.isNaN(time.getTime()) ? String(value) : format.format(time)
}
