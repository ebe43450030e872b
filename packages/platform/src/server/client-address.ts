/** Where a request comes from: from whoever holds the connection, or from whom a proxy says that is ours. */
import type { IncomingMessage } from 'node:http'
import { type BlockList, isIP, isIPv6 } from 'node:net'

/** What the Node server hands to the app beside the request. */
interface NodeEnvironment {
  readonly incoming: Pick<IncomingMessage, 'socket'>
}

/**
 * Makes what tells a request's address, for limits to count by. `X-Forwarded-For` is read from its end, where our own proxies
 * write, as far as it is theirs: what stands before that anybody may have made up.
 *
 * Of an IPv6 address the network is given, since whoever has one address has all of its 2^64.
 */
export function createClientAddress(
  trustedProxies: BlockList,
): (request: Request, environment: unknown) => string {
  const isTrusted = (address: string) => trustedProxies.check(address, isIPv6(address) ? 'ipv6' : 'ipv4')
  return (request, environment) => {
    let address = plain((environment as NodeEnvironment).incoming.socket.remoteAddress ?? '')
    const forwarded = request.headers.get('x-forwarded-for')?.split(',') ?? []
    while (isIP(address) !== 0 && isTrusted(address)) {
      const before = forwarded.pop()
      if (before === undefined || isIP(plain(before)) === 0) break
      address = plain(before)
    }
    return isIPv6(address) ? networkOf(address) : address || 'unknown'
  }
}

/** IPv4 as itself, though a socket of both kinds gives it as IPv6. */
function plain(address: string): string {
  return address.trim().replace(/^::ffff:(?=\d+\.)/i, '')
}

/** The first 64 bits, written in full. */
function networkOf(address: string): string {
  const [head = '', tail] = address.split('::')
  const before = head === '' ? [] : head.split(':')
  const after = tail === undefined || tail === '' ? [] : tail.split(':')
  const missing = Array<string>(Math.max(0, 8 - before.length - after.length)).fill('0')
  const groups = [...before, ...(tail === undefined ? [] : missing), ...after]
  return `${groups
    .slice(0, 4)
    .map(group => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`
}
