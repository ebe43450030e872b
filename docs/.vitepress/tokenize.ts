/** How pages and queries are cut into words, so that Chinese, which has no spaces, is found too. */

/**
 * Cuts a text into words. The site carries the source of this function to the browser: it may use nothing outside of itself.
 *
 * @example
 * ```ts no-run
 * tokenize('离线核验 verify()') // ['离线', '核验', 'verify']
 * ```
 */
export function tokenize(text: string): string[] {
  // Browsers without a segmenter find Chinese by its characters, in words that begin with them.
  if (!('Segmenter' in Intl)) return text.match(/\p{Script=Han}|[\p{L}\p{N}_]+/gu) ?? []
  const words: string[] = []
  for (const { segment, isWordLike } of new Intl.Segmenter('zh-CN', { granularity: 'word' }).segment(text)) {
    if (isWordLike) words.push(segment)
  }
  return words
}
