import { spawn, spawnSync } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inProcess } from './in-process.js'
import { bin, qiyema } from './qiyema.js'
import { mistake, openWorkshop, type Workshop } from './workshop.js'

const COMMANDS = [
  ...['keygen', 'sign', 'present', 'qr', 'inspect', 'verify', 'vectors run'],
  ...['serve', 'seed', 'audit'],
  ...['trust build', 'trust sign', 'trust lint', 'trust merge', 'status build', 'status set'],
]

describe('qiyema', () => {
  test.each(COMMANDS)('explains %s with examples, by help and by --help', async command => {
    const path = command.split(' ')
    const help = await inProcess(['help', ...path])
    expect(help).toMatchObject({ status: 0, stderr: '' })
    expect(help.stdout).toContain(`Usage: qiyema ${command} `)
    expect(help.stdout).toContain('\nExamples:\n  $ qiyema ')
    expect((await inProcess([...path, '--help'])).stdout).toBe(help.stdout)
  })

  test('answers a process of its own as it does here', async () => {
    for (const args of [['help', 'sign'], ['sgin'], ['verify', 'x']])
      expect(await qiyema(args)).toEqual(await inProcess(args))
  })

  test('lists its commands and gives its version', async () => {
    const { stdout } = await inProcess(['help'])
    for (const command of COMMANDS) expect(stdout).toContain(`  ${command.split(' ')[0]} `)
    expect(await inProcess(['--help'])).toMatchObject({ status: 0, stdout })
    expect(await inProcess(['--version'])).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
    })
  })

  test.each([
    [[], 'Say which command: qiyema help lists them.'],
    [['sgin'], "unknown command 'sgin' (Did you mean sign?)"],
    [['trust'], 'Say which command: qiyema help lists them.'],
    [['status', 'biuld'], "unknown command 'biuld' (Did you mean build?)"],
    [['help', 'trust', 'bild'], 'There is no command trust bild: qiyema help lists the commands.'],
    [['sign', '--lifetme', '1y'], "unknown option '--lifetme' (Did you mean --lifetime?)"],
    [['sign'], "missing required argument 'uscc'"],
    [['qr', 'a', 'b'], "too many arguments for 'qr'. Expected 1 argument but got 2: a, b."],
  ])('answers %j with one line', async (args, sentence) => {
    expect(await inProcess(args)).toMatchObject(mistake(sentence))
  })
})

/** Of util-linux: runs a command on a terminal of its own. Where it is missing, those tests are skipped. */
const terminalMaker = 'script'

describe('qiyema at the ends of its streams', () => {
  let workshop: Workshop
  beforeAll(async () => {
    workshop = await openWorkshop()
    await workshop.write('link.txt', await workshop.sign())
  })
  afterAll(() => workshop.close())

  /** Runs the command for a reader that is gone before the first byte. */
  const unread = (args: readonly string[]) =>
    new Promise<{ status: number | null; stderr: string }>(resolve => {
      const child = spawn(process.execPath, [bin, ...args], { cwd: workshop.folder })
      let stderr = ''
      child.stdout.destroy()
      child.stdin.end()
      child.stderr.on('data', chunk => (stderr += chunk))
      child.on('close', status => resolve({ status, stderr }))
    })
  const terminal = (command: string, env: Readonly<Record<string, string>> = {}) =>
    spawnSync(terminalMaker, ['-qec', `'${process.execPath}' '${bin}' ${command}`, '/dev/null'], {
      cwd: workshop.folder,
      encoding: 'utf8',
      env: { PATH: process.env.PATH, TERM: 'xterm', LANG: 'C.UTF-8', ...env },
    })
  const hasScript = spawnSync(terminalMaker, ['-qec', 'true', '/dev/null']).status === 0

  test('ends quietly when nobody reads on, with the status it would have had', async () => {
    expect(await unread(['help'])).toEqual({ status: 0, stderr: '' })
    const drawn = await unread(['qr', 'link.txt', '--format', 'png', '--scale', '64'])
    expect(drawn).toMatchObject({ status: 0, stderr: expect.not.stringMatching(/EPIPE|qiyema:/) })
    expect(await unread(['verify', 'link.txt', '-t', 'trust.json'])).toEqual({ status: 1, stderr: '' })
    expect(await unread(['verify', 'link.txt'])).toMatchObject({ status: 2 })
  })

  test.runIf(hasScript)('colours the verdict on a terminal, could-not-check not being red', async () => {
    const valid = terminal('verify link.txt -t trust.json -s status-0.jwt')
    expect(valid.stdout).toContain('\u001b[32m✓ Valid\u001b[39m')
    expect(valid.status).toBe(0)
    const unconfirmed = terminal('verify link.txt -t trust.json')
    expect(unconfirmed.stdout).toContain('\u001b[33m? Could not be checked')
    expect(unconfirmed.stdout).not.toContain('\u001b[31m')
    expect(terminal('verify 1 -t trust.json').stdout).toContain('\u001b[31m✗ Not an Enterprise Code')
    expect(terminal('verify link.txt -t trust.json', { NO_COLOR: '1' }).stdout).not.toContain('\u001b')
    expect((await workshop.run(['verify', 'link.txt', '-t', 'trust.json'])).stdout).not.toContain('\u001b')
  })

  test.runIf(hasScript)('shows no private key on a terminal by accident', () => {
    const run = terminal('keygen')
    expect(run.stdout).toContain('A private key is not shown on a screen')
    expect(run.stdout).not.toContain('"d"')
    expect(terminal('keygen --out -').stdout).toContain('"d"')
  })

  test.runIf(hasScript)('draws a square on a terminal unasked, black on white', () => {
    expect(terminal('qr link.txt').stdout).toContain('\u001b[30;107m')
  })

  test.runIf(hasScript)('asks for a code instead of waiting for one at a terminal', () => {
    expect(terminal('verify -t trust.json').stdout).toContain('No code was given')
  })
})
