/** Every example that readers are given is well typed against the built package, runs, and prints what it says. */
import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import manifest from '../package.json' with { type: 'json' }
import { type Example, expectationsOf, findExamples, RUNNER } from './examples.js'

const ROOT = fileURLToPath(new URL('../../../', import.meta.url))
const examples = findExamples(ROOT).map((example, index) => ({ ...example, file: `example-${index}.ts` }))
const runnable = examples.filter(({ isRun }) => isRun)

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

/** Operations are of use only with a connection, and are in its example; the manifest is nobody's to import. */
const WITHOUT_EXAMPLE = ['./operations/*', './package.json']

/** What the reader of an example that is not run has. */
const GIVEN = `
declare const url: string
declare const root: import('jose').JWK
declare const jwkOrHsm: import('jose').JWK
declare const scannedText: string
declare const uscc: string
declare const name: string
declare const needId: string
declare const applicationId: string
declare const key: import('jose').JWK
declare const index: number
declare const client: import('@qiyema/core').Client
declare const need: Parameters<typeof client.finance.needs.submit>[0]
`

/** What must be found wrong, so that silence is no success. */
const CONTROL =
  "import { createVerifyer } from '@qiyema/core/verify'\nexport const text: string = url.length\n"

const TSCONFIG = {
  extends: '../../tsconfig.base.json',
  compilerOptions: { types: ['node'] },
  include: ['*.ts'],
}

interface Ran {
  readonly printed: readonly { readonly line: number; readonly text: string }[]
  readonly error?: string
}

let folder: string
let ran: Readonly<Record<string, Ran>>

beforeAll(async () => {
  // Inside of the repository, from where the built package is found.
  await mkdir(join(ROOT, 'reports'), { recursive: true })
  folder = await mkdtemp(join(ROOT, 'reports', 'examples-'))
  const write = (name: string, content: string) => writeFile(join(folder, name), content)
  for (const { file, source } of examples) await write(file, source)
  await write('runner.mjs', RUNNER)
  await write('given.d.ts', GIVEN)
  await write('control.ts', CONTROL)
  await write('tsconfig.json', JSON.stringify(TSCONFIG))
  const files = runnable.map(({ file }) => `./${file}`)
  const { stdout } = await promisify(execFile)(process.execPath, ['runner.mjs', ...files], { cwd: folder })
  ran = JSON.parse(stdout)
})

afterAll(() => rm(folder, { recursive: true, force: true }))

function runOf({ file }: { readonly file: string }): Ran {
  const result = ran[`./${file}`]
  if (!result) throw new Error(`${file} was not run`)
  return result
}

/** As Node prints it, without the spaces that it puts inside of brackets. */
function compact(text: string): string {
  return text.replace(/(?<=[[{]) | (?=[\]}])/g, '')
}

describe('an example of each entry point', () => {
  test('is asked for here', () => {
    expect([...WITHOUT_EXAMPLE, ...Object.keys(MAIN)].sort()).toEqual(Object.keys(manifest.exports).sort())
  })

  test.each(Object.entries(MAIN))('%s: one of %s, which is run', (entry, name) => {
    const specifier = `@qiyema/core${entry.slice(1)}`
    const imports = new RegExp(`import \\{[^}]*\\b${name}\\b[^}]*\\} from '${specifier}'`)
    const [example] = runnable.filter(
      ({ title, source }) => title.startsWith(`${name} `) && imports.test(source),
    )
    if (!example) throw new Error(`${name} has no example that runs and imports it from ${specifier}`)
    expect(runOf(example).error).toBeUndefined()
    expect(runOf(example).printed.length).toBeGreaterThan(0)
  })

  test('is in the README of the package, three times', () => {
    expect(runnable.filter(({ title }) => title.includes('README'))).toHaveLength(3)
  })
})

test.each(runnable)('$title runs, and prints what it says', example => {
  const { printed, error } = runOf(example)
  expect(error).toBeUndefined()
  for (const { line, text } of expectationsOf(example)) {
    const got = printed
      .filter(one => one.line === line)
      .map(one => compact(one.text))
      .join('\n')
    const [, about] = /^(\d+) or near it$/.exec(text) ?? []
    if (about) expect(Math.abs(Number(got) - Number(about))).toBeLessThanOrEqual(1)
    else expect(got).toBe(compact(text))
  }
})

test('what examples say that they print is looked at', () => {
  const counts = runnable.map(example => expectationsOf(example).length)
  expect(counts.reduce((sum, count) => sum + count)).toBeGreaterThanOrEqual(15)
  const sample: Example = {
    title: '',
    isRun: true,
    source: "console.log(1, ')') // one )\nif (a) console.log(2)\n// two\nconsole.log(3)\n",
  }
  expect(expectationsOf(sample)).toEqual([
    { line: 1, text: 'one )' },
    { line: 2, text: 'two' },
  ])
})

test('every example is well typed, those that are not run too', async () => {
  const tsc = fileURLToPath(import.meta.resolve('@typescript/native/package.json')).replace(
    /package\.json$/,
    'bin/tsc',
  )
  const checked = await promisify(execFile)(
    process.execPath,
    [tsc, '--project', folder, '--pretty', 'false'],
    {
      cwd: folder,
    },
  ).catch((error: { stdout: string }) => error)
  const faults = checked.stdout
    .trim()
    .split('\n')
    .map(line => namePlace(line))
  expect(faults).toEqual([
    expect.stringMatching(/^control\.ts\(1,10\): error TS2724/),
    expect.stringMatching(/^control\.ts\(2,14\): error TS2322/),
  ])
})

function namePlace(line: string): string {
  const { title = '' } = examples.find(({ file }) => line.startsWith(file)) ?? {}
  return title ? `${title}: ${relative(folder, line)}` : line
}
