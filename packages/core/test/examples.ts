/** The examples that readers are given: every block of TypeScript in the docstrings of this package and in the READMEs. */
import { globSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'

export interface Example {
  /** The file it stands in and what it is an example of, or its heading. */
  readonly title: string
  readonly source: string
  /** Blocks of `ts no-run`, and those of the root README, leave out what their readers have. */
  readonly isRun: boolean
}

/** What an example says that one of its lines prints. */
export interface Expectation {
  /** From 1. */
  readonly line: number
  readonly text: string
}

/** Every example of the docstrings of this package and of the READMEs. */
export function findExamples(root: string): Example[] {
  const core = join(root, 'packages', 'core')
  const sources = globSync('src/**/*.ts', { cwd: core }).filter(path => !path.endsWith('.test.ts'))
  return [
    ...sources.sort().flatMap(path => inDocstrings(basename(path), readFileSync(join(core, path), 'utf8'))),
    ...inMarkdown('packages/core/README.md', readFileSync(join(core, 'README.md'), 'utf8'), true),
    ...['README.md', 'README.zh-CN.md'].flatMap(name =>
      inMarkdown(name, readFileSync(join(root, name), 'utf8'), false),
    ),
  ]
}

function inDocstrings(file: string, text: string): Example[] {
  const docstring = /\/\*\*((?:(?!\*\/).)*)\*\/\s*(?:export (?:async )?(?:function|const|class) (\w+))?/gs
  return Array.from(text.matchAll(docstring)).flatMap(([, comment = '', name = '']) => {
    const lines = comment.split(/\r?\n/).map(line => line.replace(/^ *\* ?/, ''))
    return blocksIn(lines).map(({ info, source }) => ({
      title: `${name} (${file})`,
      source,
      isRun: info !== 'no-run',
    }))
  })
}

function inMarkdown(file: string, text: string, isComplete: boolean): Example[] {
  const lines = text.split(/\r?\n/)
  return blocksIn(lines).map(({ info, source, start }) => {
    const heading = lines.slice(0, start).findLast(line => line.startsWith('#')) ?? ''
    return {
      title: `${heading.replace(/^#+ /, '')} (${file})`,
      source,
      isRun: isComplete && info !== 'no-run',
    }
  })
}

function blocksIn(lines: readonly string[]) {
  const blocks: { info: string; source: string; start: number }[] = []
  for (const [start, line] of lines.entries()) {
    const [, info] = /^```ts ?(.*)$/.exec(line) ?? []
    if (info === undefined) continue
    const length = lines.slice(start + 1).findIndex(other => other.startsWith('```'))
    if (length < 0)
      throw new Error(`A block of ts is not closed: ${lines.slice(start, start + 3).join('\n')}`)
    blocks.push({ info, source: `${lines.slice(start + 1, start + 1 + length).join('\n')}\n`, start })
  }
  return blocks
}

/** What is to be printed: the comment behind a `console.log`, or the one on the line below it. */
export function expectationsOf({ source }: Example): Expectation[] {
  const lines = source.split('\n')
  return lines.flatMap((line, index) => {
    const [, before = '', behind] = /^(.*?console\.log\(.*?\)) *(?:\/\/ (.*))?$/.exec(line) ?? []
    if (!before) return []
    const text = behind ?? /^\/\/ (.*)$/.exec(lines[index + 1] ?? '')?.[1]
    return text === undefined ? [] : [{ line: index + 1, text }]
  })
}

/** The module that runs other modules, and tells as JSON what each printed on which line, or how it failed. */
export const RUNNER = `
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
    result.error = String(error)
  }
}
process.stdout.write(JSON.stringify(results))
`
