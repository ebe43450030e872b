/** Reads status list tokens from files, to be filed under the address that each names itself. */
import { Mistake } from '../mistake.js'
import { nameOf, readText } from './bytes.js'

/** Tokens by their address. Their signatures are for the verifier to check. */
export async function readStatusLists(paths: readonly string[]): Promise<Readonly<Record<string, string>>> {
  const tokens = new Map<string, string>()
  for (const path of paths) {
    const token = (await readText(path)).trim()
    const uri = subjectOf(token)
    if (uri === undefined)
      throw new Mistake(`${nameOf(path)} is no status list: not a JWT that names its address.`)
    if (tokens.has(uri))
      throw new Mistake(`${nameOf(path)} is a second status list of ${uri}: give the newer one.`)
    tokens.set(uri, token)
  }
  return Object.fromEntries(tokens)
}

function subjectOf(token: string): string | undefined {
  const [, payload = ''] = token.split('.')
  try {
    const { sub } = JSON.parse(Buffer.from(payload, 'base64url').toString()) as { readonly sub?: unknown }
    return typeof sub === 'string' ? sub : undefined
  } catch {
    return undefined
  }
}
