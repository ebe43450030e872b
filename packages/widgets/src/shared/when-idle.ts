/** Work that can wait until a page has drawn itself, such as loading what is wanted next. */

export function whenIdle(work: () => void): void {
  // Safari has learnt it only lately.
  if (typeof requestIdleCallback === 'function') requestIdleCallback(work, { timeout: 2000 })
  else setTimeout(work, 500)
}
