/** Sends webhooks from a server: by https only, to addresses that are everybody's, and to exactly those that were looked at. */
import { type LookupAddress, lookup } from 'node:dns'
import { type ClientRequest, request as httpRequest, type IncomingMessage } from 'node:http'
import { request as httpsRequest } from 'node:https'
import type { LookupFunction } from 'node:net'
import { promisify } from 'node:util'
import { hostOf, isThisMachine } from './accepted-url.js'
import { isIpAddress, isPublicAddress } from './public-address.js'
import type { SendWebhook } from './sender.js'

const TIMEOUT_MS = 15_000
/** Of an answer, so that who sends one without end is hung up on. */
const MAX_ANSWER_BYTES = 64 * 1024

export interface NodeSenderOptions {
  /** Outside production: `http://localhost` and `http://127.0.0.1`, too. */
  readonly isLocalAccepted?: boolean
  /** All addresses of a name. By default, what the system says. */
  readonly resolve?: (host: string) => Promise<readonly LookupAddress[]>
  /** By default, addresses that are everybody's. */
  readonly isAllowedAddress?: (address: string) => boolean
  /** Certificates to trust instead of the system's, in PEM. */
  readonly ca?: string
  readonly timeoutMs?: number
}

/** An address that nothing is sent to. */
export class AddressRefusedError extends Error {
  override readonly name = 'AddressRefusedError'
}

/**
 * Makes what sends.
 *
 * A name is resolved once, every address that it has must be allowed, and the connection is made to one of them and no
 * other: a name that means something else a moment later gains nothing (DNS rebinding).
 */
export function createNodeSender(options: NodeSenderOptions = {}): SendWebhook {
  const { isLocalAccepted = false, resolve = resolveAll, timeoutMs = TIMEOUT_MS } = options
  const { isAllowedAddress = isPublicAddress, ca } = options

  async function addressesOf(url: URL): Promise<readonly LookupAddress[]> {
    const host = hostOf(url)
    const isLocal = isLocalAccepted && isThisMachine(url)
    if (url.protocol !== 'https:' && !(isLocal && url.protocol === 'http:'))
      throw new AddressRefusedError('Webhooks are sent by https.')
    const addresses = isIpAddress(host)
      ? [{ address: host, family: host.includes(':') ? 6 : 4 }]
      : await resolve(host)
    const isAllowed = addresses.length > 0 && addresses.every(({ address }) => isAllowedAddress(address))
    if (!isLocal && !isAllowed) throw new AddressRefusedError('This address is not reached from everywhere.')
    return addresses
  }

  return async request => {
    const url = new URL(request.url)
    const body = new Uint8Array(await request.arrayBuffer())
    const deadline = AbortSignal.timeout(timeoutMs)
    const addresses = await before(deadline, addressesOf(url))
    const send = url.protocol === 'https:' ? httpsRequest : httpRequest
    return new Promise((settle, fail) => {
      const outgoing: ClientRequest = send(url, {
        method: request.method,
        headers: { ...Object.fromEntries(request.headers), 'content-length': String(body.length) },
        // No connection is kept: one to an address of yesterday would be used unseen.
        agent: false,
        lookup: onlyTo(addresses),
        signal: deadline,
        ...(ca !== undefined && { ca }),
      })
      outgoing.once('error', fail)
      outgoing.once('response', answer => {
        settle({ status: answer.statusCode ?? 0 })
        drain(answer)
      })
      outgoing.end(body)
    })
  }
}

const lookupAll = promisify(lookup)

async function resolveAll(host: string): Promise<readonly LookupAddress[]> {
  return lookupAll(host, { all: true })
}

/** A resolver that knows nothing but what was looked at. */
function onlyTo(addresses: readonly LookupAddress[]): LookupFunction {
  return (_host, { all }, answer) => {
    const [first] = addresses
    if (all) answer(null, [...addresses])
    else answer(null, first?.address ?? '', first?.family)
  }
}

/** Hears the answer out as far as it is short, so that its sender meets no closed door; what fails now fails nobody. */
function drain(answer: IncomingMessage): void {
  let bytes = 0
  answer.on('error', () => {})
  answer.on('data', (chunk: Uint8Array) => {
    bytes += chunk.length
    if (bytes > MAX_ANSWER_BYTES) answer.destroy()
  })
}

/** Resolvers know no signals. */
async function before<Result>(deadline: AbortSignal, work: Promise<Result>): Promise<Result> {
  const late = new Promise<never>((_, fail) => {
    deadline.addEventListener('abort', () => fail(deadline.reason), { once: true })
  })
  return Promise.race([work, late])
}
