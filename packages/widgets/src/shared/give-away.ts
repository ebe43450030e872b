/** Ways in which a card or a picture leaves the page: a file, the system's own share sheet, or the clipboard. */

/** Offers a file to be kept. Web views that know no downloads do nothing at all, so tell the person of another way. */
export function downloadFile(content: Blob, name: string): void {
  const address = URL.createObjectURL(content)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  // Safari begins a download only after this task.
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}

/** How sharing went. `closed`: the person has thought better of it, and nothing more is to be said. */
export type Shared = 'shared' | 'copied' | 'closed' | 'failed'

/** By the system's share sheet where there is one, else the link in the clipboard. */
export async function shareLink(share: {
  readonly title: string
  readonly text: string
  readonly url: string
}): Promise<Shared> {
  if (typeof navigator.share === 'function') {
    try {
      await navigator.share(share)
      return 'shared'
    } catch (error) {
      if (error instanceof DOMException && error.name === 'AbortError') return 'closed'
    }
  }
  return (await copyText(`${share.text}\n${share.url}`)) ? 'copied' : 'failed'
}

export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return false
  }
}
