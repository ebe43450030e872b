/** Which text is meant: of several squares in one picture, and of what people paste. */

/** A link, digits or text of this scheme, by its looks. */
export function looksLikeOurs(text: string): boolean {
  return /^(https?:\/\/[^/\s]+\/q[/#])?[0-9]{151,}$/i.test(text) || /^ey[\w-]+\.[\w-]+\.[\w-]+~/.test(text)
}

/**
 * The text to check: the one of our scheme, else the first there is. Two different ones of our scheme are `several`, since
 * nobody could tell which of them a verdict is about.
 */
export function chooseText(texts: readonly string[]): { readonly text: string } | 'none' | 'several' {
  const ours = new Set(texts.filter(looksLikeOurs))
  if (ours.size > 1) return 'several'
  const [text] = [...ours, ...texts]
  return text === undefined ? 'none' : { text }
}

/** Without the blanks and line ends that copying leaves: none of a code's three forms has any. */
export function tidied(text: string): string {
  const trimmed = text.trim()
  const joined = trimmed.replace(/\s+/g, '')
  return /^(https?:\/\/|[0-9]+$|ey[\w-]+\.)/i.test(joined) ? joined : trimmed
}
