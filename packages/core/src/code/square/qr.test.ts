/** Squares: three segments, a level for each use, as small as promised, and drawn right as SVG, PNG and data URL. */
import { beforeAll, describe, expect, test } from 'vitest'
import { readPng } from '../../../test/picture.js'
import { AT, errorWith, openDesk, request, type SigningDesk } from '../../../test/signing-desk.js'
import { readSegments } from '../../../test/square-bits.js'
import { generateHolderKey } from '../sign/holder-key.js'
import { presentCode } from '../sign/present.js'
import { signCode } from '../sign/sign.js'
import { createSquare, renderDataUrl, renderPng, renderSvg, type Square, type SquareUse } from './qr.js'

/** A code as long as its template makes it; the digits themselves do not matter here. */
const PLAIN = `https://QYM.EXAMPLE/Q/1${'0123456789'.repeat(21).slice(0, 206)}`

let desk: SigningDesk
beforeAll(async () => {
  desk = await openDesk()
})

describe('a square', () => {
  test('has the scheme as bytes, host and path as capitals, and the digits as digits', () => {
    const square = createSquare(PLAIN, 'screen')
    expect(readSegments(square.isDark)).toEqual([
      ['byte', 'https'],
      ['alphanumeric', '://QYM.EXAMPLE/Q/'],
      ['numeric', PLAIN.slice(22)],
    ])
  })

  test('is for print unless told otherwise', () => {
    expect(createSquare(PLAIN)).toMatchObject({ use: 'print', level: 'M', link: PLAIN, quietZone: 4 })
  })

  test.each([
    ['screen', 'L', 5, 37, 16],
    ['print', 'M', 6, 41, 20],
    ['outdoor', 'Q', 8, 49, 57],
  ] as const)(
    'of a plain code for %s is %s, version %i, %i modules, %i mm',
    async (use, level, version, modules, mm) => {
      const { link } = await signCode(request({}), desk.key)
      expect(createSquare(link, use)).toMatchObject({
        link,
        use,
        level,
        version,
        modules,
        minimumMillimetres: mm,
      })
    },
  )

  test('of a code with a name of 14 characters is version 8 in print', async () => {
    const { link } = await signCode(request({ name: '杭州市余杭区示例科技有限公司' }), desk.key)
    expect(createSquare(link, 'print')).toMatchObject({ version: 8, modules: 49 })
  })

  test('of a presented code is version 10 in print', async () => {
    const holder = await generateHolderKey()
    const code = await signCode(request({ holder: holder.publicJwk }), desk.key)
    const { link } = await presentCode(code, holder, { at: AT })
    expect(createSquare(link, 'print')).toMatchObject({ version: 10, modules: 57 })
  })

  test('is the same for the same link, and another for another', () => {
    expect(pathOf(createSquare(PLAIN))).toBe(pathOf(createSquare(PLAIN)))
    expect(pathOf(createSquare(PLAIN))).not.toBe(pathOf(createSquare(`${PLAIN.slice(0, -1)}7`)))
  })

  test.each(['http://LOCALHOST:8080/Q/123', 'http://127.0.0.1:80/Q/123', 'https://A-B.EXAMPLE:8443/Q/123'])(
    'can be made of %s',
    link => {
      expect(createSquare(link)).toMatchObject({ link })
    },
  )

  test('has room for the longest code at every level, with a long host too', () => {
    const longest = `https://${'A'.repeat(60)}.EXAMPLE/Q/${'9'.repeat(701)}`
    for (const use of ['screen', 'print', 'outdoor'] as const)
      expect(createSquare(longest, use)).toMatchObject({ use })
  })

  test.each<[string, unknown]>([
    ['an empty text', ''],
    ['bare digits', PLAIN.slice(22)],
    ['a host in lower case', PLAIN.replace('QYM.EXAMPLE', 'qym.example')],
    ['a scheme in capitals', PLAIN.replace('https', 'HTTPS')],
    ['another path', PLAIN.replace('/Q/', '/X/')],
    ['the path of a browser', PLAIN.replace('/Q/', '/Q#')],
    ['no digits', 'https://QYM.EXAMPLE/Q/'],
    ['a letter among the digits', `${PLAIN}A`],
    ['full-width digits', 'https://QYM.EXAMPLE/Q/１２３'],
    ['a query', `${PLAIN}?a=1`],
    ['a space before it', ` ${PLAIN}`],
    ['a line break after it', `${PLAIN}\n`],
    ['a user before the host', PLAIN.replace('://', '://A@')],
    ['a credential', 'eyJhbGciOiJFUzI1NiJ9.e30.AA~'],
    ['no text', 12],
    ['nothing', undefined],
    ['more digits than any square has room for', `https://QYM.EXAMPLE/Q/${'1'.repeat(8000)}`],
  ])('cannot be made of %s', (_, link) => {
    expect(() => createSquare(link as string)).toThrow(errorWith('ERR_SQUARE'))
  })

  test.each(['Print', '', 'M', null])('cannot be made for the use %j', use => {
    expect(() => createSquare(PLAIN, use as SquareUse)).toThrow(errorWith('ERR_SQUARE'))
  })

  test('cannot be made for a use that is only a word every object knows', () => {
    expect(() => createSquare(PLAIN, 'constructor' as SquareUse)).toThrow(errorWith('ERR_SQUARE'))
  })
})

describe('an SVG', () => {
  test('has a quiet zone of 4, and dark modules where the square has them', () => {
    for (const use of ['screen', 'print', 'outdoor'] as const) {
      const square = createSquare(PLAIN, use)
      const svg = renderSvg(square)
      const side = square.modules + 8
      expect(svg).toContain(`viewBox="0 0 ${side} ${side}"`)
      expect(svg).toContain(`width="${square.minimumMillimetres}mm" height="${square.minimumMillimetres}mm"`)
      expect(svg).toContain(`M0 0h${side}v${side}H0z`)
      const dark = new Set<string>()
      for (const [, x, y, run] of pathOf(square).matchAll(/M(\d+) (\d+)h(\d+)v1h-\3z/g))
        for (let step = 0; step < Number(run); step++) dark.add(`${Number(y) - 4} ${Number(x) - 4 + step}`)
      expect(dark).toEqual(darkModules(square))
    }
  })

  test('says what it is to who cannot see it, and no text in it becomes markup', () => {
    const square = createSquare(PLAIN)
    expect(renderSvg(square)).toContain('<title>Enterprise Code</title>')
    const title = `</title><script>alert("&'")</script>`
    const svg = renderSvg(square, { title })
    expect(svg).toContain(
      '<title>&lt;/title&gt;&lt;script&gt;alert(&quot;&amp;&apos;&quot;)&lt;/script&gt;</title>',
    )
    expect(svg.match(/<(?!\/)/g)).toHaveLength(4)
  })
})

describe('a PNG', () => {
  test.each([1, 3, 8])('of %i pixels a module has a quiet zone of 4 and every module whole', async scale => {
    const square = createSquare(PLAIN, 'screen')
    const { width, height, pixels } = readPng(await renderPng(square, { scale }))
    expect([width, height]).toEqual([45 * scale, 45 * scale])
    const dark = darkModules(square)
    const wrong = pixels.filter((grey, position) => {
      const row = Math.floor(position / width / scale) - 4
      const column = Math.floor((position % width) / scale) - 4
      return grey !== (dark.has(`${row} ${column}`) ? 0 : 255)
    })
    expect(wrong).toHaveLength(0)
  })

  test('has 8 pixels a module unless told otherwise, and at most 64', async () => {
    const square = createSquare(PLAIN, 'screen')
    expect(readPng(await renderPng(square)).width).toBe(45 * 8)
    expect(readPng(await renderPng(square, { scale: 64 })).width).toBe(45 * 64)
  })

  test.each([0, -1, 65, 1.5, Number.NaN, '8'])('cannot have %s pixels a module', async scale => {
    const square = createSquare(PLAIN)
    await expect(renderPng(square, { scale: scale as number })).rejects.toThrow(errorWith('ERR_SQUARE'))
    await expect(renderDataUrl(square, { scale: scale as number })).rejects.toThrow(errorWith('ERR_SQUARE'))
  })

  test('is the same in a data URL', async () => {
    const square = createSquare(PLAIN)
    const [head, body = ''] = (await renderDataUrl(square, { scale: 2 })).split(',')
    expect(head).toBe('data:image/png;base64')
    expect(Buffer.from(body, 'base64')).toEqual(Buffer.from(await renderPng(square, { scale: 2 })))
  })
})

function darkModules({ modules, isDark }: Square): Set<string> {
  const dark = new Set<string>()
  for (let row = 0; row < modules; row++)
    for (let column = 0; column < modules; column++) if (isDark(row, column)) dark.add(`${row} ${column}`)
  return dark
}

/** The path of the dark modules. */
function pathOf(square: Square): string {
  return /<path d="([^"]*)"/.exec(renderSvg(square))?.[1] ?? ''
}
