/** The reference of the SDK: one page an entry point, made by TypeDoc of the docstrings in the source. */
import { readFile, rm } from 'node:fs/promises'
import { Application, type TypeDocOptions } from 'typedoc'
import type { PluginOptions } from 'typedoc-plugin-markdown'
import { fromDocs, fromRoot } from './places.ts'

/** Files of `src/entries`, by the name that they are imported under. */
const FILES: Readonly<Record<string, string>> = { '.': 'client', './stores/file': 'file-store' }
/** Entry points that only hand parts of the contract on: `/contract` documents what is in them. */
const LEFT_OUT = /^\.\/(package\.json|operations\/)/

export async function makeSdkPages(): Promise<void> {
  const { exports } = JSON.parse(await readFile(fromRoot('packages/core/package.json'), 'utf8'))
  const entries = Object.keys(exports).filter(name => !LEFT_OUT.test(name))
  const options: Partial<TypeDocOptions & PluginOptions> = {
    plugin: ['typedoc-plugin-markdown', fromDocs('build/entry-names.ts')],
    entryPoints: entries.map(name =>
      fromRoot(`packages/core/src/entries/${FILES[name] ?? name.slice(2)}.ts`),
    ),
    tsconfig: fromDocs('build/tsconfig.sdk.json'),
    skipErrorChecking: true,
    out: fromDocs('reference/sdk'),
    readme: 'none',
    disableSources: true,
    excludePrivate: true,
    excludeInternal: true,
    excludeExternals: true,
    logLevel: 'Error',
    outputFileStrategy: 'modules',
    entryFileName: 'index',
    hidePageHeader: true,
    hideBreadcrumbs: true,
    useCodeBlocks: true,
    // Its own count of headings of the same name differs from VitePress’s.
    useHTMLAnchors: true,
    parametersFormat: 'table',
    interfacePropertiesFormat: 'table',
    typeAliasPropertiesFormat: 'table',
    expandObjects: false,
  }
  const app = await Application.bootstrapWithPlugins(options)
  const project = await app.convert()
  if (!project) throw new Error('TypeDoc could not read the source of the SDK.')
  await rm(fromDocs('reference/sdk'), { recursive: true, force: true })
  await app.generateOutputs(project)
  if (app.logger.hasErrors()) throw new Error('TypeDoc found errors in the source of the SDK.')
}
