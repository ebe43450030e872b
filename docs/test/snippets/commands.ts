/** Commands of pages: what each is, and whether `qiyema` and npm know it. */
import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'
import { createProgram } from '../../../packages/cli/src/program.ts'
import { fromRoot } from '../../build/places.ts'

const run = promisify(execFile)
type Command = ReturnType<typeof createProgram>

/** The commands of a block, one a line, continued lines joined, without comments and prompts. */
export function commandsOf(source: string): string[] {
  return source
    .replaceAll('\\\n', ' ')
    .split('\n')
    .map(line => line.replace(/ +# .*$/, '').trim())
    .filter(line => line !== '' && !line.startsWith('#'))
}

/** What `qiyema` does not know of a command: a subcommand or an option. */
export function unknownToQiyema(command: string): string[] {
  const words: string[] = command.match(/"[^"]*"|'[^']*'|\S+/g) ?? []
  const start = words.indexOf('qiyema')
  if (start < 0) return []
  const end = words.findIndex((word, at) => at > start && /^[|>&;]/.test(word))
  let known: Command = createProgram()
  for (const word of words.slice(start + 1, end < 0 ? undefined : end)) {
    const isOption = /^--?[a-z]/.test(word)
    if (isOption && !takes(known, word)) return [word]
    if (isOption || known.commands.length === 0) continue
    const found = known.commands.find(one => one.name() === word)
    if (!found) return [word]
    known = found
  }
  return []
}

function takes({ options }: Command, word: string): boolean {
  return word === '--help' || options.some(({ long, short }) => word === long || word === short)
}

/** Scripts that a command runs and no package.json of the workspace has. */
export async function unknownToNpm(command: string): Promise<string[]> {
  const [, run = '', name = ''] = /\bnpm (run |test|start)([\w:-]*)/.exec(command) ?? []
  const script = run === 'run ' ? name : run
  if (!script) return []
  const folders = ['.', 'docs', 'examples/node-partner', 'examples/verify-site', 'packages/widgets']
  const manifests = folders.map(folder =>
    readFile(fromRoot(`${folder}/package.json`), 'utf8').catch(() => '{}'),
  )
  const has = (await Promise.all(manifests)).some(text => script in (JSON.parse(text).scripts ?? {}))
  return has ? [] : [script]
}

/** Runs commands of one page in an empty folder, in a shell that knows `qiyema`. */
export async function runInFolder(blocks: readonly string[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'qiyema-page-'))
  const env = { ...process.env, PATH: `${fromRoot('node_modules/.bin')}${delimiter}${process.env.PATH}` }
  try {
    let said = ''
    for (const block of blocks) {
      const { stdout, stderr } = await run('bash', ['-euo', 'pipefail', '-c', block], { cwd: folder, env })
      said += stdout + stderr
    }
    return said
  } finally {
    await rm(folder, { recursive: true })
  }
}
