/** A browser on a page, as far as the network sees it: this program has none, so it says itself where it is. */

export interface Browser {
  /** For `createClient`. A real browser sets `Origin`, and lets no page do so. */
  fetch(request: Request): Promise<Response>
  /** What somebody on the way would have seen. */
  lastRequest(): Request
}

export function createBrowser(origin: string): Browser {
  let last: Request | undefined
  return {
    async fetch(request) {
      const headers = new Headers(request.headers)
      headers.set('origin', origin)
      const sent = new Request(request, { headers })
      last = sent.clone()
      return fetch(sent)
    },
    lastRequest() {
      if (!last) throw new Error('This browser has not asked for anything yet.')
      return last
    },
  }
}
