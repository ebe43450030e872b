/** Months and percentages as people type them. */
import { readChinese } from './chinese-amount.js'

/** `12`, `１２个月`, `1年`, `一年半`, `半年`. Undefined for what is no number of months. */
export function readMonths(text: string): number | undefined {
  const plain = text.normalize('NFKC').replace(/\s/g, '')
  if (/^半年$/.test(plain)) return 6
  const match = /^(.+?)(个?月|年|年半)?$/.exec(plain)
  if (!match) return undefined
  const [, number = '', unit = ''] = match
  const count = readCount(number)
  if (count === undefined) return undefined
  return unit.startsWith('年') ? count * 12 + (unit === '年半' ? 6 : 0) : count
}

/** `4.35`, `4.35%`, `百分之` is not what anybody types. As a fraction; undefined for what is none. */
export function readPercent(text: string): number | undefined {
  const match = /^(\d{1,3}(?:\.\d{1,4})?)%?$/.exec(text.normalize('NFKC').replace(/\s/g, ''))
  // A fraction of 4.35 by hundred is not quite 0.0435: rounded to where digits end.
  return match ? Math.round(Number(match[1]) * 10_000) / 1_000_000 : undefined
}

function readCount(text: string): number | undefined {
  if (/^\d{1,4}$/.test(text)) return Number(text)
  const chinese = readChinese(text)
  return chinese === undefined || chinese.hasUnit ? undefined : chinese.fen / 100
}
