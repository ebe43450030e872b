/** The platform as whoever has installed the command runs it: filled, served, played on, stopped. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { createPartnerClient } from '@qiyema/core/partner'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { bin, qiyema } from './qiyema.js'
import { emptyWorkshop, type Workshop } from './workshop.js'

vi.setConfig({ hookTimeout: 180_000, testTimeout: 180_000 })

let workshop: Workshop
let server: ChildProcess
let told: string
beforeAll(async () => {
  workshop = await emptyWorkshop(qiyema)
  server = spawn(process.execPath, [bin, 'serve', '--sample', '--port', '0', '--folder', 'data'], {
    cwd: workshop.folder,
    env: { PATH: process.env.PATH },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  told = await sentencesUntil(server, /par-platform01/)
})
afterAll(async () => {
  server?.kill('SIGKILL')
  await workshop.close()
})

describe('qiyema serve --sample', () => {
  const address = () => /http:\/\/localhost:\d+/.exec(told)?.[0] ?? ''

  test('says where it is, and what its store is not for', () => {
    expect(told).toContain(`Reference  ${address()}/reference\n`)
    expect(told).toMatch(/PGlite in data, for development and demonstrations/)
  })

  test('signs somebody in by the line that it prints', async () => {
    const [, person = ''] = /-d person=(\S+) /.exec(told) ?? []
    const answer = await fetch(`${address()}/sign-in/sandbox`, {
      method: 'POST',
      headers: { accept: 'application/json' },
      body: new URLSearchParams({ person }),
    })
    const { token } = (await answer.json()) as { token: string }
    const me = await fetch(`${address()}/v1/me`, { headers: { authorization: `Bearer ${token}` } })
    expect(await me.json()).toMatchObject({ person: { id: person } })
  })

  test('lets a partner in by the key that it has put there, which nobody else may read', async () => {
    const [, keyFile = ''] = /par-bank01 .* (\S+\.jwk)/.exec(told) ?? []
    expect((await stat(keyFile)).mode & 0o077).toBe(0)
    const key = JSON.parse(await readFile(keyFile, 'utf8'))
    const bank = createPartnerClient({ baseUrl: address(), clientId: 'par-bank01', key })
    expect((await bank.finance.products.list({})).items.length).toBeGreaterThan(0)
  })

  test('has the folder for itself: seed waits until it is stopped, and then finds all there', async () => {
    expect(await workshop.run(['seed', '--folder', 'data'])).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/^qiyema: The data folder .* is in use by process \d+\./),
    })
    const ended = once(server, 'exit')
    server.kill('SIGTERM')
    expect(await ended).toEqual([0, null])
    const { status, stdout, stderr } = await workshop.run(['seed', '--folder', 'data'])
    expect({ status, stderr }).toEqual({ status: 0, stderr: 'The sample county was in it already.\n' })
    expect(stdout).toContain('per-offpolicy')
  })

  test('leaves an audit trail that is whole, and found out once it has lost what it had', async () => {
    const audit = (...args: string[]) => workshop.run(['audit', '--folder', 'data', ...args])
    expect(await audit()).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('✓ The trail is whole\n'),
    })
    expect(JSON.parse((await audit('--json')).stdout)).toMatchObject({
      isWhole: true,
      unsigned: expect.any(Number),
    })
    const head = { size: 100_000, root: '0'.repeat(64), at: '2026-03-02T01:00:00Z' }
    await writeFile(join(workshop.folder, 'kept.json'), JSON.stringify({ isWhole: true, head }))
    const { status, stdout } = await audit('--kept', 'kept.json')
    expect(status).toBe(1)
    expect(stdout).toMatch(
      /✗ The trail is not as it was signed for\n {2}It ends after \d+ entries, and 100000 were/,
    )
  })

  test('takes for its audit nothing but what it printed, and keys with a name', async () => {
    await writeFile(join(workshop.folder, 'other.json'), '{"head":{"size":"1"}}')
    for (const [args, sentence] of [
      [['--kept', 'other.json'], 'other.json is not what qiyema audit --json prints of a trail with a head.'],
      [['--key', 'other.json'], 'other.json is not a JSON Web Key on P-256, Ed25519 or SM2.'],
    ] as const)
      expect(await workshop.run(['audit', '--folder', 'data', ...args])).toMatchObject({
        status: 2,
        stderr: `qiyema: ${sentence}\n`,
      })
  })
})

describe('qiyema serve', () => {
  test('names everything that keeps it from starting', async () => {
    const { status, stderr } = await workshop.run(['serve', '--port', 'http', '--database-url', 'mysql://db'])
    expect(status).toBe(2)
    expect(stderr).toMatch(/- PORT must be .*\n- DATABASE_URL must be /)
  })
})

/** What a process tells people, until it has told this. */
async function sentencesUntil({ stderr }: ChildProcess, last: RegExp): Promise<string> {
  if (!stderr) throw new Error('It has no standard error.')
  let sentences = ''
  for await (const line of createInterface(stderr)) {
    sentences += `${line}\n`
    if (last.test(line)) return sentences
  }
  throw new Error(`It ended: ${sentences}`)
}
