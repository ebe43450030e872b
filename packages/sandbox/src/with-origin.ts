/** Requests as they come from a page. */

/**
 * The request with the origin of the page that it comes from.
 *
 * A browser adds the header after everything that a page can see, and lets no page set it; so it is put before the request
 * itself, where the platform reads it.
 */
export function withOrigin(request: Request, origin: string): Request {
  const headers = new Headers(request.headers)
  headers.set('origin', origin)
  return Object.defineProperty(new Request(request), 'headers', { value: headers })
}
