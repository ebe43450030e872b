/** Runs programs, each as a module of one process of their own, and tells what each printed on which line. */
import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { fromRoot } from '../../build/places.ts'
import type { Snippet } from './find.ts'
import { CONTROL, GIVEN } from './given.ts'

const run = promisify(execFile)

export interface Program extends Snippet {
  /** In the folder of {@link Workshop}. */
  readonly path: string
}

/** What became of a program. */
export interface Ran {
  readonly printed: readonly { readonly line: number; readonly text: string }[]
  readonly error?: string
}

/** What a program says that one of its lines prints. */
export interface Expectation {
  /** From 1. */
  readonly line: number
  readonly text: string
}

export interface Workshop {
  readonly programs: readonly Program[]
  /** Runs the named programs one after the other. */
  run(paths: readonly string[]): Promise<Readonly<Record<string, Ran>>>
  /** What the compiler finds wrong with any of them, a line each. */
  faults(): Promise<readonly string[]>
  close(): Promise<void>
}

/** What is not TypeScript is run as it stands, and not checked. */
export function pathOf({ language }: Snippet, index: number): string {
  return `snippet-${index}.${language === 'ts' ? 'ts' : 'mjs'}`
}

/** Lays programs out in a folder of the repository, from where the built packages are found. */
export async function openWorkshop(snippets: readonly Snippet[]): Promise<Workshop> {
  await mkdir(fromRoot('reports'), { recursive: true })
  const folder = await mkdtemp(fromRoot('reports/snippets-'))
  const programs = snippets.map((snippet, index) => ({ ...snippet, path: pathOf(snippet, index) }))
  const write = (name: string, content: string) => writeFile(join(folder, name), content)
  // An `export` makes a module of what has none.
  for (const { path, source } of programs) await write(path, `${source}export {}\n`)
  await write('runner.mjs', RUNNER)
  await write('given.d.ts', GIVEN)
  await write('control.ts', CONTROL)
  await write('tsconfig.json', JSON.stringify(TSCONFIG))
  return {
    programs,
    async run(paths) {
      const { stdout } = await run(process.execPath, ['runner.mjs', ...paths], { cwd: folder })
      return JSON.parse(stdout)
    },
    async faults() {
      const manifest = fileURLToPath(import.meta.resolve('@typescript/native/package.json'))
      const tsc = join(manifest, '..', 'bin', 'tsc')
      const options = { cwd: folder, maxBuffer: 2 ** 24 }
      const checked = await run(
        process.execPath,
        [tsc, '--project', folder, '--pretty', 'false'],
        options,
      ).catch((error: { stdout: string }) => error)
      return checked.stdout.trim().split('\n').filter(Boolean)
    },
    close: () => rm(folder, { recursive: true, force: true }),
  }
}

/** What is to be printed: the comment behind a `console.log`, or the one on the line below it. */
export function expectationsOf(source: string): Expectation[] {
  const lines = source.split('\n')
  return lines.flatMap((line, index) => {
    const [, before = '', behind] = /^(.*?console\.log\(.*?\)) *(?:\/\/ (.*))?$/.exec(line) ?? []
    if (!before) return []
    const text = behind ?? /^\/\/ (.*)$/.exec(lines[index + 1] ?? '')?.[1]
    return text === undefined ? [] : [{ line: index + 1, text }]
  })
}

const TSCONFIG = {
  extends: '../../tsconfig.base.json',
  compilerOptions: { lib: ['ES2023', 'DOM', 'DOM.Iterable'], types: ['node'] },
  include: ['*.ts'],
}

const RUNNER = `
import { format } from 'node:util'

const results = {}
for (const path of process.argv.slice(2)) {
  const url = new URL(path, import.meta.url).href
  const result = { printed: [] }
  results[path] = result
  console.log = (...values) => {
    const [, line] = new Error().stack.match(new RegExp(url.replaceAll('.', '[.]') + ':(\\\\d+)')) ?? []
    result.printed.push({ line: Number(line), text: format(...values) })
  }
  try {
    await import(url)
  } catch (error) {
    result.error = String(error?.stack ?? error)
  }
}
process.stdout.write(JSON.stringify(results), () => process.exit())
`
