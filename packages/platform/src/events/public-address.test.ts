/** Which addresses webhooks go to: everybody's, however the others are written. */
import { describe, expect, test } from 'vitest'
import { isAcceptedUrl } from './accepted-url.js'
import { isIpAddress, isPublicAddress } from './public-address.js'

describe('an address', () => {
  test.each([
    '1.1.1.1',
    '8.8.8.8',
    '100.63.255.255',
    '100.128.0.0',
    '172.15.0.1',
    '172.32.0.1',
    '223.255.255.255',
  ])('%s is everybody’s', address => expect(isPublicAddress(address)).toBe(true))
  test.each(['2400:3200::1', '2606:4700:4700::1111', '2001:4860:4860::8888', '2A00:1450:4001::200e'])(
    '%s is everybody’s',
    address => expect(isPublicAddress(address)).toBe(true),
  )

  test.each([
    ['this network', '0.0.0.0'],
    ['private', '10.255.255.255'],
    ['carriers’', '100.64.0.1'],
    ['carriers’', '100.127.255.255'],
    ['this machine', '127.0.0.1'],
    ['this machine', '127.255.255.254'],
    ['clouds’ metadata', '169.254.169.254'],
    ['private', '172.16.0.1'],
    ['private', '172.31.255.255'],
    ['private', '192.168.1.1'],
    ['protocols’', '192.0.0.8'],
    ['documentation', '192.0.2.1'],
    ['relays’', '192.88.99.1'],
    ['benchmarks’', '198.19.255.255'],
    ['documentation', '203.0.113.9'],
    ['multicast', '224.0.0.1'],
    ['reserved', '240.0.0.1'],
    ['broadcast', '255.255.255.255'],
    ['nowhere', '::'],
    ['this machine', '::1'],
    ['mapped', '::ffff:10.0.0.1'],
    ['mapped', '::ffff:8.8.8.8'],
    ['mapped', '::ffff:7f00:1'],
    ['compatible', '::127.0.0.1'],
    ['translated', '64:ff9b::10.0.0.1'],
    ['translated', '64:ff9b:1::1'],
    ['discarded', '100::1'],
    ['a tunnel', '2001::1'],
    ['documentation', '2001:db8::1'],
    ['a tunnel', '2002:7f00:1::'],
    ['documentation', '3fff::1'],
    ['segments', '5f00::1'],
    ['local', 'fc00::1'],
    ['local', 'fd12:3456::1'],
    ['next door', 'fe80::1'],
    ['next door', 'fe80::1%eth0'],
    ['site-local', 'fec0::1'],
    ['multicast', 'ff02::1'],
  ])('that is %s is not: %s', (_, address) => expect(isPublicAddress(address)).toBe(false))

  test.each([
    '',
    'bank.example',
    '1.1.1',
    '1.1.1.1.1',
    '01.1.1.1',
    '256.1.1.1',
    '1.1.1.-1',
    ':::',
    '1::2::3',
    '2400:3200:::1',
    '2400',
    '2400:1:2:3:4:5:6:7:8',
    '2400::g',
    '2400::1.2.3',
    '12345::',
  ])('is none: %j', text => {
    expect(isIpAddress(text)).toBe(false)
    expect(isPublicAddress(text)).toBe(false)
  })

  test('may have its zeros written out or left out', () => {
    for (const address of ['2400:0:0:0:0:0:0:1', '2400::0:1', '2400:0000::0001', '::2400:1'])
      expect([address, isPublicAddress(address)]).toEqual([address, !address.startsWith('::')])
    expect(isPublicAddress('0:0:0:0:0:ffff:a00:1')).toBe(false)
  })
})

describe('a URL', () => {
  test.each([
    'https://bank.example/',
    'https://bank.example:8443/a/b',
    'https://1.1.1.1/',
    'https://[2400:3200::1]/',
  ])('%s is accepted', url => expect(isAcceptedUrl(url, { isLocalAccepted: false })).toBe(true))

  test.each([
    'http://bank.example/',
    'ftp://bank.example/',
    'https://0177.0.0.1/',
    'https://0x7f000001/',
    'https://127.0.0.1./',
    'https://a.localhost/',
    'https://a.home.arpa/',
    'https://[::ffff:127.0.0.1]/',
  ])('%s is not, also where things are tried out', url => {
    for (const isLocalAccepted of [true, false])
      expect(isAcceptedUrl(url, { isLocalAccepted })).toBe(
        isLocalAccepted && new URL(url).hostname === '127.0.0.1',
      )
  })

  test.each(['http://localhost:4000/', 'http://127.0.0.1:4000/', 'https://localhost/'])(
    '%s is where things are tried out, and only there',
    url => {
      expect(isAcceptedUrl(url, { isLocalAccepted: true })).toBe(true)
      expect(isAcceptedUrl(url, { isLocalAccepted: false })).toBe(false)
    },
  )
})
