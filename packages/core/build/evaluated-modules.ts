/** A plugin of the build: of some modules it takes what they export, as data, in the place of the code that computes it. */
import type { Plugin } from 'esbuild'

/**
 * Evaluates modules when they are built. Their exports must be plain data.
 *
 * @param filter - matches the paths of these modules
 */
export function evaluatedModules(filter: RegExp): Plugin {
  return {
    name: 'evaluated-modules',
    setup({ esbuild, onLoad }) {
      onLoad({ filter }, async ({ path }) => {
        const { outputFiles } = await esbuild.build({
          entryPoints: [path],
          bundle: true,
          write: false,
          format: 'esm',
          platform: 'node',
        })
        const code = Buffer.from(outputFiles[0]?.contents ?? []).toString('base64')
        return { contents: sourceOf(await import(`data:text/javascript;base64,${code}`)), loader: 'js' }
      })
    },
  }
}

/** Source that exports the same values, in which whatever occurs again stands once. */
export function sourceOf(exported: object): string {
  const repeated = repetitionsIn(exported)
  const names = new Map<string, string>()
  const statements: string[] = []

  function write(value: unknown): string {
    const text = JSON.stringify(value)
    if (!repeated.has(text)) return writeMembers(value)
    const name = names.get(text) ?? `repeated${names.size}`
    if (!names.has(text)) {
      names.set(text, name)
      statements.push(`const ${name} = ${writeMembers(value)}`)
    }
    return name
  }

  function writeMembers(value: unknown): string {
    if (typeof value !== 'object' || value === null) return JSON.stringify(value)
    if (Array.isArray(value)) return `[${value.map(write).join()}]`
    const members = Object.entries(value).map(([name, member]) => `${keyOf(name)}:${write(member)}`)
    return `{${members.join()}}`
  }

  for (const [name, value] of Object.entries(exported))
    statements.push(`export const ${name} = ${writeMembers(value)}`)
  return statements.join('\n')
}

/** Written as a plain member, `__proto__` would be none. */
function keyOf(name: string): string {
  return name === '__proto__' ? '["__proto__"]' : JSON.stringify(name)
}

/** Lists and objects that occur more than once, as JSON. What lies in a repetition counts once for all its places. */
function repetitionsIn(value: unknown): ReadonlySet<string> {
  const seen = new Set<string>()
  const repeated = new Set<string>()
  const visit = (inner: unknown) => {
    if (typeof inner !== 'object' || inner === null) return
    const text = JSON.stringify(inner)
    if (seen.has(text)) return repeated.add(text)
    seen.add(text)
    Object.values(inner).forEach(visit)
  }
  visit(value)
  return repeated
}
