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
  const typePath = (_name: string, _tag?: string, module = '') => `./${module.replace(/\.js$/, '.d.ts')}`
  generateVsCodeCustomElementData(JSON.parse(text), { outdir, hideLogs: true })
  generateJetBrainsWebTypes(JSON.parse(text), { outdir, hideLogs: true })
  generateJsxTypes(JSON.parse(text), {
    outdir,
    fileName: 'react.d.ts',
    componentTypePath: typePath,
    stronglyTypedEvents: true,
  })
  generateVuejsTypes(JSON.parse(text), {
    outdir,
    fileName: 'vue.d.ts',
    componentTypePath: typePath,
    hideLogs: true,
  })
}

interface Member {
  readonly name?: string
  readonly privacy?: string
}
interface Declaration {
  readonly tagName?: string
  readonly members?: readonly Member[]
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
      declarations: (module.declarations ?? []).map(({ members = [], ...declaration }) => ({
        ...declaration,
        members: members.filter(isPublic),
      })),
    }))
  return { ...manifest, modules }
}

function isPublic({ name = '', privacy = 'public' }: Member): boolean {
  return privacy === 'public' && !name.startsWith('#')
}
