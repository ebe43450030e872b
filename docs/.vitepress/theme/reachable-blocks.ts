/** Blocks of code and tables that are wider than the screen are moved with the keyboard too. */

import type { Router } from 'vitepress'
import { nextTick } from 'vue'

export function reachableBlocks(router: Router): void {
  if (typeof document === 'undefined') return
  router.onAfterPageLoad = () => nextTick(reach)
  addEventListener('resize', reach)
}

function reach(): void {
  for (const block of document.querySelectorAll<HTMLElement>('.vp-doc :is(pre, table)')) {
    if (block.scrollWidth > block.clientWidth) block.tabIndex = 0
    else block.removeAttribute('tabindex')
  }
}
