/** Where things are, whatever folder the command was given in. */
import { fileURLToPath } from 'node:url'

/** A path in `docs/`. */
export function fromDocs(path: string): string {
  return fileURLToPath(new URL(`../${path}`, import.meta.url))
}

/** A path from the top of the repository. */
export function fromRoot(path: string): string {
  return fileURLToPath(new URL(`../../${path}`, import.meta.url))
}
