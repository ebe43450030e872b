/**
 * Which addresses of the network are everybody's. Only there are webhooks sent, or a partner could have the platform call on
 * what stands beside it (server-side request forgery).
 */

/** Not for everybody, by the registries of special addresses (RFC 6890 and after). */
const SPECIAL_IPV4 = [
  '0.0.0.0/8', // this network
  '10.0.0.0/8', // private
  '100.64.0.0/10', // carriers' translation
  '127.0.0.0/8', // this machine
  '169.254.0.0/16', // link-local, and clouds' metadata
  '172.16.0.0/12', // private
  '192.0.0.0/24', // protocols
  '192.0.2.0/24', // documentation
  '192.88.99.0/24', // relays to IPv6
  '192.168.0.0/16', // private
  '198.18.0.0/15', // benchmarks
  '198.51.100.0/24', // documentation
  '203.0.113.0/24', // documentation
  '224.0.0.0/4', // multicast
  '240.0.0.0/4', // reserved, and broadcast
]

/** Everything that was given out lies here; what maps, translates or tunnels IPv4 does not, or is taken out below. */
const GLOBAL_IPV6 = '2000::/3'
const SPECIAL_IPV6 = [
  '2001::/23', // protocols, Teredo's tunnels among them
  '2001:db8::/32', // documentation
  '2002::/16', // 6to4's tunnels
  '3fff::/20', // documentation
]

/** True for an IPv4 or IPv6 address that anybody can be reached at. False for all else, names included. */
export function isPublicAddress(address: string): boolean {
  const ipv4 = readIpv4(address)
  if (ipv4 !== undefined) return !SPECIAL_IPV4.some(block => isInIpv4(ipv4, block))
  const ipv6 = readIpv6(address)
  if (ipv6 === undefined || !isInIpv6(ipv6, GLOBAL_IPV6)) return false
  return !SPECIAL_IPV6.some(block => isInIpv6(ipv6, block))
}

/** True for an address in numbers, of either kind. */
export function isIpAddress(text: string): boolean {
  return readIpv4(text) !== undefined || readIpv6(text) !== undefined
}

function isInIpv4(address: number, block: string): boolean {
  const [start = '', length] = block.split('/')
  const size = 2 ** (32 - Number(length))
  const first = readIpv4(start) ?? Number.NaN
  return address >= first && address < first + size
}

function isInIpv6(address: bigint, block: string): boolean {
  const [start = '', length] = block.split('/')
  const hostBits = BigInt(128 - Number(length))
  return address >> hostBits === (readIpv6(start) ?? -1n) >> hostBits
}

/** Four decimal numbers, as resolvers and `URL` write them. */
function readIpv4(text: string): number | undefined {
  const parts = text.split('.')
  const isIpv4 =
    parts.length === 4 && parts.every(part => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256)
  return isIpv4 ? parts.reduce((number, part) => number * 256 + Number(part), 0) : undefined
}

/** Without a zone: who needs one is next door. */
function readIpv6(text: string): bigint | undefined {
  if (!/^[0-9a-f:.]{2,45}$/i.test(text)) return undefined
  const tail = text.slice(text.lastIndexOf(':') + 1)
  const embedded = readIpv4(tail)
  if (tail.includes('.') && embedded === undefined) return undefined
  const groups =
    embedded === undefined
      ? text
      : `${text.slice(0, -tail.length)}${(embedded >>> 16).toString(16)}:${(embedded & 0xffff).toString(16)}`
  const [before = '', after, ...more] = groups.split('::')
  if (more.length > 0) return undefined
  const head = before === '' ? [] : before.split(':')
  const rest = after === undefined || after === '' ? [] : after.split(':')
  const missing = 8 - head.length - rest.length
  if (after === undefined ? missing !== 0 : missing < 1) return undefined
  const all = [...head, ...Array<string>(missing).fill('0'), ...rest]
  if (!all.every(group => /^[0-9a-f]{1,4}$/i.test(group))) return undefined
  return all.reduce((number, group) => (number << 16n) | BigInt(`0x${group}`), 0n)
}
