/** Every element of the package, found by the names of their files. */
import { globSync } from 'node:fs'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'

export const packageFolder = fileURLToPath(new URL('..', import.meta.url))

export interface ElementFile {
  /** `qym-business-card`. */
  readonly tag: string
  /** From the source folder: `card/qym-business-card`. */
  readonly module: string
}

const NAME = /^(qym-[a-z-]+)\.ts$/

/** In the order of their names. */
export function listElements(): readonly ElementFile[] {
  return globSync('src/*/qym-*.ts', { cwd: packageFolder })
    .flatMap(path => {
      const [, tag] = NAME.exec(basename(path)) ?? []
      const module = path
        .replaceAll('\\', '/')
        .replace(/^src\//, '')
        .replace(/\.ts$/, '')
      return tag && tag !== 'qym-element' ? [{ tag, module }] : []
    })
    .toSorted((one, other) => one.tag.localeCompare(other.tag))
}
