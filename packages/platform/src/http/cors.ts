/** Which pages may read an answer (Fetch standard, CORS). Cookies take no part: whoever calls proves it in the request. */
import type { Method, Operation } from '@qiyema/core/contract'
import { PlatformProblem } from './problems.js'

/** Headers that a page may send beside the harmless ones. */
const REQUEST_HEADERS =
  'accept-language, authorization, content-type, dpop, idempotency-key, if-match, if-none-match, qiyema-version'
/** Headers that a page may read beside the harmless ones. */
const ANSWER_HEADERS =
  'date, dpop-nonce, etag, idempotency-replayed, qiyema-version, ratelimit, ratelimit-policy, retry-after, www-authenticate, x-request-id'
const PREFLIGHT_SECONDS = '600'

/** Whether any partner has registered this origin. */
export type IsKnownOrigin = (origin: string) => Promise<boolean>

/**
 * The headers of an answer to a page: anyone's for what is public, a registered origin's for what widgets call, nobody's for
 * the rest. That the origin is the session's own is checked where the session is.
 */
export async function corsHeaders(
  operation: Operation,
  origin: string | null,
  isKnown: IsKnownOrigin,
): Promise<Record<string, string>> {
  switch (audienceOf(operation)) {
    case 'all':
      return { 'access-control-allow-origin': '*', 'access-control-expose-headers': ANSWER_HEADERS }
    case 'partners': {
      if (origin === null || !(await isKnown(origin))) return { vary: 'Origin' }
      return {
        vary: 'Origin',
        'access-control-allow-origin': origin,
        'access-control-expose-headers': ANSWER_HEADERS,
      }
    }
    case 'none':
      return {}
  }
}

/**
 * The answer's headers to a preflight for one path: for the one method that was asked about.
 *
 * @throws {PlatformProblem} `method_not_allowed` or `wrong_origin`: the page may not send what it wants to
 */
export async function preflightHeaders(
  operations: ReadonlyMap<Method, Operation>,
  request: Request,
  isKnown: IsKnownOrigin,
): Promise<Record<string, string>> {
  const method = request.headers.get('access-control-request-method')
  const operation = [...operations].find(([known]) => known === method)?.[1]
  if (!operation) throw new PlatformProblem('method_not_allowed')
  const headers = await corsHeaders(operation, request.headers.get('origin'), isKnown)
  if (!('access-control-allow-origin' in headers)) throw new PlatformProblem('wrong_origin')
  const { 'access-control-expose-headers': _, ...allowed } = headers
  return {
    ...allowed,
    'access-control-allow-methods': operation.method,
    'access-control-allow-headers': REQUEST_HEADERS,
    'access-control-max-age': PREFLIGHT_SECONDS,
  }
}

/** What looks at the caller's origin is for partners' pages, even where no token is needed yet. */
function audienceOf({ callers, problems }: Operation): 'all' | 'partners' | 'none' {
  if (callers.includes('anyone') && !problems.includes('wrong_origin')) return 'all'
  return callers.includes('widget') || problems.includes('wrong_origin') ? 'partners' : 'none'
}
