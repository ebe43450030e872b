/** Remembers how far something is scrolled, whatever it is that scrolls around it. */

/** @returns a function that scrolls back to where it was */
export function rememberScroll(element: Element): () => void {
  const scroller = scrollerOf(element)
  const { scrollTop } = scroller
  return () => {
    scroller.scrollTop = scrollTop
  }
}

function scrollerOf(element: Element): Element {
  for (let at: Element | null = parentOf(element); at; at = parentOf(at)) {
    const { overflowY } = getComputedStyle(at)
    if (at.scrollHeight > at.clientHeight && /auto|scroll/.test(overflowY)) return at
  }
  return document.scrollingElement ?? document.documentElement
}

/** Through shadow roots and slots. */
function parentOf(element: Element): Element | null {
  if (element.assignedSlot) return element.assignedSlot
  const root = element.parentNode
  return root instanceof ShadowRoot ? root.host : element.parentElement
}
