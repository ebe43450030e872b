/** Which of the squares in one picture is meant. */

/** A link or text of this scheme by its looks; whether it is one is for the verifier to say. */
export function looksLikeOurs(text: string): boolean {
  return /^(https?:\/\/[^/]+\/q[/#])?[0-9]{151,}$/i.test(text) || /^ey[\w-]+\.[\w-]+\.[\w-]+~/.test(text)
}

/**
 * The text to verify: the one of our scheme, else the first there is. Two different ones of our scheme are `several`,
 * since nobody could tell which of them the result is about.
 */
export function chooseCode(texts: readonly string[]): { text: string } | 'none' | 'several' {
  const ours = new Set(texts.filter(looksLikeOurs))
  if (ours.size > 1) return 'several'
  const [text] = [...ours, ...texts]
  return text === undefined ? 'none' : { text }
}
