/** Which addresses a partner may register: what can be told before a name is resolved. The sender looks at the rest. */
import { isIpAddress, isPublicAddress } from './public-address.js'

/** Names that mean this machine or the next, by RFC 6761, 6762, 8375 and ICANN's reservation. */
const LOCAL_NAMES = ['localhost', 'local', 'internal', 'home.arpa', 'invalid', 'test']

/**
 * True for an https address that is not plainly somebody's own network.
 *
 * @param isLocalAccepted - outside production: http to this machine, too
 */
export function isAcceptedUrl(
  text: string,
  { isLocalAccepted }: { readonly isLocalAccepted: boolean },
): boolean {
  const url = new URL(text)
  if (isLocalAccepted && isThisMachine(url)) return true
  if (url.protocol !== 'https:') return false
  const host = hostOf(url)
  if (isIpAddress(host)) return isPublicAddress(host)
  return host.includes('.') && !LOCAL_NAMES.some(name => host === name || host.endsWith(`.${name}`))
}

/** `localhost` or `127.0.0.1`, which is where things are tried out. */
export function isThisMachine({ hostname }: URL): boolean {
  return hostname === 'localhost' || hostname === '127.0.0.1'
}

/** The host without the brackets of IPv6 and the dot that may end a name. */
export function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[(.*)\]$/, '$1').replace(/\.$/, '')
}
