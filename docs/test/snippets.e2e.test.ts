/** No snippet lies: every program that readers are given is well typed and runs, every command is known, every JSON can be read. */
import { basename } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import coreManifest from '../../packages/core/package.json' with { type: 'json' }
import { commandsOf, runInFolder, unknownToNpm, unknownToQiyema } from './snippets/commands.ts'
import { findSnippets, withoutComments } from './snippets/find.ts'
import { expectationsOf, openWorkshop, pathOf, type Ran, type Workshop } from './snippets/programs.ts'

const all = findSnippets()
const isProgram = ({ language }: { language: string }) => language === 'ts' || language === 'js'
/** Pages of the second language have the same programs, and are not run again. */
const seen = new Set<string>()
const programs = all.filter(isProgram).filter(({ source }) => {
  const program = withoutComments(source)
  return seen.has(program) ? false : seen.add(program)
})
const isRun = ({ info }: { info: string }) => info !== 'no-run'
const runnable = programs
  .map((program, index) => ({ ...program, path: pathOf(program, index) }))
  .filter(isRun)

/** The function of each entry point that has an example before all others. */
const MAIN: Readonly<Record<string, string>> = {
  '.': 'createClient',
  './connection': 'createConnection',
  './contract': 'listOperations',
  './partner': 'createPartnerClient',
  './webhooks': 'verifyWebhook',
  './verify': 'createVerifier',
  './inspect': 'inspectCode',
  './sign': 'signCode',
  './present': 'presentCode',
  './trust': 'signTrustList',
  './qr': 'createSquare',
  './sm2': 'sm2',
  './uscc': 'parseUscc',
  './stores': 'memoryStore',
  './stores/file': 'fileStore',
}

let workshop: Workshop
let ran: Readonly<Record<string, Ran>>
beforeAll(async () => {
  workshop = await openWorkshop(programs)
  ran = await workshop.run(runnable.map(({ path }) => path))
})
afterAll(() => workshop.close())

describe('an example of each entry point of the SDK', () => {
  test('is asked for here', () => {
    const entries = Object.keys(coreManifest.exports).filter(name => !/package\.json|operations/.test(name))
    expect(Object.keys(MAIN).sort()).toEqual(entries.sort())
  })

  test.each(Object.entries(MAIN))('%s: one of %s, which is run', (entry, name) => {
    const imports = new RegExp(`import \\{[^}]*\\b${name}\\b[^}]*\\} from '@qiyema/core${entry.slice(1)}'`)
    const own = runnable.filter(
      ({ file, title, source }) =>
        file.startsWith('packages/core/src') && title === name && imports.test(source),
    )
    expect(own).not.toHaveLength(0)
    expect(own.flatMap(({ path }) => ran[path]?.printed ?? [])).not.toHaveLength(0)
  })
})

test.each(runnable)('$file: $title', ({ path, source }) => {
  const { printed = [], error } = ran[path] ?? {}
  expect(error).toBeUndefined()
  for (const { line, text } of expectationsOf(source)) {
    const got = printed.filter(one => one.line === line).map(one => compact(one.text))
    const [, about] = /^(\d+) or near it$/.exec(text) ?? []
    if (about) expect(Math.abs(Number(got.join('\n')) - Number(about))).toBeLessThanOrEqual(1)
    else expect(got.join('\n')).toBe(compact(text))
  }
})

/** As Node prints it, without the spaces that it puts inside of brackets. */
function compact(text: string): string {
  return text.replace(/(?<=[[{]) | (?=[\]}])/g, '')
}

test('what programs say that they print is looked at', () => {
  const counts = runnable.map(({ source }) => expectationsOf(source).length)
  expect(counts.reduce((sum, count) => sum + count)).toBeGreaterThanOrEqual(30)
  const sample = "console.log(1, ')') // one )\nif (a) console.log(2)\n// two\nconsole.log(3)\n"
  expect(expectationsOf(sample)).toEqual([
    { line: 1, text: 'one )' },
    { line: 2, text: 'two' },
  ])
})

test('every program is well typed, those that are not run too', async () => {
  const named = (await workshop.faults()).map(fault => {
    const { file, title } = workshop.programs.find(({ path }) => fault.startsWith(`${path}(`)) ?? {}
    return file ? `${file}, ${title}: ${fault}` : fault
  })
  expect(named).toEqual([
    expect.stringMatching(/^control\.ts\(1,10\): error TS2724/),
    expect.stringMatching(/^control\.ts\(2,14\): error TS2322/),
  ])
})

describe('commands', () => {
  const blocks = all.filter(({ language }) => language === 'sh')
  const commands = blocks.flatMap(({ file, source }) =>
    commandsOf(source).map(command => ({ file, command })),
  )

  test('are known to qiyema and to npm, with their options', async () => {
    const unknown = await Promise.all(
      commands.map(async ({ file, command }) => {
        const faults = [...unknownToQiyema(command), ...(await unknownToNpm(command))]
        return faults.map(fault => `${file}: ${fault} in ${command}`)
      }),
    )
    expect(unknown.flat()).toEqual([])
    expect(unknownToQiyema('qiyema sign 1 --no-such')).toEqual(['--no-such'])
    expect(unknownToQiyema('qiyema conjure')).toEqual(['conjure'])
    expect(await unknownToNpm('npm run no-such')).toEqual(['no-such'])
  })

  const run = blocks.filter(({ info }) => info === 'run')
  const pages = Object.entries(Object.groupBy(run, ({ file }) => file))
  // Of two languages that have the same commands one is run.
  const distinct = pages.filter(
    ([, page], index) => pages.findIndex(([, other]) => textOf(other) === textOf(page)) === index,
  )
  test.each(distinct)('of %s do what they should', async (_, page = []) => {
    await runInFolder(page.map(({ source }) => source))
  })
  function textOf(page: readonly { source: string }[] = []): string {
    return page.map(({ source }) => source).join('\n')
  }
})

test('every JSON can be read', () => {
  for (const { file, source } of all.filter(({ language }) => language === 'json')) {
    expect(() => JSON.parse(source), file).not.toThrow()
  }
})

describe('a page and its other language', () => {
  const code = (file: string) =>
    all
      .filter(one => one.file === file && one.language !== 'text')
      .map(({ source }) => withoutComments(source))
  const chinese = new Set(all.map(({ file }) => file).filter(file => /^docs\/zh\/|^README\.zh-CN/.test(file)))
  const pairs = Array.from(
    chinese,
    file => [file, file.replace('docs/zh/', 'docs/').replace('.zh-CN', '')] as const,
  )

  test.each(pairs)('%s has the programs of %s', (chinese, english) => {
    expect(code(chinese)).toEqual(code(english))
  })

  test('are looked for', () => {
    expect([...chinese].map(file => basename(file))).toEqual(
      expect.arrayContaining(['verify.md', 'README.zh-CN.md']),
    )
  })
})
