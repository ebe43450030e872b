/** Which answer a request gets. */
import type { IncomingMessage } from 'node:http'
import { QiyemaError } from '@qiyema/core/sign'
import { type Answer, FOR_EVERYONE, json, problem } from './answer.ts'
import { readHolderJwk } from './body.ts'
import type { SampleIssuer } from './sample/issuer.ts'

type Route = (request: IncomingMessage) => Answer | Promise<Answer>

const LINK_PATH = /^\/[Qq]\/([1-9][0-9]{0,700})$/

/** Gives the answer to every request: pages and their files, the issuer's lists, and the sheet's codes. */
export function makeRouter(files: ReadonlyMap<string, Answer>, issuer: SampleIssuer): Route {
  const reading: Readonly<Record<string, () => Answer | Promise<Answer>>> = {
    // What a verifier of this page pins: where the trust list is, and who signs it.
    '/config.json': () => json({ trustList: '/.well-known/trust-list', root: issuer.rootJwk }),
    '/sample/root.json': () => json(issuer.rootJwk),
    '/sample/codes.json': () => json(issuer.codes),
    '/.well-known/trust-list': async () => token(await issuer.trustList()),
    '/status/0': async () => token(await issuer.statusList()),
    // So a verifier knows that list 0 was the last. A 404 would do, but browsers write an error into their console.
    '/status/1': () => ({ status: 204, type: 'application/jwt', body: '', headers: FOR_EVERYONE }),
  }
  const posting: Readonly<Record<string, Route>> = {
    '/sample/short-lived': async () => uncached(json(await issuer.signShortLived())),
    '/sample/holder-bound': request => answerHolderBound(request, issuer),
  }
  return request => {
    const [path = '/'] = (request.url ?? '/').split('?')
    const { method } = request
    if (path in posting) {
      return method === 'POST' ? (posting[path]?.(request) ?? notFound()) : notAllowed('POST')
    }
    const answer = files.get(path) ?? reading[path]?.() ?? redirectOf(path)
    if (!answer) return notFound()
    return method === 'GET' || method === 'HEAD' ? answer : notAllowed('GET, HEAD')
  }
}

/** A code opened as a link is verified in the page: what stands in a fragment is never sent to a server. */
function redirectOf(path: string): Answer | undefined {
  const [, digits] = LINK_PATH.exec(path) ?? []
  if (!digits) return undefined
  const headers = { location: `/#${digits}` }
  return { status: 302, type: 'text/plain; charset=utf-8', body: '', cache: 'no-store', headers }
}

async function answerHolderBound(request: IncomingMessage, issuer: SampleIssuer): Promise<Answer> {
  const refusal = problem(400, 'Send the public P-256 key as a JWK: kty, crv, x and y, as application/json.')
  const holder = await readHolderJwk(request)
  if (!holder) return refusal
  try {
    return uncached(json(await issuer.signHolderBound(holder)))
  } catch (error) {
    if (error instanceof QiyemaError && error.code === 'ERR_HOLDER') return refusal
    throw error
  }
}

function token(jwt: string): Answer {
  return { status: 200, type: 'application/jwt', body: jwt, headers: FOR_EVERYONE }
}

function uncached(answer: Answer): Answer {
  return { ...answer, cache: 'no-store' }
}

function notFound(): Answer {
  return problem(404, 'There is nothing at this address.')
}

function notAllowed(allow: string): Answer {
  return problem(405, `Only ${allow} here.`, { allow })
}
