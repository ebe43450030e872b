/** The snippets that readers are given: every fenced block of the pages and READMEs, and those in public docstrings. */
import { globSync, readFileSync } from 'node:fs'
import { fromRoot } from '../../build/places.ts'

export interface Snippet {
  /** Its file, from the top of the repository. */
  readonly file: string
  /** What it is an example of, or the heading that it stands under. */
  readonly title: string
  /** `ts`, `sh`, `html`… */
  readonly language: string
  /** `no-run` for what leaves out what its reader has; `run` for commands that are run. */
  readonly info: string
  readonly source: string
}

const PAGES = [
  '*.md',
  'docs/{*,guide/*,concepts/*,about/*,reference/*,decisions/*}.md',
  'docs/zh/{*,guide/*,concepts/*,about/*,reference/*}.md',
  '{packages,examples}/*/README.md',
]
/** What is public of the widgets beside elements is one file. */
const SOURCES = ['packages/{core,sandbox}/src/**/*.ts', 'packages/widgets/src/shared/texts.ts']

export function findSnippets(): Snippet[] {
  const read = (file: string) => readFileSync(fromRoot(file), 'utf8')
  const pages = globSync(PAGES, { cwd: fromRoot('.') }).filter(file => !file.includes('reference/elements'))
  const sources = globSync(SOURCES, { cwd: fromRoot('.') }).filter(file => !file.endsWith('.test.ts'))
  return [
    ...pages.sort().flatMap(file => inMarkdown(file, read(file))),
    ...sources.sort().flatMap(file => inDocstrings(file, read(file))),
  ]
}

function inMarkdown(file: string, text: string): Snippet[] {
  const lines = text.split('\n')
  return blocksIn(file, lines).map(({ start, ...block }) => {
    const heading = lines.slice(0, start).findLast(line => /^#+ /.test(line)) ?? ''
    return { file, title: heading.replace(/^#+ /, ''), ...block }
  })
}

function inDocstrings(file: string, text: string): Snippet[] {
  const docstring = /\/\*\*((?:(?!\*\/).)*)\*\/\s*(?:export (?:async )?(?:function|const|class) (\w+))?/gs
  return Array.from(text.matchAll(docstring)).flatMap(([, comment = '', title = '']) => {
    const lines = comment.split('\n').map(line => line.replace(/^ *\* ?/, ''))
    return blocksIn(file, lines).map(({ start: _, ...block }) => ({ file, title, ...block }))
  })
}

function blocksIn(file: string, lines: readonly string[]) {
  const blocks: { language: string; info: string; source: string; start: number }[] = []
  for (let start = 0; start < lines.length; start++) {
    const [, indent = '', language = '', info = ''] = /^(\s*)```(\w*) ?(.*)$/.exec(lines[start] ?? '') ?? []
    if (!lines[start]?.trimStart().startsWith('```')) continue
    const length = lines.slice(start + 1).findIndex(line => line.trim() === '```')
    if (length < 0) throw new Error(`A block of ${file} is not closed: ${lines[start]}`)
    const within = lines.slice(start + 1, start + 1 + length)
    const source = `${within.map(line => line.slice(indent.length)).join('\n')}\n`
    blocks.push({ language, info, source, start })
    start += length + 1
  }
  return blocks
}

/** What a program is without its comments: two languages of one page have the same programs. */
export function withoutComments(source: string): string {
  return source
    .split('\n')
    .filter(line => !/^\s*(\/\/|#)/.test(line))
    .map(line => (line.includes('console.log(') ? line : line.replace(/ +(\/\/|#) .*$/, '')))
    .join('\n')
}
