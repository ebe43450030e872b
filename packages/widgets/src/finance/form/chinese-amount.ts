/** Amounts as they are said: 「五十万元」. Written for reading back what was typed, and read where somebody types so. */

const DIGITS = '零一二三四五六七八九'
const PLACES = ['', '十', '百', '千'] as const
const MYRIADS = ['', '万', '亿', '万亿'] as const
const FEN_PER_YUAN = 100

/** Capitals of cheques, and other ways to write the same. */
const PLAIN: Readonly<Record<string, string>> = {
  〇: '零',
  壹: '一',
  贰: '二',
  貳: '二',
  两: '二',
  兩: '二',
  叁: '三',
  參: '三',
  肆: '四',
  伍: '五',
  陆: '六',
  陸: '六',
  柒: '七',
  捌: '八',
  玖: '九',
  拾: '十',
  佰: '百',
  仟: '千',
  萬: '万',
  億: '亿',
  圆: '元',
  圓: '元',
  块: '元',
  毛: '角',
}

/** Of a whole number of fen: `五十万元`, `十二万三千四百五十六元七角八分`. */
export function chineseAmount(amountFen: number): string {
  const yuan = Math.floor(amountFen / FEN_PER_YUAN)
  const jiao = Math.floor(amountFen / 10) % 10
  const fen = amountFen % 10
  const parts = [
    yuan > 0 || amountFen === 0 ? `${chineseNumber(yuan)}元` : '',
    jiao > 0 ? `${digit(jiao)}角` : yuan > 0 && fen > 0 ? '零' : '',
    fen > 0 ? `${digit(fen)}分` : '',
  ]
  return parts.join('')
}

/** Of a whole number below 10 to the 16th. */
export function chineseNumber(value: number): string {
  if (value === 0) return '零'
  let said = ''
  let isGap = false
  for (let myriad = MYRIADS.length - 1; myriad >= 0; myriad--) {
    const group = Math.floor(value / 10_000 ** myriad) % 10_000
    if (group === 0) {
      isGap ||= said !== ''
      continue
    }
    const needsZero = said !== '' && (isGap || group < 1000)
    said = said.replace(/万亿$/, myriad === 2 ? '万' : '万亿')
    said += `${needsZero ? '零' : ''}${groupOf(group)}${MYRIADS[myriad] ?? ''}`
    isGap = false
  }
  return said.replace(/^一十/, '十')
}

/** A group of four digits, not zero. */
function groupOf(group: number): string {
  let said = ''
  let isGap = false
  for (let place = PLACES.length - 1; place >= 0; place--) {
    const value = Math.floor(group / 10 ** place) % 10
    if (value === 0) {
      isGap ||= said !== ''
      continue
    }
    said += `${isGap ? '零' : ''}${digit(value)}${PLACES[place] ?? ''}`
    isGap = false
  }
  return said
}

function digit(value: number): string {
  return DIGITS.charAt(value)
}

/** What somebody wrote in characters; `hasUnit` where it says itself what it counts. */
export interface ChineseReading {
  /** Of yuan where `hasUnit`, else of whatever the unit beside it is. */
  readonly fen: number
  readonly hasUnit: boolean
}

/** Reads characters; undefined for what can be read in two ways (「一百二」), or in none. */
export function readChinese(text: string): ChineseReading | undefined {
  const plain = [...text]
    .map(character => PLAIN[character] ?? character)
    .join('')
    .replace(/[整正]$/, '')
  const match =
    /^([零一二三四五六七八九十百千万亿]+)(元)?(?:零?([一二三四五六七八九])角)?(?:零?([一二三四五六七八九])分)?$/.exec(
      plain,
    )
  if (!match) return undefined
  const [, whole = '', yuanWord, jiao, fen] = match
  if (yuanWord === undefined && (jiao !== undefined || fen !== undefined)) return undefined
  const yuan = numberOf(whole)
  if (yuan === undefined) return undefined
  const small = worthOf(jiao) * 10 + worthOf(fen)
  return { fen: yuan * FEN_PER_YUAN + small, hasUnit: yuanWord !== undefined || /[万亿]/.test(whole) }
}

function worthOf(character: string | undefined): number {
  return character === undefined ? 0 : DIGITS.indexOf(character)
}

/** Myriads by their last character, so that 「万亿」 is what it says. */
function numberOf(text: string): number | undefined {
  for (const [character, size] of [
    ['亿', 10 ** 8],
    ['万', 10 ** 4],
  ] as const) {
    const at = text.lastIndexOf(character)
    if (at < 0) continue
    const high = numberOf(text.slice(0, at))
    const rest = text.slice(at + 1)
    const low = rest === '' ? 0 : lowPart(rest, size)
    if (high === undefined || high === 0 || low === undefined || low >= size) return undefined
    return high * size + low
  }
  return groupValue(text)
}

/** After a myriad a lone digit may be short for anything: 「三万五」. */
function lowPart(rest: string, size: number): number | undefined {
  if (/^[一二三四五六七八九]$/.test(rest)) return undefined
  const value = numberOf(rest.replace(/^零/, ''))
  const isWhole = value !== undefined && (rest.startsWith('零') || value >= size / 10 || rest.includes('万'))
  return isWhole ? value : undefined
}

function groupValue(text: string): number | undefined {
  if (text === '零') return 0
  const match =
    /^(?:([一二三四五六七八九])千)?(零?)(?:([一二三四五六七八九])百)?(零?)(?:([一二三四五六七八九])?(十))?(零?)([一二三四五六七八九])?$/.exec(
      text,
    )
  if (!match || text === '' || /零$/.test(text)) return undefined
  const [, thousand, , hundred, , ten, tenWord, , one] = match
  // 「一百二」 is 120 to some and 102 to others.
  if (/[百千][一二三四五六七八九]$/.test(text)) return undefined
  const tens = tenWord === undefined ? 0 : ten === undefined ? 1 : worthOf(ten)
  return worthOf(thousand) * 1000 + worthOf(hundred) * 100 + tens * 10 + worthOf(one)
}
