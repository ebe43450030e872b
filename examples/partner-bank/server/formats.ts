/** Money, rates and days as people write them, by the clock of the county, wherever this server runs. */
import type { Language } from './texts/texts.ts'

const TIME_ZONE = 'Asia/Shanghai'
const DAY_MS = 24 * 3600 * 1000
const FEN_PER_YUAN = 100
const YUAN_PER_WAN = 10_000
/** Swedes write dates as ISO 8601 does. */
const calendar = new Intl.DateTimeFormat('sv-SE', { timeZone: TIME_ZONE })

/** The date so many days from today: `2026-03-02`. */
export function dayIn(days: number): string {
  return calendar.format(new Date(Date.now() + days * DAY_MS))
}

export interface Formats {
  /** Of `amountFen`: `50万元`, `CNY 500,000`. */
  amount(amountFen: number): string
  /** Of a fraction: `3.45%`. */
  rate(fraction: number): string
  date(time: string): string
  dateTime(time: string): string
  /** Of what holds until a moment: the last day of it, when that is a midnight. */
  lastDay(until: string): string
  number(value: number): string
}

/** Fen of an amount that was typed in ten thousands of yuan: `50` or `12.5`. NaN for what is no amount. */
export function fenOfWan(typed: string): number {
  const text = typed.normalize('NFKC').replaceAll(',', '').trim()
  return /^\d+(\.\d+)?$/.test(text) ? Math.round(Number(text) * YUAN_PER_WAN * FEN_PER_YUAN) : Number.NaN
}

export function wanOfFen(amountFen: number): string {
  return String(amountFen / FEN_PER_YUAN / YUAN_PER_WAN)
}

export function formatsFor(language: Language): Formats {
  const isChinese = language === 'zh-CN'
  // Day before month, which nobody takes for anything else.
  const intl = isChinese ? 'zh-CN' : 'en-GB'
  const day = new Intl.DateTimeFormat(intl, { dateStyle: 'long', timeZone: TIME_ZONE })
  const minute = new Intl.DateTimeFormat(intl, {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: TIME_ZONE,
  })
  const plain = new Intl.NumberFormat(intl, { maximumFractionDigits: 6 })
  const percent = new Intl.NumberFormat(intl, { style: 'percent', minimumFractionDigits: 2 })
  return {
    amount(amountFen) {
      const yuan = amountFen / FEN_PER_YUAN
      return isChinese ? `${plain.format(yuan / YUAN_PER_WAN)}万元` : `CNY ${plain.format(yuan)}`
    },
    rate: fraction => percent.format(fraction),
    // A date alone is a day in the county.
    date: time => day.format(new Date(time.length === 10 ? `${time}T12:00:00+08:00` : time)),
    lastDay: until => day.format(new Date(Date.parse(until) - 1)),
    dateTime: time => minute.format(new Date(time)),
    number: value => plain.format(value),
  }
}
