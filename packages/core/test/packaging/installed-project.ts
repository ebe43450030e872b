/** An empty project outside the workspace, into which the packages were installed as npm would publish them. */
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

/** The folder of the repository. */
export const ROOT = fileURLToPath(new URL('../../../..', import.meta.url))

const run = promisify(execFile)

/** A package as npm packed it. */
export interface Tarball {
  readonly path: string
  /** The paths inside, sorted. */
  readonly files: readonly string[]
}

/** The project, and what can be done in it. */
export interface InstalledProject {
  readonly folder: string
  /** By the name of the package. */
  readonly tarballs: ReadonlyMap<string, Tarball>
  write(name: string, content: string): Promise<void>
  /** Runs a file of the project with the Node that runs the tests; gives what it printed. */
  node(file: string, ...args: string[]): Promise<string>
  /** Checks types with a compiler of the workspace; gives its complaints, empty when there are none. */
  checkTypes(compiler: 'native' | 'classic', options: readonly string[], ...files: string[]): Promise<string>
  remove(): Promise<void>
}

/** True once `npm run build` has built this package. */
export function isBuilt(packageFolder: string): boolean {
  return existsSync(join(ROOT, packageFolder, 'dist'))
}

/** Packs these packages and installs them. */
export async function installProject(packageFolders: readonly string[]): Promise<InstalledProject> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'qiyema-packaging-')))
  const tarballs = await pack(packageFolders, folder)
  await writeFile(
    join(folder, 'package.json'),
    '{ "name": "consumer", "private": true, "type": "commonjs" }\n',
  )
  const paths = [...tarballs.values()].map(({ path }) => path)
  await npm(folder, ['install', '--prefer-offline', '--no-audit', '--no-fund', ...paths])

  return {
    folder,
    tarballs,
    write: (name, content) => writeFile(join(folder, name), content),
    node: async (file, ...args) =>
      (await run(process.execPath, [file, ...args], { cwd: folder, env })).stdout,
    checkTypes: (compiler, options, ...files) => checkTypes(folder, compiler, options, files),
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}

/** All with one npm, which takes longer to start than to pack. */
async function pack(
  packageFolders: readonly string[],
  destination: string,
): Promise<ReadonlyMap<string, Tarball>> {
  const named = packageFolders.map(packageFolder => `./${packageFolder}`)
  const packed = JSON.parse(
    await npm(ROOT, ['pack', '--json', '--pack-destination', destination, ...named]),
  ) as { name: string; filename: string; files: { path: string }[] }[]
  return new Map(
    packed.map(({ name, filename, files }) => [
      name,
      { path: join(destination, filename), files: files.map(({ path }) => path).sort() },
    ]),
  )
}

/** npm says to those it runs where it is; elsewhere the one on the path is used. */
async function npm(cwd: string, args: readonly string[]): Promise<string> {
  const program = process.env.npm_execpath
  const [command, first] = program?.endsWith('.js') ? [process.execPath, [program]] : ['npm', []]
  const options = { cwd, env, shell: command === 'npm' && process.platform === 'win32' }
  return (await run(command, [...first, ...args, '--loglevel=error'], options)).stdout
}

const COMPILERS = { native: '@typescript/native/bin/tsc', classic: 'typescript/bin/tsc6' }

async function checkTypes(
  cwd: string,
  compiler: keyof typeof COMPILERS,
  options: readonly string[],
  files: readonly string[],
): Promise<string> {
  const modules = join(ROOT, 'node_modules')
  const shared = ['--noEmit', '--strict', '--target', 'es2022', '--types', 'node']
  const args = [
    join(modules, COMPILERS[compiler]),
    ...shared,
    '--typeRoots',
    join(modules, '@types'),
    ...options,
  ]
  try {
    await run(process.execPath, [...args, ...files], { cwd, env })
    return ''
  } catch (error) {
    return String((error as { stdout?: unknown }).stdout)
  }
}

/** Without what npm and vitest told this process of the workspace: a consumer's shell knows nothing of it. */
const env = Object.fromEntries(
  Object.entries(process.env).filter(
    ([name]) =>
      !/^(npm_(package|lifecycle|command|config_local_prefix)|VITEST|NODE_ENV|NODE_OPTIONS)/.test(name),
  ),
)
