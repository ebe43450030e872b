/** What tools know of the elements, all made of the manifest: editors' data, and types for React and Vue. */
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { generateJsxTypes } from '@wc-toolkit/jsx-types'
import { generateJetBrainsWebTypes } from 'custom-element-jet-brains-integration'
import { generateVsCodeCustomElementData } from 'custom-element-vs-code-integration'
import { generateVuejsTypes } from 'custom-element-vuejs-integration'
import { listElements } from './elements.ts'

const PATH = 'dist/custom-elements.json'

/** Writes `custom-elements.json` (Custom Elements Manifest 2.1), and what is made of it, into `dist`. */
export function describeElements(): void {
  const analyzer = createRequire(import.meta.url).resolve('@custom-elements-manifest/analyzer/cem.js')
  const analyse = [
    'analyze',
    '--litelement',
    '--globs',
    'src/**/*.ts',
    '--exclude',
    'src/**/*.{test,stories,texts,styles}.ts',
  ]
  execFileSync(process.execPath, [analyzer, ...analyse, '--outdir', 'dist', '--quiet'], { stdio: 'inherit' })
  const text = JSON.stringify(ofPublished(JSON.parse(readFileSync(PATH, 'utf8'))), null, 2)
  writeFileSync(PATH, `${text}\n`)

  // Parsed for each: some of them write into what they are given.
  const outdir = 'dist'
  generateVsCodeCustomElementData(JSON.parse(text), { outdir, hideLogs: true })
  generateJetBrainsWebTypes(JSON.parse(text), { outdir, hideLogs: true })
  generateJsxTypes(JSON.parse(text), {
    outdir,
    fileName: 'react.d.ts',
    componentTypePath: () => './',
    stronglyTypedEvents: true,
  })
  generateVuejsTypes(JSON.parse(text), {
    outdir,
    fileName: 'vue.d.ts',
    componentTypePath: () => './',
    hideLogs: true,
  })
  tidyTypes()
}

function moduleOf(tag: string | undefined): string {
  return listElements().find(element => element.tag === tag)?.module ?? 'index'
}

const IMPORT = /import type \{([^}]*)\} from "\.\/[^"]*";\n/g

/** Each element from its own module, and what events carry from the package, which exports it all by name. */
function tidyTypes(): void {
  const exported = [
    ...readFileSync('dist/index.d.ts', 'utf8').matchAll(/export type \{ ([^}]*) \}/g),
  ].flatMap(([, names = '']) => names.split(', '))
  for (const path of ['dist/react.d.ts', 'dist/vue.d.ts']) {
    const types = readFileSync(path, 'utf8').replaceAll(IMPORT, (_, names: string) =>
      (names.match(/Qym\w+/g) ?? []).map(importOf).join(''),
    )
    const used = exported.filter(name => new RegExp(`\\b${name}\\b`).test(types))
    writeFileSync(
      path,
      `${used.length > 0 ? `import type { ${used.join(', ')} } from "./index.js";\n` : ''}${types}`,
    )
  }
}

function importOf(element: string): string {
  const tag = element.replace(/[A-Z]/g, (letter, at) => (at ? '-' : '') + letter.toLowerCase())
  return `import type { ${element} } from "./${moduleOf(tag)}.js";\n`
}

interface Member {
  readonly name?: string
  readonly privacy?: string
}
interface Declaration {
  readonly tagName?: string
  readonly members?: readonly Member[]
  readonly events?: readonly { readonly name?: string }[]
}
interface Module {
  readonly path: string
  readonly declarations?: readonly Declaration[]
}
interface Manifest {
  readonly modules: readonly Module[]
}

/** Elements by the files they are published in, without what is nobody's business. */
function ofPublished(manifest: Manifest): Manifest {
  const published = listElements().map(({ module }) => `src/${module}.ts`)
  const modules = manifest.modules
    .filter(({ path }) => published.includes(path))
    .map(module => ({
      ...module,
      path: module.path.replace(/^src\//, '').replace(/\.ts$/, '.js'),
      declarations: (module.declarations ?? []).map(({ members = [], events = [], ...declaration }) => ({
        ...declaration,
        members: members.filter(isPublic),
        // Those that the source names: the analyzer takes the parameter of a function that emits for a name, too.
        events: events.filter(({ name }) => name?.startsWith('qym-')),
      })),
    }))
  return { ...manifest, modules }
}

function isPublic({ name = '', privacy = 'public' }: Member): boolean {
  return privacy === 'public' && !name.startsWith('#')
}
