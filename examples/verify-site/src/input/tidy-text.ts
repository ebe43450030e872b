/** Text as people paste it, made into text as the verifier takes it. */

/** Without the spaces and line breaks that copying leaves around and within: none of a code's three forms has any. */
export function tidyText(text: string): string {
  const trimmed = text.trim()
  const joined = trimmed.replace(/\s+/g, '')
  return /^(https?:\/\/|[0-9]+$|ey[\w-]+\.)/i.test(joined) ? joined : trimmed
}

/** The text after `#` in the page's address; undefined when there is none, or when it names a part of the page. */
export function textInFragment(): string | undefined {
  const fragment = location.hash.slice(1)
  if (!fragment || document.getElementById(fragment)) return undefined
  try {
    return decodeURIComponent(fragment)
  } catch {
    return fragment
  }
}
