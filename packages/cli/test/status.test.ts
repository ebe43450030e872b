import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { mistake, openWorkshop, STATUS, USCC, type Workshop } from './workshop.js'

let workshop: Workshop
beforeAll(async () => {
  workshop = await openWorkshop()
})
afterAll(() => workshop.close())

const key = ['--key', 'status.jwk']
const set = (...args: readonly string[]) => workshop.run(['status', 'set', 'status-0.jwt', ...args, ...key])

async function outcomeOf(index: number, list: string): Promise<string> {
  const link = await workshop.sign('--index', String(index))
  const { stdout } = await workshop.run(['verify', link, '-t', 'trust.json', '-s', list, '--json'])
  return JSON.parse(stdout).outcome
}

describe('qiyema status', () => {
  test('makes a list in which what is not named is valid', async () => {
    expect(await outcomeOf(815, 'status-0.jwt')).toBe('revoked')
    expect(await outcomeOf(816, 'status-0.jwt')).toBe('suspended')
    expect(await outcomeOf(817, 'status-0.jwt')).toBe('valid')
  })

  test('makes the next edition: revokes, and ends a suspension', async () => {
    expect(await set('4711=revoked', '816=valid', '--out', 'next.jwt')).toMatchObject({
      status: 0,
      stdout: '',
    })
    expect(await outcomeOf(4711, 'next.jwt')).toBe('revoked')
    expect(await outcomeOf(816, 'next.jwt')).toBe('valid')
    expect(await outcomeOf(815, 'next.jwt')).toBe('revoked')
  })

  test('reads entries from a file, a million of them', async () => {
    const lines = Array.from({ length: 2 ** 20 }, (_, index) => `${index}${index % 2 ? '=' : ' '}revoked`)
    lines[USCC.length] = '18, suspended'
    await workshop.write('entries.txt', `# all gone\n\n${lines.join('\r\n')}\n`)
    const args = [
      'status',
      'build',
      '--uri',
      `${STATUS}/0`,
      '--entries',
      'entries.txt',
      '--out',
      'full.jwt',
      ...key,
    ]
    expect(await workshop.run(args)).toMatchObject({ status: 0, stderr: '' })
    expect(await outcomeOf(1048575, 'full.jwt')).toBe('revoked')
    expect(await outcomeOf(18, 'full.jwt')).toBe('suspended')
  })

  test('gives an edition its times', async () => {
    const { stdout } = await set('--at', '1795064400', '--ttl', '1h', '--valid', '2d')
    const payload = JSON.parse(Buffer.from(stdout.split('.')[1] ?? '', 'base64url').toString())
    expect(payload).toMatchObject({
      iat: 1795064400,
      ttl: 3600,
      exp: 1795064400 + 2 * 86400,
      sub: `${STATUS}/0`,
    })
  })

  test('says in one line what is wrong', async () => {
    expect(await set('815=valid')).toMatchObject(
      mistake('Position 815 is revoked, which is for good: issue a new code.'),
    )
    expect(await set('815')).toMatchObject(
      mistake('815 is not a position and its state, such as 4711=revoked (or valid, or suspended).'),
    )
    await workshop.write('bad.txt', '1=revoked\n2=gone\n')
    expect(await set('--entries', 'bad.txt')).toMatchObject(
      mistake(
        'Line 2 of bad.txt is not a position and its state, such as 4711=revoked (or valid, or suspended).',
      ),
    )
    expect(await workshop.run(['status', 'set', 'status-0.jwt', '--key', 'issuer.jwk'])).toMatchObject(
      mistake('This status list cannot be continued: no trusted key has this id and algorithm.'),
    )
    expect(await workshop.run(['status', 'build', '--uri', STATUS, ...key])).toMatchObject(
      mistake('The address of a status list is an https URL that ends in /0 to /15.'),
    )
    expect(await workshop.run(['status', 'build', ...key])).toMatchObject(
      mistake('Option --uri <url> is missing: qiyema help status build explains it.'),
    )
  })
})
