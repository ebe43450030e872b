import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ISS, openWorkshop, USCC, type Workshop } from './workshop.js'

let workshop: Workshop
let link: string
beforeAll(async () => {
  workshop = await openWorkshop()
  link = await workshop.sign('--name', '示例', '--issued-at', '1795064400')
})
afterAll(() => workshop.close())

describe('qiyema inspect', () => {
  test('says first that nothing was verified, then what the code says', async () => {
    const run = await workshop.run(['inspect', link])
    expect(run).toMatchObject({ status: 0, stderr: '' })
    const [first, ...lines] = run.stdout.trimEnd().split('\n')
    expect(first).toBe('NOT VERIFIED: anyone can write a code that says this.')
    expect(lines).toContain('  host      qym.example')
    expect(lines).toContain(`  USCC      ${USCC} (enterprise)`)
    expect(lines).toContain('  name      示例')
    expect(lines.join()).toContain('issued    2026-11-19T13:00:00+08:00 (')
  })

  test('gives the same as JSON, verified being false', async () => {
    const { kid } = JSON.parse(await workshop.output(['keygen', '--public', 'issuer.jwk']))
    expect(JSON.parse(await workshop.output(['inspect', '--json'], { input: link }))).toEqual({
      verified: false,
      form: 'link',
      host: 'qym.example',
      uscc: USCC,
      name: '示例',
      issuedAt: 1795064400,
      expiresAt: 1795064400 + 31536000,
      lifetime: '1y',
      status: { list: 0, index: 4711 },
      kidPrefix: Buffer.from(kid, 'base64url').toString('hex').slice(0, 8),
      isHolderBound: false,
    })
  })

  test('reads digits and SD-JWT text too', async () => {
    const { digits, credential } = JSON.parse(await workshop.sign('--json'))
    expect(JSON.parse(await workshop.output(['inspect', digits, '--json']))).toMatchObject({ form: 'digits' })
    expect(JSON.parse(await workshop.output(['inspect', credential, '--json']))).toMatchObject({
      form: 'text',
    })
  })

  test('exits 1 for what is no code', async () => {
    expect(await workshop.run(['inspect', 'https://example.com/'])).toMatchObject({
      status: 1,
      stdout: 'Not a code (malformed): no link https://HOST/Q/<digits>, digits or SD-JWT.\n',
    })
    const run = await workshop.run(['inspect', 'hello', '--json'])
    expect(run.status).toBe(1)
    expect(JSON.parse(run.stdout)).toEqual({
      verified: false,
      refusal: 'malformed',
      detail: expect.any(String),
    })
  })

  test('shows no character that a terminal would obey', async () => {
    const name = '示例\u202e司公\u200b'
    const signed = await workshop.output([
      'sign',
      USCC,
      '-k',
      'issuer.jwk',
      '--iss',
      ISS,
      '-l',
      '1y',
      '-i',
      '1',
      '--name',
      name,
    ])
    const { stdout } = await workshop.run(['inspect', signed])
    expect(stdout).toContain('示例\\u{202e}司公\\u{200b}')
    expect(JSON.parse(await workshop.output(['inspect', signed, '--json'])).name).toBe(name)
  })
})
