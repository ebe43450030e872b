import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ISS, mistake, openWorkshop, STATUS, type Workshop } from './workshop.js'

let workshop: Workshop
beforeAll(async () => {
  workshop = await openWorkshop()
})
afterAll(() => workshop.close())

const read = async (name: string) => JSON.parse(await readFile(workshop.path(name), 'utf8'))
const build = (...more: readonly string[]) => workshop.run(['trust', 'build', ...more])

describe('qiyema trust build', () => {
  test('writes a first edition with public keys only', async () => {
    const list = await read('trust.json')
    expect(list).toMatchObject({
      seq: 1,
      issuers: [{ iss: ISS, status: STATUS, name: { 'zh-CN': '示例平台', en: 'Sample' }, regions: ['3301'] }],
    })
    expect(list.exp - list.iat).toBe(7 * 86400)
    expect(list.issuers[0].keys.map(({ use }: { use: string }) => use)).toEqual(['code', 'status'])
    expect(JSON.stringify(list)).not.toContain('"d"')
  })

  test('writes the next edition: another key, another issuer, a key revoked', async () => {
    const [{ keys }] = (await read('trust.json')).issuers
    const more = ['--code-key', 'holder.jwk', '--revoke', keys[0].kid, '--valid', '2d', '--out', 'next.json']
    expect(await build('--previous', 'trust.json', '--iss', ISS, ...more)).toMatchObject({ status: 0 })
    const next = await read('next.json')
    expect(next.seq).toBe(2)
    expect(next.exp - next.iat).toBe(2 * 86400)
    expect(next.issuers[0].keys).toMatchObject([{ revoked: true }, { use: 'status' }, { use: 'code' }])
    const other = [
      '--iss',
      'https://anji.example',
      '--name-zh',
      '安吉',
      '--name-en',
      'Anji',
      '--region',
      '330523',
    ]
    await build('--previous', 'next.json', ...other, '--code-key', 'root.jwk', '--out', 'third.json')
    expect((await read('third.json')).issuers).toHaveLength(2)
  })

  test('continues a signed edition under its root key', async () => {
    const run = await build('--previous', 'trust.jwt', '--root', 'root.jwk', '--seq', '9')
    expect(JSON.parse(run.stdout).seq).toBe(9)
  })

  test('says in one line what is missing', async () => {
    expect(await build()).toMatchObject(
      mistake('Say whose keys these are: give --iss, and for a new issuer its names, regions and keys.'),
    )
    expect(await build('--iss', ISS)).toMatchObject(
      mistake(`${ISS} is new to the list: give --name-zh, --name-en and --region.`),
    )
    expect(await build('--previous', 'trust.json', '--revoke', 'nobody')).toMatchObject(
      mistake('There is no key nobody in the list to revoke.'),
    )
    const [{ keys }] = (await read('trust.json')).issuers
    expect(await build('--previous', 'trust.json', '--iss', ISS, '--code-key', 'issuer.jwk')).toMatchObject(
      mistake(`Key ${keys[0].kid} stands in the list already.`),
    )
    expect(await build('--valid', '7 days')).toMatchObject(
      mistake(
        "option '--valid <duration>' argument '7 days' is invalid. Give a number and a unit: 90s, 30m, 12h, 7d, 2w or 1y.",
      ),
    )
  })
})

describe('qiyema trust lint', () => {
  test('exits 0 for a sound list, as JSON or signed', async () => {
    expect(await workshop.run(['trust', 'lint', 'trust.json'])).toMatchObject({
      status: 0,
      stdout: 'Nothing to object to.\n',
    })
    const signed = ['trust', 'lint', 'trust.jwt', '--root', 'root.jwk', '--json']
    expect(await workshop.run(signed)).toMatchObject({ status: 0, stdout: '[]\n' })
  })

  test('exits 1 for a list with errors and tells them all', async () => {
    const list = await read('trust.json')
    await workshop.write('same.json', JSON.stringify({ ...list, exp: list.exp + 40 * 86400 }))
    const run = await workshop.run(['trust', 'lint', 'same.json', '--previous', 'trust.json'])
    expect(run.status).toBe(1)
    expect(run.stdout).toMatch(/^error: /)
    expect(run.stdout).toMatch(/^warning: the list lives longer than 31 days/m)
    const json = await workshop.run(['trust', 'lint', 'root.jwk', '--json'])
    expect(json.status).toBe(1)
    expect(JSON.parse(json.stdout)).toEqual([{ level: 'error', message: expect.any(String) }])
  })

  test('exits 0 for a list with warnings alone', async () => {
    const lone = [
      '--iss',
      ISS,
      '--name-zh',
      '甲',
      '--name-en',
      'A',
      '--region',
      '33',
      '--code-key',
      'issuer.jwk',
    ]
    await build(...lone, '--out', 'lone.json')
    expect(await workshop.run(['trust', 'lint', 'lone.json'])).toMatchObject({
      status: 0,
      stdout: `warning: ${ISS} has no live status key: its codes can only be unconfirmed\n`,
    })
  })
})

describe('qiyema trust sign and merge', () => {
  test('signs a list that verifies, and none with an error', async () => {
    const list = await read('trust.json')
    await workshop.write('back.json', JSON.stringify({ ...list, seq: 0 }))
    const run = await workshop.run([
      'trust',
      'sign',
      'back.json',
      '--key',
      'root.jwk',
      '--previous',
      'trust.jwt',
      '--root',
      'root.jwk',
    ])
    expect(run).toMatchObject({
      status: 2,
      stdout: '',
      stderr: expect.stringMatching(/^qiyema: This list is not signed: .*\n$/),
    })
  })

  test('merges the lists of two issuers, and none that contradict each other', async () => {
    const other = [
      '--iss',
      'https://anji.example',
      '--name-zh',
      '安吉',
      '--name-en',
      'Anji',
      '--region',
      '330523',
    ]
    await build(...other, '--code-key', 'root.jwk', '--out', 'anji.json')
    const merged = await workshop.run(['trust', 'merge', 'trust.json', 'anji.json', '--seq', '4'])
    expect(JSON.parse(merged.stdout)).toMatchObject({
      seq: 4,
      issuers: [{ iss: ISS }, { iss: 'https://anji.example' }],
    })
    const list = await read('trust.json')
    list.issuers[0].regions = ['44']
    await workshop.write('contrary.json', JSON.stringify(list))
    expect(await workshop.run(['trust', 'merge', 'trust.json', 'contrary.json', '--seq', '4'])).toMatchObject(
      mistake(`The lists describe ${ISS} differently.`),
    )
  })
})
