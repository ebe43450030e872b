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
        const exported: object = await import(`data:text/javascript;base64,${code}`)
        const contents = Object.entries(exported)
          .map(([name, value]) => `export const ${name} = ${JSON.stringify(value)}\n`)
          .join('')
        return { contents, loader: 'js' }
      })
    },
  }
}
