/** Names each request, so that a problem on a screen and a line in a log can be brought together. */

/** Where an answer names its request. */
export const REQUEST_ID_HEADER = 'x-request-id'

/** A request's name, ours and never the caller's: 122 random bits as a UUID. */
export function newRequestId(): string {
  return crypto.randomUUID()
}
