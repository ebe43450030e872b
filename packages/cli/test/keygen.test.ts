import { readFile, stat } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { emptyWorkshop, mistake, type Workshop } from './workshop.js'

let workshop: Workshop
beforeAll(async () => {
  workshop = await emptyWorkshop()
})
afterAll(() => workshop.close())

const read = async (name: string) => JSON.parse(await readFile(workshop.path(name), 'utf8'))

describe('qiyema keygen', () => {
  test.each([
    ['ES256', 'EC', 'P-256'],
    ['EdDSA', 'OKP', 'Ed25519'],
    ['SM2', 'EC', 'SM2-P-256'],
  ])('makes a private %s key that signs codes which verify', async (alg, kty, crv) => {
    const jwk = JSON.parse(await workshop.output(['keygen', '--alg', alg]))
    expect(jwk).toMatchObject({ kty, crv, kid: expect.stringMatching(/^[\w-]{11}$/), d: expect.any(String) })

    const key = await workshop.write(`${alg}.jwk`, JSON.stringify(jwk))
    const list = `trust build --iss https://a.example --name-zh 甲 --name-en A --region 33 --code-key ${key} --status-key ${key} --out ${alg}.json`
    await workshop.output(list.split(' '))
    const statusList = `status build --uri https://a.example/status/0 --key ${key} --out ${alg}.jwt`
    await workshop.output(statusList.split(' '))
    const code = `sign 91330100799655058B -l 1y -i 3 -k ${key} --iss https://a.example`
    const link = await workshop.output(code.split(' '))
    const verified = await workshop.run(['verify', link, '-t', `${alg}.json`, '-s', `${alg}.jwt`])
    expect(verified).toMatchObject({ status: 0, stderr: '' })
  })

  test('writes a file that only its owner may read, and says nothing of the key on either stream', async () => {
    const run = await workshop.run(['keygen', '--out', 'mine.jwk', '--json'])
    const { d, ...publicJwk } = await read('mine.jwk')
    expect((await stat(workshop.path('mine.jwk'))).mode & 0o777).toBe(0o600)
    expect(JSON.parse(run.stdout)).toEqual({ alg: 'ES256', kid: publicJwk.kid, file: 'mine.jwk', publicJwk })
    expect(run.stderr).toBe(`Private ES256 key ${publicJwk.kid} is in mine.jwk.\n`)
    expect(run.stdout + run.stderr).not.toContain(d)
  })

  test('replaces a file only when forced, and then with mode 600 as well', async () => {
    await workshop.write('old.jwk', 'precious')
    expect(await workshop.run(['keygen', '--out', 'old.jwk'])).toMatchObject(
      mistake('old.jwk is there already: give --force to replace it.'),
    )
    expect(await readFile(workshop.path('old.jwk'), 'utf8')).toBe('precious')
    expect(await workshop.run(['keygen', '--out', 'old.jwk', '--force'])).toMatchObject({ status: 0 })
    expect((await stat(workshop.path('old.jwk'))).mode & 0o777).toBe(0o600)
  })

  test('gives the public half of a private key, from a file or standard input', async () => {
    await workshop.output(['keygen', '--alg', 'SM2', '--out', 'pair.jwk'])
    const { d, ...publicJwk } = await read('pair.jwk')
    expect(JSON.parse(await workshop.output(['keygen', '--public', 'pair.jwk']))).toEqual(publicJwk)
    const input = JSON.stringify({ ...publicJwk, d })
    expect(JSON.parse(await workshop.output(['keygen', '--public', '-'], { input }))).toEqual(publicJwk)
  })

  test('refuses what is no private key in one line that does not quote it', async () => {
    await workshop.write('public.jwk', '{"kty":"EC","crv":"P-256","x":"AA","y":"AA"}')
    expect(await workshop.run(['keygen', '--public', 'public.jwk'])).toMatchObject(
      mistake('public.jwk holds a public key; this needs a private one.'),
    )
    await workshop.write('text.jwk', 'my secret')
    expect(await workshop.run(['keygen', '--public', 'text.jwk'])).toMatchObject(
      mistake('text.jwk is not JSON.'),
    )
    await workshop.write('list.jwk', '[1]')
    expect(await workshop.run(['keygen', '--public', 'list.jwk'])).toMatchObject(
      mistake('list.jwk is not a JSON Web Key on P-256, Ed25519 or SM2.'),
    )
    const { d } = JSON.parse(await workshop.output(['keygen']))
    const other = JSON.parse(await workshop.output(['keygen']))
    const mixed = await workshop.write('mixed.jwk', JSON.stringify({ ...other, d }))
    const run = await workshop.run(['keygen', '--public', mixed])
    expect(run).toMatchObject({ status: 2, stdout: '', stderr: expect.stringMatching(/^qiyema: .*key.*\n$/) })
    expect(run.stderr).not.toContain(d)
  })

  test('knows only its three suites', async () => {
    expect(await workshop.run(['keygen', '--alg', 'RS256'])).toMatchObject(
      mistake("option '-a, --alg <alg>' argument 'RS256' is invalid. Allowed choices are ES256, EdDSA, SM2."),
    )
  })
})
