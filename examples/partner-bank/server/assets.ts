/** The built scripts and styles of the pages: which files belong to which page, as Vite wrote them down. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

interface Chunk {
  readonly file: string
  readonly css?: readonly string[]
  readonly imports?: readonly string[]
}

export interface PageAssets {
  readonly scripts: readonly string[]
  readonly styles: readonly string[]
}

export type Assets = (entry: string) => PageAssets

/** @throws {Error} when nothing is built */
export function readAssets(dist: string): Assets {
  const manifest = readManifest(join(dist, '.vite/manifest.json'))
  const stylesOf = (name: string, seen: Set<string>): readonly string[] => {
    const chunk = manifest[name]
    if (!chunk || seen.has(name)) return []
    seen.add(name)
    return [...(chunk.imports ?? []).flatMap(one => stylesOf(one, seen)), ...(chunk.css ?? [])]
  }
  return entry => {
    const name = `src/pages/${entry}.ts`
    const chunk = manifest[name]
    if (!chunk) throw new Error(`There is no page ${entry} among what was built.`)
    return { scripts: [`/${chunk.file}`], styles: stylesOf(name, new Set()).map(file => `/${file}`) }
  }
}

function readManifest(path: string): Readonly<Record<string, Chunk>> {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    throw new Error('The site is not built: run npm run build first.', { cause: error })
  }
}
