import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ISS, mistake, openWorkshop, USCC, type Workshop } from './workshop.js'

let workshop: Workshop
beforeAll(async () => {
  workshop = await openWorkshop()
})
afterAll(() => workshop.close())

const base = ['sign', USCC, '-k', 'issuer.jwk', '--iss', ISS, '-l', '1y', '-i', '4711']

describe('qiyema sign', () => {
  test('prints the link of a code and nothing else', async () => {
    const run = await workshop.run(base)
    expect(run).toMatchObject({ status: 0, stderr: '' })
    expect(run.stdout).toMatch(/^https:\/\/QYM\.EXAMPLE\/Q\/[1-9][0-9]{204,206}\n$/)
  })

  test('prints everything as JSON when asked', async () => {
    const code = JSON.parse(
      await workshop.sign(
        '--name',
        '德清示例公司',
        '--list',
        '3',
        '--issued-at',
        '2026-11-19T13:00:00+08:00',
        '--json',
      ),
    )
    expect(code).toEqual({
      uscc: USCC,
      name: '德清示例公司',
      issuedAt: 1795064400,
      expiresAt: 1795064400 + 31536000,
      iss: ISS,
      kid: expect.any(String),
      status: { list: 3, index: 4711 },
      credential: expect.stringMatching(/~$/),
      isHolderBound: false,
      digits: expect.any(String),
      link: `https://QYM.EXAMPLE/Q/${code.digits}`,
    })
  })

  test('gives a holder-bound credential, which its holder presents for a minute', async () => {
    const credential = await workshop.sign('--holder', 'holder.jwk', '--issued-at', '1795064400')
    expect(credential).toMatch(/^[\w.-]+~$/)
    const at = ['--at', '1795064500']
    const shown = JSON.parse(
      await workshop.output(['present', '-', '-k', 'holder.jwk', '--nonce', '42', ...at, '--json'], {
        input: credential,
      }),
    )
    expect(shown).toMatchObject({ presentedAt: 1795064500, nonce: '0000000042' })
    const signed = await workshop.sign('--holder', 'holder.jwk', '--issued-at', '1795064400', '--json')
    const file = await workshop.write('signed.json', signed)
    expect(await workshop.output(['present', file, '-k', 'holder.jwk', ...at])).toMatch(
      /\/Q\/[0-9]{450,460}$/,
    )
    const link = await workshop.output([
      'present',
      await workshop.write('credential.txt', `${credential}\n`),
      '-k',
      'holder.jwk',
      ...at,
    ])
    expect(link).toMatch(/^https:\/\/QYM\.EXAMPLE\/Q\/[0-9]{450,460}$/)
    const said = JSON.parse(await workshop.output(['inspect', shown.link, '--json']))
    expect(said).toMatchObject({ isHolderBound: true, presentedAt: 1795064500, nonce: '0000000042' })
  })

  test('is refused to present by another holder, a printed code, or a number that does not fit', async () => {
    const credential = await workshop.sign('--holder', 'holder.jwk')
    expect(await workshop.run(['present', credential, '-k', 'issuer.jwk'])).toMatchObject(
      mistake('This code is bound to the key of another holder.'),
    )
    const printed = JSON.parse(await workshop.sign('--json'))
    expect(await workshop.run(['present', printed.credential, '-k', 'holder.jwk'])).toMatchObject(
      mistake('Only a holder-bound credential, as it was signed, can be presented.'),
    )
    expect(
      await workshop.run(['present', credential, '-k', 'holder.jwk', '--nonce', '1073741824']),
    ).toMatchObject(mistake('The nonce is a whole number from 0 to 1073741823.'))
  })

  test.each([
    [
      ['--name', 'a"b'],
      'This name cannot be in a code: a name has no control character, quotation mark, backslash or lone surrogate.',
    ],
    [['--index', '1048576'], 'The position in the status list is a whole number from 0 to 1048575.'],
    [['--index', '1e3'], "option '-i, --index <number>' argument '1e3' is invalid. Give a whole number."],
    [['--region', '3305'], 'This issuer may not speak for region 330100, only for 3305.'],
    [['--iss', 'qym.example'], 'iss must be an https origin such as https://qym.example.'],
    [['--key', 'nowhere.jwk'], 'There is no file nowhere.jwk.'],
    [['--key', '.'], '. is a folder, not a file.'],
    [['--holder', 'trust.json'], 'trust.json is not a JSON Web Key on P-256, Ed25519 or SM2.'],
    [
      ['--issued-at', '2026-02-30T00:00:00Z'],
      "option '--issued-at <time>' argument '2026-02-30T00:00:00Z' is invalid. Give Unix seconds, or RFC 3339 such as 2026-11-19T13:00:00+08:00.",
    ],
  ])('says in one line what is wrong with %j', async (more, sentence) => {
    expect(await workshop.run([...base, ...more])).toMatchObject(mistake(sentence))
  })

  test('says in one line what is wrong with a USCC', async () => {
    const run = await workshop.run(['sign', '91330100799655058A', ...base.slice(2)])
    expect(run).toMatchObject(
      mistake('The last character should be B, not A: one of the eighteen was mistyped.'),
    )
  })
})
