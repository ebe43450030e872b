import { readFile } from 'node:fs/promises'
import { createSquare, renderPng } from '@qiyema/core/qr'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { caseNamed, photoPath, vectors } from './fixture.js'
import { besides, blank, degraded, encodePng, squarePicture } from './picture.js'
import { emptyWorkshop, mistake, type Workshop } from './workshop.js'

const AT = String(vectors.now)
const printed = caseNamed('valid-c2-ES256-0')

let workshop: Workshop
beforeAll(async () => {
  workshop = await emptyWorkshop()
  await workshop.write('trust.json', JSON.stringify(vectors.trust))
  await workshop.write('trust.jwt', `${vectors.trustJwt}\n`)
  await workshop.write('root.jwk', JSON.stringify(vectors.trustRoot))
  await workshop.write('status-0.jwt', Object.values(vectors.statusLists).join())
})
afterAll(() => workshop.close())

const lists = ['--trust', 'trust.json', '--status-list', 'status-0.jwt', '--at', AT]
const verify = (code: string, ...more: readonly string[]) => workshop.run(['verify', code, ...lists, ...more])

const outcomes = vectors.cases
  .map(({ expect: { outcome } }) => outcome)
  .filter(outcome => typeof outcome === 'string')

describe('qiyema verify', () => {
  test.each([...new Set(outcomes)])('exits 0 for valid only: %s', async outcome => {
    const vector = vectors.cases.find(candidate => candidate.expect.outcome === outcome)
    const input = vector?.text ?? ''
    const at = String(vector?.at)
    const run = await workshop.run(['verify', '-', ...lists, '--at', at, '--json'], { input })
    expect(JSON.parse(run.stdout)).toMatchObject({
      at: vector?.at,
      outcome,
      warnings: [],
      detail: expect.any(String),
    })
    expect(run).toMatchObject({ status: outcome === 'valid' ? 0 : 1, stderr: '' })
  })

  test('gives the whole result as JSON', async () => {
    const result = JSON.parse((await verify(printed.text, '--json')).stdout)
    expect(result).toEqual({
      at: vectors.now,
      outcome: 'valid',
      assurance: 'registered',
      code: {
        uscc: printed.expect.sub,
        name: printed.expect.name,
        issuedAt: expect.any(Number),
        expiresAt: expect.any(Number),
        credential: expect.stringMatching(/~$/),
        issuer: 'https://qym.example',
        kid: 'TK-8QwVu2yk',
        status: {
          uri: 'https://qym.example/status/0',
          index: 34364,
          state: 'valid',
          asOf: expect.any(Number),
          freshness: 'fresh',
        },
      },
      issuer: {
        iss: 'https://qym.example',
        name: { 'zh-CN': '湖州市企业码平台', en: 'Huzhou Enterprise Code Platform' },
      },
      warnings: [],
      detail: 'everything held',
    })
  })

  test('tells people in English or in Chinese, by --lang or by the locale', async () => {
    const english = await verify(printed.text)
    expect(english.stdout).toContain('✓ Valid\n')
    expect(english.stdout).toContain('issuer        Huzhou Enterprise Code Platform (https://qym.example)')
    expect(english.stdout).toMatch(/issued {8}2026-07-19T\d\d:\d\d:00\+08:00 \(\d months ago\)/)
    const chinese = await verify(printed.text, '--lang', 'zh-CN')
    expect(chinese.stdout).toContain('✓ 有效\n')
    expect(chinese.stdout).toContain('签发方            湖州市企业码平台 (https://qym.example)')
    const byLocale = await workshop.run(['verify', printed.text, ...lists], { env: { LANG: 'zh_CN.UTF-8' } })
    expect(byLocale.stdout).toBe(chinese.stdout)
    const unconfirmed = await verify(caseNamed('unconfirmed-no-list-0').text)
    expect(unconfirmed.stdout).toContain('? Could not be checked\n')
  })

  test('believes a signed trust list under its root key only', async () => {
    const more = ['--status-list', 'status-0.jwt', '--at', AT, '--trust']
    const run = (...args: readonly string[]) => workshop.run(['verify', printed.text, ...more, ...args])
    expect(await run('trust.jwt', '--root', 'root.jwk')).toMatchObject({ status: 0 })
    expect(await run('trust.jwt')).toMatchObject(
      mistake('trust.jwt is a signed trust list, believed only under its root key: give --root FILE.'),
    )
    const other = await workshop.output(['keygen', '--out', 'other.jwk', '--json'])
    expect(JSON.parse(other).alg).toBe('ES256')
    expect(await run('trust.jwt', '--root', 'other.jwk')).toMatchObject(
      mistake('This trust list is not signed by the pinned root: the signature does not hold.'),
    )
    expect(await run('trust.jwt', '--root', 'other.jwk', '--root', 'root.jwk')).toMatchObject({ status: 0 })
    expect(await run('trust.json', '--root', 'root.jwk')).toMatchObject(
      mistake('trust.json is not signed, so no --root can vouch for it: leave --root out to trust it.'),
    )
  })

  test('accepts an unchecked status only when told to, and warns', async () => {
    const args = ['verify', printed.text, '--trust', 'trust.json', '--at', AT]
    expect(await workshop.run(args)).toMatchObject({ status: 1 })
    const run = await workshop.run([...args, '--accept-unconfirmed-status', '--json'])
    expect(run.status).toBe(0)
    expect(JSON.parse(run.stdout)).toMatchObject({ outcome: 'valid', warnings: ['status_unchecked'] })
  })

  test('reads a text file, and a time as people write it', async () => {
    await workshop.write('link.txt', `${printed.text}\r\n`)
    expect(await verify('link.txt', '--at', '2026-11-19T05:20:00+08:00')).toMatchObject({ status: 0 })
  })

  test('takes a stranger’s text for text, never for an option or a file', async () => {
    for (const input of [
      '--help',
      'trust.json',
      '/etc/passwd',
      `${printed.text} `,
      ''.padEnd(3_000_000, '1'),
    ]) {
      const run = await workshop.run(['verify', '-', ...lists, '--json'], { input })
      expect(run.status).toBe(1)
      expect(JSON.parse(run.stdout).outcome).toBe('malformed')
    }
  })

  test('says in one line what is wrong with the call or its files', async () => {
    await workshop.write('empty.txt', '\n')
    await workshop.write('noise.bin', Buffer.from([0xff, 0xfe, 0x00, 0xc3]))
    await workshop.write('wrong.json', '{"seq":1}')
    const of = (...args: readonly string[]) => workshop.run(['verify', ...args])
    expect(await of('nowhere.png', ...lists)).toMatchObject(mistake('There is no file nowhere.png.'))
    expect(await of(...lists)).toMatchObject(mistake('Standard input is empty: no code was given.'))
    expect(await of('empty.txt', ...lists)).toMatchObject(mistake('empty.txt is empty: no code was given.'))
    expect(await of('noise.bin', ...lists)).toMatchObject(
      mistake('noise.bin is neither text nor a PNG or JPEG picture.'),
    )
    expect(await of('1')).toMatchObject(
      mistake('Option -t, --trust <file|url> is missing: qiyema help verify explains it.'),
    )
    expect(await of('1', '--trsut', 'trust.json')).toMatchObject(
      mistake("unknown option '--trsut' (Did you mean --trust?)"),
    )
    expect(await of('1', '-t', 'wrong.json')).toMatchObject(
      mistake('This is no trust list: issuers is not an array.'),
    )
    expect(await of('1', '-t', 'empty.txt')).toMatchObject(
      mistake('empty.txt is no trust list, neither as JSON nor signed.'),
    )
    expect(await of('1', '-t', 'trust.json', '-s', 'root.jwk')).toMatchObject(
      mistake('root.jwk is no status list: not a JWT that names its address.'),
    )
    expect(await of('1', ...lists, '-s', 'status-0.jwt')).toMatchObject(
      mistake('status-0.jwt is a second status list of https://qym.example/status/0: give the newer one.'),
    )
    expect(await of('1', ...lists, '--at', 'noon')).toMatchObject(
      mistake(
        "option '--at <time>' argument 'noon' is invalid. Give Unix seconds, or RFC 3339 such as 2026-11-19T13:00:00+08:00.",
      ),
    )
    expect(await workshop.run(['verify', '-', '-t', '-'], { input: '{}' })).toMatchObject({ status: 2 })
  })
})

describe('qiyema verify, of a picture', () => {
  const square = squarePicture(createSquare(printed.text))
  const isValid = { status: 0, stdout: expect.stringContaining('德清华美智能装备科技有限公司') }

  test('reads a PNG, from a file or standard input', async () => {
    const png = await renderPng(createSquare(printed.text, 'screen'), { scale: 3 })
    await workshop.write('code.png', png)
    expect(await verify('code.png')).toMatchObject(isValid)
    expect(await workshop.run(['verify', ...lists], { input: png })).toMatchObject(isValid)
  })

  test('reads a JPEG: a careless photograph, askew, blurred and badly lit', async () => {
    expect(await verify(photoPath)).toMatchObject(isValid)
  })

  test('reads a blurred, grainy, stained picture', async () => {
    await workshop.write('degraded.png', encodePng(degraded(square)))
    expect(await verify('degraded.png')).toMatchObject(isValid)
  })

  test('calls a picture of another square malformed', async () => {
    const link = `https://QYM.EXAMPLE/Q/${'7'.repeat(207)}`
    await workshop.write('other.png', await renderPng(createSquare(link)))
    const run = await verify('other.png', '--json')
    expect(run.status).toBe(1)
    expect(JSON.parse(run.stdout).outcome).not.toBe('valid')
  })

  test('says in one line that there is no square, that there are two, that the file is broken', async () => {
    await workshop.write('blank.png', encodePng(blank(300, 200)))
    await workshop.write(
      'two.png',
      encodePng(besides(square, squarePicture(createSquare(caseNamed('revoked-0').text)))),
    )
    const png = encodePng(square)
    await workshop.write('cut.png', png.subarray(0, png.length / 2))
    await workshop.write('start.jpg', (await readFile(photoPath)).subarray(0, 300))
    expect(await verify('blank.png')).toMatchObject(
      mistake('There is no square in blank.png, or none that can be made out.'),
    )
    expect(await verify('two.png')).toMatchObject(
      mistake('There are 2 squares in two.png: cut out the one that is meant.'),
    )
    expect(await verify('cut.png')).toMatchObject(
      mistake('cut.png is a damaged picture: it cannot be opened.'),
    )
    expect(await verify('start.jpg')).toMatchObject(
      mistake('start.jpg is a damaged picture: it cannot be opened.'),
    )
  })

  test('says in one line that a square is too damaged', async () => {
    const { width, height, at } = square
    const torn = (x: number, y: number) =>
      x > width * 0.35 && x < width * 0.8 && y > height * 0.35 && y < height * 0.8 ? 0 : at(x, y)
    await workshop.write('torn.png', encodePng({ width, height, at: torn }))
    expect(await verify('torn.png')).toMatchObject(
      mistake('There is a square in torn.png, but it is too damaged or too blurred to be read.'),
    )
  })

  test('does not choke on a picture that claims to be enormous', async () => {
    const png = encodePng(square)
    png.writeUInt32BE(60000, 16)
    png.writeUInt32BE(60000, 20)
    await workshop.write('bomb.png', png)
    expect(await verify('bomb.png')).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/^qiyema: bomb\.png .*\n$/),
    })
  })
})
