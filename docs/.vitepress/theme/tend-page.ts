/** What the default theme leaves out for those who use no mouse or no screen. */

/** To be called whenever another page is shown, or the window changes. */
export function tendPage(): void {
  // Blocks of code and tables that are wider than the screen are moved with the keyboard, too.
  for (const block of document.querySelectorAll<HTMLElement>('.vp-doc :is(pre, table)')) {
    if (block.scrollWidth > block.clientWidth) block.tabIndex = 0
    else block.removeAttribute('tabindex')
  }
  // The first page has no other `main`.
  document.querySelector('.VPContent.is-home')?.setAttribute('role', 'main')
}
