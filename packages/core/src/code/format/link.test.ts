/** The link around the digits: every form that is read, everything that only looks like one, and how it is written. */
import { describe, expect, test } from 'vitest'
import { isIssuerOrigin, isSafeUrl, linkSegments, parseLink, writeLink } from './link.js'

const DIGITS = `1${'0123456789'.repeat(20)}`

describe('a link is read', () => {
  test.each([
    ['as it is printed', 'https://QYM.EXAMPLE/Q/', 'qym.example'],
    ['in lower case', 'https://qym.example/q/', 'qym.example'],
    ['in upper case', 'HTTPS://QYM.EXAMPLE/Q/', 'qym.example'],
    ['in mixed case', 'hTtPs://qYm.ExAmPlE/q/', 'qym.example'],
    ['with a fragment', 'https://QYM.EXAMPLE/Q#', 'qym.example'],
    ['with a fragment in lower case', 'https://qym.example/q#', 'qym.example'],
    ['with a port', 'https://QYM.EXAMPLE:8443/Q/', 'qym.example:8443'],
    ['with the port that is the default one, which stays', 'https://QYM.EXAMPLE:443/Q/', 'qym.example:443'],
    ['of a host with hyphens and digits', 'https://A-1.XN--FIQS8S/Q/', 'a-1.xn--fiqs8s'],
    ['of an address in numbers', 'https://192.0.2.1/Q/', '192.0.2.1'],
    ['in plain http on this machine', 'http://localhost/q/', 'localhost'],
    ['in plain http on this machine, by number', 'HTTP://127.0.0.1/Q/', '127.0.0.1'],
    ['in plain http on a port of this machine', 'http://LOCALHOST:8080/Q#', 'localhost:8080'],
  ])('%s', (_, before, host) => {
    expect(parseLink(before + DIGITS)).toEqual({ host, digits: DIGITS })
  })

  test('from its digits alone, without a host', () => {
    expect(parseLink(DIGITS)).toEqual({ digits: DIGITS })
  })

  test('however many digits there are: those are for others to judge', () => {
    expect(parseLink('https://qym.example/q/0')).toEqual({ host: 'qym.example', digits: '0' })
    expect(parseLink('0')).toEqual({ digits: '0' })
  })
})

describe('a link is refused', () => {
  test.each([
    ['nothing', ''],
    ['a space', ' '],
    ['no digits', 'https://QYM.EXAMPLE/Q/'],
    ['no host', `https:///Q/${DIGITS}`],
    ['no scheme', `QYM.EXAMPLE/Q/${DIGITS}`],
    ['a scheme without its name', `//QYM.EXAMPLE/Q/${DIGITS}`],
    ['one slash', `https:/QYM.EXAMPLE/Q/${DIGITS}`],
    ['backslashes', `https:\\\\QYM.EXAMPLE\\Q\\${DIGITS}`],
    ['another scheme', `ftp://QYM.EXAMPLE/Q/${DIGITS}`],
    ['a scheme that begins like it', `httpsx://QYM.EXAMPLE/Q/${DIGITS}`],
    ['a script', `javascript://QYM.EXAMPLE/Q/${DIGITS}`],
    ['a space before', ` https://QYM.EXAMPLE/Q/${DIGITS}`],
    ['a space behind', `https://QYM.EXAMPLE/Q/${DIGITS} `],
    ['a line end behind', `https://QYM.EXAMPLE/Q/${DIGITS}\n`],
    ['a line end behind bare digits', `${DIGITS}\n`],
    ['a space before bare digits', ` ${DIGITS}`],
    ['a NUL behind', `https://QYM.EXAMPLE/Q/${DIGITS}\0`],
    ['a space in the digits', `https://QYM.EXAMPLE/Q/12 ${DIGITS}`],
    ['a tab in the host, which browsers drop', `https://QYM.\tEXAMPLE/Q/${DIGITS}`],
    ['a byte order mark before', `\ufeffhttps://QYM.EXAMPLE/Q/${DIGITS}`],
    ['text before', `see https://QYM.EXAMPLE/Q/${DIGITS}`],
    ['another line before', `x\nhttps://QYM.EXAMPLE/Q/${DIGITS}`],
    ['a full stop behind', `https://QYM.EXAMPLE/Q/${DIGITS}.`],
    ['a slash behind', `https://QYM.EXAMPLE/Q/${DIGITS}/`],
    ['a path behind', `https://QYM.EXAMPLE/Q/${DIGITS}/x`],
    ['a query', `https://QYM.EXAMPLE/Q/${DIGITS}?a=1`],
    ['an empty query', `https://QYM.EXAMPLE/Q/${DIGITS}?`],
    ['a fragment behind', `https://QYM.EXAMPLE/Q/${DIGITS}#a`],
    ['a query before the fragment', `https://QYM.EXAMPLE/Q?a#${DIGITS}`],
    ['a slash before the fragment', `https://QYM.EXAMPLE/Q/#${DIGITS}`],
    ['another path', `https://QYM.EXAMPLE/P/${DIGITS}`],
    ['a longer path', `https://QYM.EXAMPLE/A/Q/${DIGITS}`],
    ['a doubled slash', `https://QYM.EXAMPLE//Q/${DIGITS}`],
    ['dots in the path', `https://QYM.EXAMPLE/../Q/${DIGITS}`],
    ['user information', `https://QYM.EXAMPLE@EVIL.EXAMPLE/Q/${DIGITS}`],
    ['a user with a password', `https://a:b@QYM.EXAMPLE/Q/${DIGITS}`],
    ['a port of six digits', `https://QYM.EXAMPLE:123456/Q/${DIGITS}`],
    ['a port without digits', `https://QYM.EXAMPLE:/Q/${DIGITS}`],
    ['two ports', `https://QYM.EXAMPLE:1:2/Q/${DIGITS}`],
    ['an address in brackets', `https://[::1]/Q/${DIGITS}`],
    ['an underscore in the host', `https://QYM_EXAMPLE/Q/${DIGITS}`],
    ['a percent in the host', `https://QYM%2EEXAMPLE/Q/${DIGITS}`],
    ['a percent in the path', `https://QYM.EXAMPLE/%51/${DIGITS}`],
    ['digits behind percents', 'https://QYM.EXAMPLE/Q/%31%32%33'],
    ['an ideographic full stop in the host', `https://QYM\u3002EXAMPLE/Q/${DIGITS}`],
    ['a letter of another script in the host', `https://QYM.EX\u0410MPLE/Q/${DIGITS}`],
    ['a full-width letter in the host', `https://\uff31YM.EXAMPLE/Q/${DIGITS}`],
    ['a Kelvin sign in the host, whose small letter is k', `https://\u212aYM.EXAMPLE/Q/${DIGITS}`],
    ['a long s in the scheme, whose capital is S', `http\u017f://QYM.EXAMPLE/Q/${DIGITS}`],
    ['a letter without a case in the path', `https://QYM.EXAMPLE/\u01ea/${DIGITS}`],
    ['full-width digits', `https://QYM.EXAMPLE/Q/1${'\uff12'.repeat(200)}`],
    ['Arabic digits', '\u0661'.repeat(207)],
    ['mathematical digits', '\u{1d7cf}'.repeat(207)],
    ['a sign', `+${DIGITS}`],
    ['a minus sign', `-${DIGITS}`],
    ['hexadecimal digits', `0x${DIGITS}`],
    ['an exponent', `https://QYM.EXAMPLE/Q/1e206`],
    ['separators between digits', `https://QYM.EXAMPLE/Q/1_000`],
    ['a host of 254 characters', `https://${'A'.repeat(254)}/Q/${DIGITS}`],
    ['plain http elsewhere', `http://QYM.EXAMPLE/Q/${DIGITS}`],
    ['plain http on a host that begins like this machine', `http://localhost.example/Q/${DIGITS}`],
    ['plain http on a host that ends like this machine', `http://example.localhost/Q/${DIGITS}`],
    ['plain http on another number of this machine', `http://127.0.0.2/Q/${DIGITS}`],
    ['plain http on a number that begins like this machine', `http://127.0.0.11/Q/${DIGITS}`],
    ['two links', `https://QYM.EXAMPLE/Q/${DIGITS} https://QYM.EXAMPLE/Q/${DIGITS}`],
  ])('with %s', (_, text) => {
    expect(parseLink(text)).toMatchObject({ refusal: 'malformed' })
  })
})

describe('a link is written', () => {
  test.each([
    ['https://qym.example', 'https://QYM.EXAMPLE/Q/'],
    ['https://qym.example:8443', 'https://QYM.EXAMPLE:8443/Q/'],
    ['http://localhost:3000', 'http://LOCALHOST:3000/Q/'],
    ['https://xn--fiqs8s.example', 'https://XN--FIQS8S.EXAMPLE/Q/'],
  ])('of %s as %s', (iss, before) => {
    const link = writeLink(iss, DIGITS)
    expect(link).toBe(before + DIGITS)
    expect(parseLink(link)).toEqual({ host: new URL(iss).host, digits: DIGITS })
    const segments = linkSegments(link)
    expect(segments).toEqual({
      scheme: new URL(iss).protocol.slice(0, -1),
      path: before.replace(/^https?/, ''),
      digits: DIGITS,
    })
  })

  test.each([
    ['a scheme in upper case', `HTTPS://QYM.EXAMPLE/Q/${DIGITS}`],
    ['a host in lower case, which has no place in its segment', `https://qym.example/Q/${DIGITS}`],
    ['a path in lower case', `https://QYM.EXAMPLE/q/${DIGITS}`],
    ['a fragment', `https://QYM.EXAMPLE/Q#${DIGITS}`],
    ['digits alone', DIGITS],
    ['no digits', 'https://QYM.EXAMPLE/Q/'],
    ['text behind', `https://QYM.EXAMPLE/Q/${DIGITS}\n`],
  ])('never with %s, and such a one has no segments', (_, text) => {
    expect(linkSegments(text)).toBeUndefined()
  })
})

describe('an address of an issuer', () => {
  const origins = [
    'https://qym.example',
    'https://qym.example:8443',
    'https://xn--fiqs8s.example',
    'http://localhost',
    'http://localhost:3000',
    'http://127.0.0.1:3000',
  ]
  const urls = ['https://qym.example/', 'https://qym.example/status', 'https://qym.example/a/b/0']

  test.each(origins)('may be %s, origin and URL', url => {
    expect(isIssuerOrigin(url)).toBe(true)
    expect(isSafeUrl(url)).toBe(true)
  })

  test.each(urls)('may be %s, a URL that is no origin', url => {
    expect(isIssuerOrigin(url)).toBe(false)
    expect(isSafeUrl(url)).toBe(true)
  })

  test.each([
    'http://qym.example',
    'http://localhost.example',
    'https://user@qym.example',
    'https://user:password@qym.example/status',
    'https://qym.example/status?list=0',
    'https://qym.example/status?',
    'https://qym.example/status#0',
    'https://qym.example/status#',
    'https://QYM.example',
    'https://qym.example:443',
    'https://qym.example/a/../status',
    'https://qym.example/状态',
    'https://企业码.example',
    ' https://qym.example',
    'https://qym.example\n',
    'https:qym.example',
    'https:\\\\qym.example',
    'ftp://qym.example',
    'javascript:alert(1)',
    'data:text/plain,https://qym.example',
    'blob:https://qym.example/0',
    '//qym.example',
    'qym.example',
    '/status',
    '',
    'null',
    undefined,
    null,
    1,
    new URL('https://qym.example'),
    ['https://qym.example'],
  ])('may not be %j', value => {
    expect(isIssuerOrigin(value)).toBe(false)
    expect(isSafeUrl(value)).toBe(false)
  })
})
