import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { vectorPath, vectors } from './fixture.js'
import { emptyWorkshop, mistake, type Workshop } from './workshop.js'

let workshop: Workshop
beforeAll(async () => {
  workshop = await emptyWorkshop()
})
afterAll(() => workshop.close())

const run = async (set: unknown, ...more: readonly string[]) => {
  await workshop.write('set.json', typeof set === 'string' ? set : JSON.stringify(set))
  return workshop.run(['vectors', 'run', 'set.json', ...more])
}
const [first, ...others] = vectors.cases

describe('qiyema vectors run', () => {
  test('passes every case of the fixture, and its signed trust list', async () => {
    expect(await workshop.run(['vectors', 'run', vectorPath])).toMatchObject({
      status: 0,
      stdout: '88 passed, 0 failed\n',
      stderr: '',
    })
  })

  test('tells each failing case in one line: id, member, wanted, got', async () => {
    const cases = [
      { ...first, id: 'odd\n\u001b[2J', expect: { outcome: 'valid', sub: 'X' } },
      { ...others[0], expect: { outcome: ['revoked', 'expired'] } },
      { ...others[1], expect: { outcome: 'valid', colour: 'red' } },
      ...others.slice(2),
    ]
    const { status, stdout } = await run({ ...vectors, cases })
    expect(status).toBe(1)
    expect(stdout.split('\n')).toEqual([
      'FAILED odd \\u{1b}[2J: sub: wanted "X", got "91330521MA20K9W75L"',
      `FAILED ${others[0]?.id}: outcome: wanted ["revoked","expired"], got "valid"`,
      `FAILED ${others[1]?.id}: colour: wanted "red", got nothing`,
      '85 passed, 3 failed',
      '',
    ])
    const json = await run({ ...vectors, cases }, '--json')
    expect(json.status).toBe(1)
    expect(JSON.parse(json.stdout)).toMatchObject({
      passed: 85,
      failed: 3,
      failures: [{ id: cases[0]?.id, member: 'sub', wanted: 'X', got: '91330521MA20K9W75L' }, {}, {}],
    })
  })

  test('takes a list for any of its members, and an expectation that is a list of outcomes', async () => {
    const cases = [
      { ...first, expect: ['revoked', 'valid'] },
      { ...first, expect: { outcome: ['valid'], assurance: ['present', 'registered'] } },
      { ...first, expect: 'valid' },
    ]
    expect(await run({ ...vectors, cases })).toMatchObject({ status: 0, stdout: '3 passed, 0 failed\n' })
    const { trustJwt, ...unsigned } = vectors
    expect(await run({ ...unsigned, cases })).toMatchObject({ status: 0, stdout: '3 passed, 0 failed\n' })
    const { trust, ...signedOnly } = vectors
    expect(await run({ ...signedOnly, cases })).toMatchObject({ status: 0, stdout: '3 passed, 0 failed\n' })
  })

  test('fails a signed trust list that says something else, or does not hold', async () => {
    const other = await run({ ...vectors, trust: { ...vectors.trust, seq: 13 } })
    expect(other).toMatchObject({
      status: 1,
      stdout: expect.stringMatching(/^FAILED trust list: trustJwt: .*\n88 passed, 1 failed\n$/),
    })
    const cut = await run({ ...vectors, trustJwt: vectors.trustJwt.slice(0, -4) })
    expect(cut).toMatchObject({ status: 1, stdout: expect.stringContaining('\n88 passed, 1 failed\n') })
  })

  test('does not call a set without cases a success', async () => {
    expect(await run({ ...vectors, cases: [] })).toMatchObject({ status: 1 })
  })

  test('exits 2 for what is no vector set', async () => {
    const of = (reason: string) => mistake(`set.json is no vector set: ${reason}.`)
    expect(await run('{"seq":1}')).toMatchObject(of('it has no list of cases'))
    expect(await run('[]')).toMatchObject(of('it is no object'))
    expect(await run({ cases: [] })).toMatchObject(of('it has neither trust, nor trustJwt with trustRoot'))
    expect(await run({ ...vectors, cases: [1] })).toMatchObject(of('case 1 is no object'))
    expect(await run({ ...vectors, cases: [{ ...first, expect: {} }] })).toMatchObject(
      of(`case ${first?.id} expects nothing`),
    )
    expect(await run('hello')).toMatchObject(mistake('set.json is not JSON.'))
    expect(await workshop.run(['vectors', 'run', 'nowhere.json'])).toMatchObject(
      mistake('There is no file nowhere.json.'),
    )
  })
})
