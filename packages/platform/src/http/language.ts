/** In which of its two languages the platform answers: RFC 9110, section 12.5.4. */

export type Language = 'zh-CN' | 'en'

/** Answers are in Chinese unless another language was asked for. */
const DEFAULT: Language = 'zh-CN'
const MAX_RANGES = 20

/**
 * The language for an `Accept-Language` header: the best of those asked for that there is, and English for somebody who
 * asked for others only.
 *
 * @example
 * ```ts
 * languageOf('en-GB,en;q=0.9,zh;q=0.5') // 'en'
 * ```
 */
export function languageOf(header: string | null | undefined): Language {
  const ranges = (header ?? '').split(',', MAX_RANGES).flatMap(rangeOf)
  if (ranges.length === 0) return DEFAULT
  const best = { 'zh-CN': weightOf('zh', ranges), en: weightOf('en', ranges) }
  if (best['zh-CN'] === 0 && best.en === 0) return 'en'
  return best.en > best['zh-CN'] ? 'en' : 'zh-CN'
}

interface Range {
  readonly primary: string
  readonly weight: number
}

function rangeOf(text: string): Range[] {
  const [, primary, weight = '1'] =
    /^\s*(\*|[A-Za-z]{2,8})(?:-[A-Za-z0-9-]{1,40})?\s*(?:;\s*q=([01](?:\.\d{0,3})?))?\s*$/.exec(text) ?? []
  return primary === undefined
    ? []
    : [{ primary: primary.toLowerCase(), weight: Math.min(1, Number(weight)) }]
}

function weightOf(primary: string, ranges: readonly Range[]): number {
  const own = ranges.filter(range => range.primary === primary)
  const applying = own.length > 0 ? own : ranges.filter(range => range.primary === '*')
  return Math.max(0, ...applying.map(({ weight }) => weight))
}
