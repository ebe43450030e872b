/** The packages as their users get them: packed, installed into an empty project elsewhere, used from every module system. */
import { readFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { build } from 'esbuild'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openChromium } from '../../../../.ci/chromium.mjs'
import { contract } from '../../src/contract/contract.js'
import fixtures from '../fixtures/qym1.json' with { type: 'json' }
import {
  BUNDLED_HTML,
  EXPORTS_CJS,
  EXPORTS_ESM,
  ONE_ERROR_CJS,
  ONE_ERROR_ESM,
  PAGE,
  TYPED,
  UNBUNDLED_HTML,
  UNNARROWED,
  VERIFY_CJS,
  VERIFY_ESM,
} from './consumers.js'
import { serveFolder } from './folder-server.js'
import { type InstalledProject, installProject, isBuilt, ROOT } from './installed-project.js'

/** The command, and what it brings along. */
const COMMAND = ['packages/platform', 'packages/sandbox', 'packages/cli']
const isCliBuilt = COMMAND.every(isBuilt)
const vector = fixtures.cases.find(({ id }) => id === 'valid-c1-ES256-0')
const believed = { outcome: 'valid', uscc: vector?.expect.sub }

/** What a build makes; what starts a command; the sample county. */
const BUILT = /^dist\/(operations\/)?[\w-]+(\.d)?\.c?[jt]s(\.map)?$|^bin\/\w+\.js$|^county\/[\w-]+\.json$/

/** Of a path with a star, those of all parts of the contract. */
function forEachPart(path: string): string[] {
  return path.includes('*') ? Object.keys(contract).map(part => path.replace('*', part)) : [path]
}

let project: InstalledProject
let manifest: { version: string; exports: Record<string, unknown> }

beforeAll(async () => {
  project = await installProject(['packages/core', ...(isCliBuilt ? COMMAND : [])])
  manifest = JSON.parse(await installed('package.json'))
  const { trust, statusLists } = fixtures
  await project.write(
    'fixture.json',
    JSON.stringify({ trust, statusLists, text: vector?.text, at: vector?.at }),
  )
})

afterAll(() => project?.remove())

describe('the tarball', () => {
  test('holds what was built, its licence and its README, and nothing else', () => {
    for (const { files } of project.tarballs.values()) {
      const others = files.filter(path => !BUILT.test(path))
      expect(others.filter(path => path !== 'README.md')).toEqual(['LICENSE', 'package.json'])
    }
    expect(core().files).toContain('README.md')
  })

  test('holds every file that its exports name', () => {
    const named = JSON.stringify(manifest.exports).match(/(?<=")\.\/[^"]+\.[^"]+/g) ?? []
    const files = named
      .filter(path => !(path in manifest.exports))
      .flatMap(path => forEachPart(path.slice(2)))
    expect(files.length).toBeGreaterThanOrEqual(90)
    expect(core().files).toEqual(expect.arrayContaining(files))
  })

  test('says nothing of the machine it was made on', async () => {
    const foreign = [ROOT.replace(/[/\\]$/, ''), homedir(), 'file:///'].filter(path => path.length > 4)
    for (const [name, { files }] of project.tarballs) {
      for (const path of files) {
        const text = await readFile(join(project.folder, 'node_modules', name, path), 'utf8')
        expect(
          foreign.filter(place => text.includes(place)).map(place => `${name}/${path}: ${place}`),
        ).toEqual([])
      }
    }
  })

  test('brings the sources of its source maps along, so that no debugger looks for them outside', async () => {
    for (const path of core().files.filter(file => file.endsWith('.map'))) {
      const { sources, sourcesContent } = JSON.parse(await installed(path)) as {
        sources: string[]
        sourcesContent?: (string | null)[]
      }
      expect(
        sources.filter(source => !/^\.\.\/src\/[\w/.-]+\.ts$/.test(source)),
        path,
      ).toEqual([])
      expect(sourcesContent?.filter(content => content !== null).length ?? 0, path).toBe(sources.length)
    }
  })
})

describe('on Node', () => {
  test('verifies from an ES module', async () => {
    await project.write('verify.mjs', VERIFY_ESM)
    expect(JSON.parse(await project.node('verify.mjs'))).toEqual(believed)
  })

  test('verifies from CommonJS', async () => {
    await project.write('verify.cjs', VERIFY_CJS)
    expect(JSON.parse(await project.node('verify.cjs'))).toEqual(believed)
  })

  test('exports the same from every entry point to both', async () => {
    await project.write('exports.mjs', EXPORTS_ESM)
    await project.write('exports.cjs', EXPORTS_CJS)
    const names = Object.keys(manifest.exports)
      .filter(path => path !== './package.json')
      .flatMap(forEachPart)
      .map(path => path.replace('.', '@qiyema/core'))
    const esm = JSON.parse(await project.node('exports.mjs', ...names))
    expect(Object.keys(esm)).toEqual(names)
    expect(Object.values<string[]>(esm).filter(exported => exported.length === 0)).toEqual([])
    expect(JSON.parse(await project.node('exports.cjs', ...names))).toEqual(esm)
  })

  test.each([
    ['error.mjs', ONE_ERROR_ESM],
    ['error.cjs', ONE_ERROR_CJS],
  ])('has one error class in all entry points (%s)', async (file, program) => {
    await project.write(file, program)
    expect(JSON.parse(await project.node(file))).toBe('ERR_SQUARE')
  })

  test('runs every example of its README, which prints what it says', async () => {
    const examples = examplesIn(await installed('README.md'))
    expect(examples.length).toBeGreaterThanOrEqual(3)
    const files = examples.map((_, index) => `readme-${index}.mts`)
    for (const [index, program] of examples.entries()) await project.write(`readme-${index}.mts`, program)
    expect(await project.checkTypes('native', ['--module', 'nodenext'], ...files)).toBe('')
    for (const [index, program] of examples.entries())
      expect((await project.node(`readme-${index}.mts`)).trim()).toBe(promisedBy(program))
  })
})

describe('in TypeScript', () => {
  test.each([
    ['native', 'nodenext', 'nodenext'],
    ['native', 'esnext', 'bundler'],
    ['classic', 'nodenext', 'nodenext'],
    ['classic', 'esnext', 'bundler'],
  ] as const)(
    'the %s compiler takes its types with module %s, resolution %s',
    async (compiler, module, resolution) => {
      const options = ['--module', module, '--moduleResolution', resolution, '--exactOptionalPropertyTypes']
      const files = ['typed.mts', 'typed.cts']
      for (const file of files) await project.write(file, TYPED)
      expect(await project.checkTypes(compiler, options, ...files)).toBe('')
    },
  )

  test('believing a code before looking at the outcome does not compile', async () => {
    await project.write('unnarrowed.mts', UNNARROWED)
    const complaints = await project.checkTypes('native', ['--module', 'nodenext'], 'unnarrowed.mts')
    expect(complaints).toContain("unnarrowed.mts(5,17): error TS2339: Property 'assurance' does not exist")
  })
})

describe('in a browser', () => {
  test.each([
    ['bundled.html', 'bundled by esbuild'],
    ['unbundled.html', 'as the published modules, through an import map'],
  ])('%s verifies, %s, and asks no other server', async page => {
    await project.write('page.mjs', PAGE)
    await project.write('bundled.html', BUNDLED_HTML)
    await project.write('unbundled.html', UNBUNDLED_HTML)
    const { folder } = project
    await build({
      entryPoints: [join(folder, 'page.mjs')],
      outfile: join(folder, 'bundle.js'),
      bundle: true,
      minify: true,
      format: 'esm',
      platform: 'browser',
    })
    const { outcome, strangers, errors } = await openPage(page)
    expect(errors).toEqual([])
    expect(outcome).toBe('valid')
    expect(strangers).toEqual([])
  })
})

describe.skipIf(!isCliBuilt)('the command', () => {
  test('tells its version', async () => {
    expect((await qiyema('--version')).trim()).toBe(manifest.version)
  })

  test('verifies', async () => {
    const { trust, statusLists } = fixtures
    await project.write('trust.json', JSON.stringify(trust))
    await project.write('status-0.jwt', statusLists['https://qym.example/status/0'])
    const lists = ['--trust', 'trust.json', '--status-list', 'status-0.jwt', '--at', String(vector?.at)]
    const result = JSON.parse(await qiyema('verify', ...lists, '--json', String(vector?.text)))
    expect({ outcome: result.outcome, uscc: result.code?.uscc }).toEqual(believed)
  })
})

describe.skipIf(!isCliBuilt)('the platform', () => {
  test('starts as its README says', async () => {
    const readme = await readFile(join(project.folder, 'node_modules/@qiyema/platform/README.md'), 'utf8')
    const [program = ''] = examplesIn(readme)
    await project.write('platform.mts', program)
    expect((await project.node('platform.mts')).trim()).toBe(promisedBy(program))
  })
})

function examplesIn(readme: string): string[] {
  return [...readme.matchAll(/```ts\n(.*?)```/gs)].map(([, program = '']) => program)
}

/** What an example says in its last line that it prints. */
function promisedBy(program: string): string | undefined {
  return /\n\/\/ (.*)\n$/.exec(program)?.[1]
}

function core() {
  const tarball = project.tarballs.get('@qiyema/core')
  if (!tarball) throw new Error('core was not packed')
  return tarball
}

function installed(path: string): Promise<string> {
  return readFile(join(project.folder, 'node_modules/@qiyema/core', path), 'utf8')
}

/** As `node_modules/.bin/qiyema` would, which on Windows is a script for its shell. */
function qiyema(...args: string[]): Promise<string> {
  return project.node('node_modules/@qiyema/cli/bin/qiyema.js', ...args)
}

async function openPage(path: string) {
  const server = await serveFolder(project.folder)
  const browser = await openChromium()
  try {
    const page = await browser.newPage()
    const strangers: string[] = []
    const errors: string[] = []
    page.on('request', request => {
      if (!request.url().startsWith(`${server.origin}/`)) strangers.push(request.url())
    })
    page.on('pageerror', error => errors.push(String(error)))
    await page.goto(`${server.origin}/${path}`)
    const outcome: unknown = await page.evaluate('globalThis.outcome')
    return { outcome, strangers, errors }
  } finally {
    await browser.close()
    await server.close()
  }
}
