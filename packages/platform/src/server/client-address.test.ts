import { BlockList } from 'node:net'
import { expect, test } from 'vitest'
import { createClientAddress } from './client-address.js'

const proxies = new BlockList()
proxies.addSubnet('10.0.0.0', 8)
proxies.addSubnet('2001:db8::', 32, 'ipv6')
const addressOf = createClientAddress(proxies)

const from = (remoteAddress: string | undefined, forwarded?: string) =>
  addressOf(
    new Request('https://qym.example', { headers: forwarded ? { 'x-forwarded-for': forwarded } : {} }),
    { incoming: { socket: { remoteAddress } } },
  )

test('a caller is who holds the connection, whatever they say of themselves', () => {
  expect(from('192.0.2.1')).toBe('192.0.2.1')
  expect(from('::ffff:192.0.2.1')).toBe('192.0.2.1')
  expect(from('192.0.2.1', '198.51.100.9')).toBe('192.0.2.1')
  expect(from(undefined, '198.51.100.9')).toBe('unknown')
})

test('of what a proxy of ours says, the last that is not ours counts', () => {
  expect(from('10.0.0.1', '198.51.100.9')).toBe('198.51.100.9')
  expect(from('::ffff:10.0.0.1', 'made-up, 203.0.113.5, 198.51.100.9 , 10.0.0.2')).toBe('198.51.100.9')
  expect(from('2001:db8::1', '10.0.0.2')).toBe('10.0.0.2')
})

test('what is no address is not taken for one', () => {
  expect(from('10.0.0.1', 'unknown')).toBe('10.0.0.1')
  expect(from('10.0.0.1', '198.51.100.9, ')).toBe('10.0.0.1')
  expect(from('10.0.0.1')).toBe('10.0.0.1')
})

test('addresses of one IPv6 network count as one, and those of two as two', () => {
  expect(from('2001:da8:1:2:3:4:5:6')).toBe('2001:da8:1:2::/64')
  expect(from('2001:da8:1:2::9')).toBe('2001:da8:1:2::/64')
  expect(from('2001:0DA8:0001:0002::')).toBe('2001:da8:1:2::/64')
  expect(from('2001:da8::9')).toBe('2001:da8:0:0::/64')
  expect(from('::1')).toBe('0:0:0:0::/64')
})
